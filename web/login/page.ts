import { html, type Markup } from "../html.ts";
import LoginIsland from "../islands/login.ts";
import { STEPS } from "../submit/product_page.ts";
import { Island } from "../ui/island.ts";
import { Layout } from "../ui/layout.ts";
import { Notice } from "../ui/notice.ts";
import { Steps } from "../ui/steps.ts";
import type { View } from "../view.ts";

export interface LoginPageProps {
  readonly view: View;
  readonly returnPath: string;
  readonly hasDemo: boolean;
  readonly now: Date;
}

/** 로그인, the first of three steps. */
export function LoginPage(props: LoginPageProps): Markup {
  const { view } = props;
  return Layout({
    view,
    title: "인증서로 로그인",
    width: "narrow",
    children: html`
      <div class="login-page">
        ${Steps({ steps: STEPS, current: 0 })}
        <noscript>
          ${Notice({
            tone: "care",
            title: "로그인에는 자바스크립트가 필요합니다.",
            children:
              "인증서의 비밀번호와 개인키를 밖으로 내보내지 않으려고 이 브라우저 안에서 서명하기 때문입니다. 브라우저 설정에서 켠 뒤 새로고침해 주십시오.",
          })}
        </noscript>
        ${Island({
          view,
          name: "login",
          component: LoginIsland,
          props: {
            returnPath: props.returnPath,
            workerUrl: view.assets.url("workers/certificate.js"),
            serverTime: props.now.toISOString(),
            hasDemo: props.hasDemo,
          },
        })}
        <div class="login-notes">
          <p class="quiet">
            <a href="/certificates">인증서 관리</a>에서 인증서를 가져오고 변환하고 휴대전화로 옮길 수
            있습니다.
          </p>
        </div>
      </div>
    `,
  });
}
