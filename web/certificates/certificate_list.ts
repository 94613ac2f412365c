import { html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { certificateNote, STATE_WORDS } from "./certificate_cards.ts";
import type { ListedCertificate } from "./listed.ts";
import { stateOf } from "./summary.ts";
import type { StoredCertificatesState } from "./use_stored_certificates.ts";

/** What this browser keeps; all of it public without the password. */
export function CertificateList(
  { stored, now, onRemove }: {
    readonly stored: StoredCertificatesState;
    readonly now: Date;
    readonly onRemove: (certificate: ListedCertificate) => void;
  },
): Markup {
  if (stored.certificates === undefined) {
    return html`<p class="quiet">저장된 인증서를 확인하고 있습니다…</p>`;
  }
  if (stored.certificates.length === 0) {
    return html`
      <p class="quiet" id="no-stored">
        ${stored.isUnavailable
          ? "이 창에는 인증서를 저장할 수 없습니다. 시크릿 창이 아닌지 확인해 주십시오."
          : "저장된 인증서가 없습니다. 아래에서 가져오거나 휴대전화에서 옮겨 받을 수 있습니다."}
      </p>
    `;
  }
  return html`
    <ul class="certificate-list" id="stored-list">
      ${stored.certificates.map((each) => Item(each, now, onRemove))}
    </ul>
  `;
}

function Item(
  certificate: ListedCertificate,
  now: Date,
  onRemove: (certificate: ListedCertificate) => void,
): Markup | null {
  const { id, summary } = certificate;
  if (summary === undefined) return null;
  return html`
    <li class="certificate-item" key=${id}>
      <div>
        <p class="certificate-name">${summary.name}</p>
        <p class="field-hint">${certificateNote(summary)}</p>
      </div>
      ${Badge(STATE_WORDS[stateOf(summary, { now })])}
      <div class="certificate-tools">
        <button
          type="button"
          class="button button-secondary button-small"
          aria-label=${`${summary.name} 인증서 삭제`}
          onClick=${() => onRemove(certificate)}
        >삭제</button>
      </div>
    </li>
  `;
}
