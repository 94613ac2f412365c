import { type Html, html, type Markup } from "../html.ts";
import { Notice } from "../ui/notice.ts";
import { Progress } from "../ui/progress.ts";
import type { ProgressData } from "./progress_data.ts";
import { ProgressGroup } from "./progress_group.ts";
import { ReissueAllForm } from "./reissue_form.ts";
import { durationWords, towards } from "./words.ts";

export interface ProgressPanelProps {
  readonly data: ProgressData;
  readonly formToken: string;
  /** Milliseconds since the data was drawn; moves countdowns. */
  readonly elapsedMs: number;
  /** Keys that make a second press of a form harmless, one an item; `all` for all items. */
  readonly keys: Readonly<Record<string, string>>;
  /** The login that comes back here. */
  readonly loginHref: string;
  /** Why what the person just did with one document was refused. */
  readonly problem?: ItemProblem;
}

export interface ItemProblem {
  readonly itemId: string;
  readonly title: string;
  readonly next: string;
  /** It was an upload; what was typed beside the file is kept. */
  readonly isUpload: boolean;
  readonly verificationNumber?: string;
}

/** The whole progress of one submission, drawn alike by the server and in the browser. */
export function ProgressPanel(props: ProgressPanelProps): Markup {
  const { data } = props;
  return html`
    <div class="progress-panel">
      <section class="card progress-head">
        <p class="progress-of">${subject(data)}</p>
        <h1 class="progress-title">${title(data)}</h1>
        <p class="visually-hidden" role="status">${title(data)}</p>
        ${Progress({
          value: data.counts.delivered + data.counts.notProvided + data.counts.failed,
          max: Math.max(1, data.counts.total),
          label: "제출 진행률",
          facts: facts(data),
        })}
      </section>
      ${Announcement(props)}
      ${groups(data).map((group) => ProgressGroup({ ...props, ...group }))}
      <p class="progress-reference">접수번호 <span class="code">${data.reference}</span></p>
    </div>
  `;
}

function subject(data: ProgressData): string {
  const client = data.clientName === undefined ? "" : ` · 수임업체 ${data.clientName}`;
  return `${data.institutionName} · ${data.productName}${client}`;
}

function title(data: ProgressData): string {
  const { total, delivered, notProvided, failed } = data.counts;
  const done = delivered + notProvided;
  if (done === total) return `${total}건을 모두 제출했습니다`;
  if (data.finished && failed > 0 && done === 0) return "제출하지 못했습니다";
  return `${total}건 중 ${done}건을 제출했습니다`;
}

function facts(data: ProgressData): { label: string; value: Html }[] {
  const { counts } = data;
  return [
    ...(data.finished ? [] : [{ label: "남은 시간", value: durationWords(data.remainingSeconds) }]),
    { label: "완료", value: counts.delivered },
    { label: "미제공", value: counts.notProvided },
    { label: "처리중", value: counts.running },
    { label: "실패", value: counts.failed },
  ];
}

function Announcement(props: ProgressPanelProps): Html {
  const { data } = props;
  if (data.needsBundle) return Confirmation(props);
  if (data.finished) return Finished(props);
  return Notice({
    tone: "info",
    children: "창을 닫아도 발급은 계속됩니다. " +
      `끝나면 ${towards(data.phoneMasked)} 알림톡을 보내 드립니다.`,
  });
}

/** The sealed bundle has ended: nothing goes on before the person confirms once more. */
function Confirmation(props: ProgressPanelProps): Markup {
  const { data } = props;
  const items = data.items.filter((item) => item.failure?.class === "confirmAgain");
  return html`
    <div class="notice notice-care progress-notice">
      <p>
        <strong>인증서를 한 번 더 확인해 주십시오.</strong>${" "}보안을 위해 인증서 정보는 30분
        동안만 보관합니다. 다시 로그인하신 뒤 [이어서 발급]을 누르시면 남은 ${items
          .length}건을 이어서
        발급합니다.
      </p>
      <div class="progress-notice-actions">
        ${ReissueAllForm({ ...props, items, label: "이어서 발급" })}
        <a href=${props.loginHref}>다시 로그인</a>
      </div>
    </div>
  `;
}

function Finished(props: ProgressPanelProps): Markup {
  const { data } = props;
  if (data.counts.failed === 0) {
    return Notice({
      tone: "good",
      children: `${data.institutionName}에 제출을 마쳤습니다. ` +
        `결과는 ${towards(data.phoneMasked)} 알림톡을 보내 드렸습니다.`,
    });
  }
  const again = data.items.filter((item) => item.state === "failed" && item.canReissue);
  return html`
    <div class="notice notice-care progress-notice">
      <p>
        <strong>${data.counts
          .failed}건을 제출하지 못했습니다.</strong>${" "}사유를 확인하고 재발급해
        주십시오. 이미 제출한 서류는 그대로 있습니다.
      </p>
      ${again.length < 2 ? null : html`
        <div class="progress-notice-actions">
          ${ReissueAllForm({ ...props, items: again, label: `실패한 ${again.length}건 재발급` })}
        </div>
      `}
    </div>
  `;
}

function groups(data: ProgressData): { agencyName: string; items: ProgressData["items"] }[] {
  const names = [...new Set(data.items.map((item) => item.agencyName))];
  return names.map((agencyName) => ({
    agencyName,
    items: data.items.filter((item) => item.agencyName === agencyName),
  }));
}
