import { html, type Markup } from "../html.ts";
import { QrPicture } from "../certificates/qr_picture.ts";
import type { CloudLoginState } from "./use_cloud_login.ts";

/** 금융인증서: what will happen, and after the button the way to the provider. */
export function CloudPanel({ cloud }: { readonly cloud: CloudLoginState }): Markup {
  if (cloud.request === undefined) {
    return html`
      <p class="quiet">
        금융결제원 클라우드에 보관한 금융인증서로 로그인합니다. 아래를 입력하고 로그인을 누르면
        휴대폰 번호와 PIN 6자리로 확인하는 창으로 안내합니다. 서류를 발급할 때는 휴대전화의
        간편인증을 한 번 더 요청할 수 있습니다.
      </p>
    `;
  }
  return html`
    <div class="code-card" id="cloud-card">
      ${QrPicture({ text: cloud.request.url, label: "휴대전화로 찍으면 확인 화면이 열립니다" })}
      <div class="code-card-words">
        <p>새 창에서 확인하거나 QR 코드를 휴대전화로 찍어 3분 안에 확인해 주십시오.</p>
        <a
          class="button button-secondary"
          id="cloud-link"
          href=${cloud.request.url}
          target="_blank"
          rel="noopener"
        >금융인증서 확인하기 (새 창)</a>
        <p class="field-hint" role="status">확인을 기다리고 있습니다…</p>
        <button type="button" class="button button-plain button-small" onClick=${cloud.cancel}>
          그만두기
        </button>
      </div>
    </div>
  `;
}
