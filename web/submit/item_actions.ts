import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { TOKEN_NAME } from "./form_names.ts";
import { PeriodFields } from "./period_fields.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { submitPaths } from "./submit_paths.ts";
import { countdownWords } from "./words.ts";

type ItemProps = ProgressPanelProps & { readonly item: ProgressItem };

/** What stands under a document's line: why it waits or failed, and what the person can do. */
export function ItemActions(props: ItemProps): Html {
  const { item } = props;
  if (item.state === "authWait") return Authentication(props);
  if (item.state === "waitingAgency" && item.failure) {
    return html`<p class="line-reason">${item.failure.text} ${item.failure.nextStep}</p>`;
  }
  if (item.state === "failed" && item.failure) return Failed(props);
  return undefined;
}

function Authentication(props: ItemProps): Markup {
  const { item, data } = props;
  if (item.failure?.class === "confirmAgain") {
    return html`<p class="line-reason">${item.failure.text} ${item.failure.nextStep}</p>`;
  }
  const left = ((item.authExpiresAt ?? item.drawnAt) - item.drawnAt - props.elapsedMs) / 1_000;
  return html`
    <div class="notice notice-care item-notice">
      <p>
        <strong>휴대전화에서 추가인증을 마쳐 주십시오.</strong>
        남은 시간 <strong class="countdown">${countdownWords(left)}</strong>
      </p>
      ${item.authConfirmed ? html`<p>확인하고 있습니다.</p>` : html`
        <form method="post" action=${submitPaths.authentication(data.id, item.id)}>
          ${Hidden(props)}
          ${Button({ size: "small", children: "인증을 마쳤습니다" })}
        </form>
      `}
    </div>
  `;
}

function Failed(props: ItemProps): Markup {
  const { item, data } = props;
  const failure = item.failure;
  return html`
    <div class="item-failed">
      <div class="notice notice-bad item-notice">
        <strong>${failure?.text}</strong> ${failure?.nextStep}
        ${failure?.link
          ? html`
            <a href=${failure.link.url} rel="noreferrer" target="_blank">${failure.link.label}</a>
          `
          : null}
        ${item.failureCount >= 2
          ? html`
            <p>
              기간과 신고 여부를 확인하셨는데도 실패하면 ${data.helpPhone}으로 접수번호
              <strong> ${data.reference}</strong>를 알려 주십시오.
            </p>
          `
          : null}
      </div>
      ${item.canReissue ? Reissue(props) : null}
      ${item.canUpload ? Upload(props) : null}
    </div>
  `;
}

function Reissue(props: ItemProps): Markup {
  const { item, data } = props;
  return html`
    <form class="item-form" method="post" action=${submitPaths.reissue(data.id)} data-reissue="1">
      ${Hidden(props)}
      <input type="hidden" name="item" value=${item.id} />
      <input type="hidden" name="_key" value=${props.keys[item.id] ?? ""} />
      ${item.periodChoice === undefined ? null : PeriodFields({
        prefix: item.id,
        documentName: item.name,
        choice: item.periodChoice,
      })}
      ${Button({ size: "small", children: "재발급", label: `${item.name} 재발급` })}
    </form>
  `;
}

function Upload(props: ItemProps): Markup {
  const { item, data } = props;
  return html`
    <details class="item-upload">
      <summary>직접 발급한 파일 올리기</summary>
      <form
        class="item-form"
        method="post"
        enctype="multipart/form-data"
        action=${submitPaths.upload(data.id, item.id)}
      >
        ${Hidden(props)}
        <div class="field">
          <label class="field-label" for=${`upload-${item.id}`}>PDF 파일</label>
          <input class="input" id=${`upload-${item.id}`} type="file" name="pdf" accept="application/pdf" required />
        </div>
        <div class="field">
          <label class="field-label" for=${`number-${item.id}`}>발급(문서확인)번호</label>
          <input class="input" id=${`number-${item.id}`} name="verificationNumber" maxlength="60" required />
        </div>
        ${Button({ size: "small", children: "올려서 제출", label: `${item.name} 올려서 제출` })}
      </form>
    </details>
  `;
}

function Hidden(props: ItemProps): Markup {
  return html`<input type="hidden" name=${TOKEN_NAME} value=${props.formToken} />`;
}
