import { html, type Markup } from "../html.ts";
import type { FoundCertificatesState } from "./use_found_certificates.ts";

/** Ways to certificates in files: a button, a folder, and a place to drop both. */
export function FilePanel(
  { found, prefix }: { readonly found: FoundCertificatesState; readonly prefix: string },
): Markup {
  return html`
    <div
      class=${found.isDragged ? "drop-zone drop-zone-over" : "drop-zone"}
      id=${`${prefix}-drop-zone`}
      role="group"
      aria-label="인증서 파일 찾기. 파일이나 폴더를 여기로 끌어다 놓아도 됩니다."
      onDragOver=${found.takeDrag}
      onDragLeave=${found.takeDrag}
      onDrop=${found.takeDrop}
    >
      <p class="drop-zone-title">인증서 파일을 여기로 끌어다 놓으십시오</p>
      <p class="field-hint" id=${`${prefix}-files-hint`}>
        pfx·p12 파일 하나, 또는 signCert.der와 signPri.key 두 개. 폴더째 놓아도 됩니다.
      </p>
      <div class="drop-zone-buttons">
        <label class="button button-secondary button-small file-button">
          인증서 파일 선택
          <input
            type="file"
            class="file-input"
            id=${`${prefix}-files`}
            multiple
            accept=".pfx,.p12,.der,.cer,.crt,.pem,.key"
            aria-describedby=${`${prefix}-files-hint`}
            onChange=${found.takeInput}
          />
        </label>
        ${found.canPickFolder ? PickerButton(found, prefix) : FolderInput(found, prefix)}
      </div>
      ${found.lastFolder === undefined ? null : html`
        <button
          type="button"
          class="button button-plain button-small"
          id=${`${prefix}-last-folder`}
          onClick=${found.openLastFolder}
        >지난번 폴더(${found.lastFolder}) 다시 열기</button>
      `}
    </div>
    <div role="status" class="file-status">
      ${found.isSearching ? html`<p class="field-hint">인증서를 찾고 있습니다…</p>` : null}
      ${!found.isSearching && found.certificates.length > 0
        ? html`<p class="visually-hidden">인증서 ${found.certificates.length}개를 찾았습니다.</p>`
        : null}
      ${found.problems.map((words) => html`<p class="field-error">${words}</p>`)}
    </div>
  `;
}

function PickerButton(found: FoundCertificatesState, prefix: string): Markup {
  return html`
    <button
      type="button"
      class="button button-secondary button-small"
      id=${`${prefix}-folder`}
      onClick=${found.pickFolder}
    >NPKI 폴더 선택</button>
  `;
}

function FolderInput(found: FoundCertificatesState, prefix: string): Markup {
  return html`
    <label class="button button-secondary button-small file-button">
      NPKI 폴더 선택
      <input
        type="file"
        class="file-input"
        id=${`${prefix}-folder`}
        webkitdirectory
        onChange=${found.takeInput}
      />
    </label>
  `;
}
