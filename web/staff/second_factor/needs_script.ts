import { html, type Markup } from "../../html.ts";
import { Notice } from "../../ui/notice.ts";

/** Passkeys are the browser's own, and only a script can ask it for one. */
export function NeedsScript(): Markup {
  return html`
    <noscript>
      ${Notice({
        tone: "care",
        title: "패스키는 자바스크립트를 켠 브라우저에서 쓸 수 있습니다.",
        children: "켤 수 없으시면 인증 앱의 코드를 이용해 주십시오.",
      })}
    </noscript>
  `;
}
