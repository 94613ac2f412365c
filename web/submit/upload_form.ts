import { html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { TOKEN_NAME } from "./form_names.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { submitPaths } from "./submit_paths.ts";

/** The last source: the person's own file, with the number by which its issuer vouches for it. */
export function UploadForm(
  props: ProgressPanelProps & { readonly item: ProgressItem },
): Markup {
  const { item, data, problem } = props;
  const isWrong = problem?.itemId === item.id && problem.isUpload;
  return html`
    <details class="item-upload" open=${isWrong}>
      <summary>직접 발급한 파일 올리기</summary>
      <form
        class="upload-form"
        method="post"
        enctype="multipart/form-data"
        action=${submitPaths.upload(data.id, item.id)}
        novalidate
      >
        <input type="hidden" name=${TOKEN_NAME} value=${props.formToken} />
        <div class="field">
          <label class="field-label" for=${`upload-${item.id}`}>PDF 파일</label>
          <input
            class="input"
            id=${`upload-${item.id}`}
            type="file"
            name="pdf"
            accept="application/pdf"
            aria-describedby=${`upload-${item.id}-hint`}
            required
          />
          <p class="field-hint" id=${`upload-${item.id}-hint`}>
            발급기관에서 받은 원본을 20MB까지 올릴 수 있습니다.
          </p>
        </div>
        <div class="field">
          <label class="field-label" for=${`number-${item.id}`}>발급(문서확인)번호</label>
          <input
            class="input"
            id=${`number-${item.id}`}
            name="verificationNumber"
            maxlength="60"
            autocomplete="off"
            value=${isWrong ? problem?.verificationNumber : undefined}
            required
          />
        </div>
        ${Button({ size: "small", children: "올려서 제출", label: `${item.name} 올려서 제출` })}
      </form>
    </details>
  `;
}
