import { html, type Markup } from "../html.ts";
import { Layout } from "../ui/layout.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { View } from "../view.ts";

/** Where the provider leads the second window: nothing is left to do in it. */
export function CloudReturnPage(
  props: { readonly view: View; readonly isSigned: boolean },
): Markup {
  const title = props.isSigned
    ? "금융인증서 확인을 마쳤습니다"
    : "금융인증서로 확인하지 않았습니다";
  return Layout({
    view: props.view,
    title,
    width: "narrow",
    children: html`
      <div class="stack">
        ${PageTitle({ title })}
        <p class="lead">
          ${props.isSigned
            ? "이 창을 닫고 로그인하던 화면으로 돌아가 주십시오. 로그인은 그 화면에서 저절로 이어집니다."
            : "이 창을 닫고 로그인하던 화면에서 다시 시도하거나, 공동인증서로 로그인해 주십시오."}
        </p>
      </div>
    `,
  });
}
