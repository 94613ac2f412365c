import { html, type Markup } from "../html.ts";

/** What must have been done at the tax offices before; every kind of submitter is told. */
export function AgencyNotice(): Markup {
  return html`
    <p class="notice notice-info agency-notice">
      홈택스/위택스 서류를 제출하려면 ${" "}<a href="https://www.hometax.go.kr" target="_blank" rel="noopener">홈택스</a>,
      ${" "}<a href="https://www.wetax.go.kr" target="_blank" rel="noopener">위택스</a>에 공동인증서 등록과
      회원가입이 먼저 되어 있어야 합니다.
    </p>
  `;
}
