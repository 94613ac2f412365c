import { html, type Markup } from "../html.ts";
import ClientIsland from "../islands/client.ts";
import { Island } from "../ui/island.ts";
import { Layout } from "../ui/layout.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Steps } from "../ui/steps.ts";
import type { View } from "../view.ts";
import { loginHref } from "./context.ts";
import { STEPS } from "./product_page.ts";
import { submitPaths } from "./submit_paths.ts";

/** 수임업체 확인: a tax agent names the client that the documents are about. */
export function ClientPage(props: { view: View; sessionId: string; returnPath: string }): Markup {
  return Layout({
    view: props.view,
    title: "수임업체 확인",
    width: "narrow",
    children: html`
      <div class="stack">
        ${Steps({ steps: STEPS, current: 0 })}
        ${PageTitle({
          title: "어느 수임업체의 서류입니까?",
          note: "홈택스에 수임 등록된 업체인지 확인합니다",
        })}
        ${Island({
          view: props.view,
          name: "client",
          component: ClientIsland,
          props: {
            sessionId: props.sessionId,
            checkHref: submitPaths.client,
            returnPath: props.returnPath,
            loginHref: loginHref(props.returnPath),
          },
        })}
        ${Notice({
          tone: "info",
          children: "다른 수임업체의 서류를 제출하려면 로그아웃한 뒤 다시 로그인해 주십시오.",
        })}
      </div>
    `,
  });
}
