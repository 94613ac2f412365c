import { type Html, html, type Markup } from "../html.ts";
import { Notice } from "../ui/notice.ts";
import { Progress } from "../ui/progress.ts";
import type { ProgressData } from "./progress_data.ts";
import { ProgressGroup } from "./progress_group.ts";
import { durationWords } from "./words.ts";

export interface ProgressPanelProps {
  readonly data: ProgressData;
  readonly formToken: string;
  /** Milliseconds since the data was drawn; moves countdowns. */
  readonly elapsedMs: number;
  /** Keys that make a second press of a form harmless, one an item; `all` for all items. */
  readonly keys: Readonly<Record<string, string>>;
}

/** The whole progress of one submission, drawn alike by the server and in the browser. */
export function ProgressPanel(props: ProgressPanelProps): Markup {
  const { data } = props;
  return html`
    <div class="progress-panel">
      <section class="card progress-head" aria-live="polite">
        <p class="progress-of">
          ${data.institutionName} · ${data.productName}${data.clientName
            ? ` · 수임업체 ${data.clientName}`
            : ""}
        </p>
        <h1 class="progress-title">${title(data)}</h1>
        ${Progress({
          value: data.counts.delivered + data.counts.notProvided + data.counts.failed,
          max: Math.max(1, data.counts.total),
          label: "제출 진행률",
          facts: facts(data),
        })}
      </section>
      ${Announcement(data)}
      ${groups(data).map((group) => ProgressGroup({ ...props, ...group }))}
      <p class="progress-reference">접수번호 ${data.reference}</p>
    </div>
  `;
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
    { label: "처리 중", value: counts.running },
    { label: "실패", value: counts.failed },
  ];
}

function Announcement(data: ProgressData): Html {
  if (data.needsBundle) {
    return Notice({
      tone: "care",
      title: "인증서를 한 번 더 확인해 주십시오.",
      children: html`
        <span>
          보안을 위해 인증서 정보는 30분 동안만 보관합니다.
          <a href=${`/login?return=${encodeURIComponent(`/oneclick/submissions/${data.id}`)}`}>
            다시 로그인</a>하신 뒤 [재발급]을 누르시면 이어서 발급합니다.
        </span>
      `,
    });
  }
  return data.finished ? Finished(data) : Notice({
    tone: "info",
    children: `창을 닫아도 발급은 계속됩니다. 끝나면 ${data.phoneMasked}로 알림톡을 보내 드립니다.`,
  });
}

function Finished(data: ProgressData): Markup {
  return data.counts.failed === 0
    ? Notice({
      tone: "good",
      children: `${data.institutionName}에 제출을 마쳤습니다. ` +
        `${data.phoneMasked}로 결과를 알림톡으로 보내 드렸습니다.`,
    })
    : Notice({
      tone: "care",
      children:
        `${data.counts.failed}건을 제출하지 못했습니다. 사유를 확인하고 재발급해 주십시오. ` +
        "이미 제출한 서류는 그대로 있습니다.",
    });
}

function groups(data: ProgressData): { agencyName: string; items: ProgressData["items"] }[] {
  const names = [...new Set(data.items.map((item) => item.agencyName))];
  return names.map((agencyName) => ({
    agencyName,
    items: data.items.filter((item) => item.agencyName === agencyName),
  }));
}
