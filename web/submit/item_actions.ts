import { type Html, html, type Markup } from "../html.ts";
import { Button } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { TOKEN_NAME } from "./form_names.ts";
import type { ProgressItem } from "./progress_data.ts";
import type { ProgressPanelProps } from "./progress_panel.ts";
import { hasCorrections, ReissueForm } from "./reissue_form.ts";
import { submitPaths } from "./submit_paths.ts";
import { UploadForm } from "./upload_form.ts";
import { countdownWords } from "./words.ts";

type ItemProps = ProgressPanelProps & { readonly item: ProgressItem };

/** What stands under a document's line: why it waits or failed, and what the person can do. */
export function ItemActions(props: ItemProps): Html {
  const { item } = props;
  if (item.state === "authWait" && item.failure?.class !== "confirmAgain") {
    return Authentication(props);
  }
  if (item.failure === undefined) return undefined;
  switch (item.state) {
    case "failed":
      return Failed(props);
    case "waitingAgency":
    case "authWait":
      return Waiting(props);
    default:
      return undefined;
  }
}

function Waiting(props: ItemProps): Markup {
  const { item } = props;
  return html`
    <div class="item-below">
      <div class="line-reason">
        <p>${`${item.failure?.text} ${item.failure?.nextStep}`}</p>
        ${item.nextAt === undefined
          ? null
          : html`<p>다음 시도 ${formatDate(new Date(item.nextAt), "dateTime")}</p>`}
      </div>
      ${item.canUpload ? UploadForm(props) : null}
    </div>
  `;
}

function Authentication(props: ItemProps): Markup {
  const { item, data } = props;
  const left = ((item.authExpiresAt ?? item.drawnAt) - item.drawnAt - props.elapsedMs) / 1_000;
  return html`
    <div class="notice notice-care item-notice">
      <div class="item-authentication">
        <p>
          <strong>휴대전화에서 추가인증을 마쳐 주십시오.</strong>${" 남은 시간 "}<strong
            class="countdown"
          >${countdownWords(left)}</strong>
        </p>
        ${item.authConfirmed ? html`<p>인증 결과를 확인하고 있습니다.</p>` : html`
          <form method="post" action=${submitPaths.authentication(data.id, item.id)}>
            <input type="hidden" name=${TOKEN_NAME} value=${props.formToken} />
            ${Button({
              size: "small",
              children: "인증을 마쳤습니다",
              label: `${item.name} 인증을 마쳤습니다`,
            })}
          </form>
        `}
      </div>
    </div>
  `;
}

function Failed(props: ItemProps): Markup {
  const { item } = props;
  return html`
    <div class="item-below">
      <div class="notice notice-bad item-notice">
        <strong>${item.failure?.text}</strong>${` ${item.failure?.nextStep} `}
        ${item.failure?.link
          ? html`
            <a href=${item.failure.link.url} rel="noreferrer" target="_blank">
              ${item.failure.link.label}<span class="visually-hidden">, 새 창</span>
            </a>
          `
          : null}
        ${item.failureCount >= HELP_FAILURE_COUNT ? Help(props) : null}
      </div>
      ${props.problem?.itemId === item.id
        ? html`
          <div class="notice notice-bad item-notice" role="alert">
            <strong>${props.problem.title}</strong>${` ${props.problem.next}`}
          </div>
        `
        : null}
      ${item.canReissue && hasCorrections(item) ? ReissueForm(props) : null}
      ${item.canUpload ? UploadForm(props) : null}
    </div>
  `;
}

/** From the second failure on a person helps. */
const HELP_FAILURE_COUNT = 2;

function Help({ data }: ItemProps): Markup {
  return html`
    <p>
      기간과 신고 여부를 확인하셨는데도 실패하면 고객센터${" "}<a
        href=${`tel:${data.helpPhone.replaceAll("-", "")}`}
      >${data.helpPhone}</a>에 접수번호${" "}<strong>(${data.reference})</strong>와 함께 알려
      주십시오.
    </p>
  `;
}
