import type { DeliveryView, InstitutionSummary, SubmissionView } from "@maru/submission";
import { html, type Markup } from "../html.ts";
import { BarChart } from "../ui/bar_chart.ts";
import { LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { LineList } from "../ui/line_list.ts";
import { PageTitle } from "../ui/page_title.ts";
import { StatCards } from "../ui/stat_cards.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import { consolePaths } from "./context.ts";
import { ConsoleLayout } from "./layout.ts";
import { ReceivedTable } from "./received_table.ts";

/** How things stand: what waits for the institution, the figures, the picture, the newest. */
export function ConsoleHomePage(props: {
  view: View;
  institutionName: string;
  summary: InstitutionSummary;
  undelivered: readonly DeliveryView[];
  newest: readonly SubmissionView[];
}): Markup {
  const { summary, undelivered } = props;
  return ConsoleLayout({
    view: props.view,
    title: "현황",
    children: html`
      <div class="stack">
        ${PageTitle({ title: props.institutionName, note: "최근 14일 접수 현황" })}
        ${undelivered.length === 0 ? null : DeadlineBar({
          label: "웹훅으로 전달하지 못한 서류",
          value: `${undelivered.length}건`,
          note: "받는 서버를 확인하고 다시 보내 주십시오",
          action: LinkButton({
            href: `${consolePaths.deliveries}?state=failed`,
            children: "전달 기록 보기",
          }),
        })}
        ${StatCards({
          cards: [
            { label: "오늘 접수", value: `${summary.receivedToday}건`, note: "새로 들어온 제출" },
            { label: "처리중", value: `${summary.running}건`, note: "발급이 진행되는 제출" },
            {
              label: "제출 완료 서류",
              value: `${summary.deliveredDocuments}건`,
              note: "최근 14일",
            },
            {
              label: "실패 서류",
              value: `${summary.failedDocuments}건`,
              note: "최근 14일",
              tone: summary.failedDocuments > 0 ? "bad" : "plain",
            },
          ],
        })}
        <div class="work-pair">
          ${Card({ title: "일별 접수", children: DailyChart(summary) })}
          ${Card({
            title: "실패 사유",
            aside: "제출하는 분께 이렇게 안내합니다",
            children: FailureReasons(summary),
          })}
        </div>
        ${ReceivedTable({ rows: props.newest, caption: "최근 접수", title: "최근 접수" })}
      </div>
    `,
  });
}

function DailyChart(summary: InstitutionSummary): Markup {
  const high = Math.max(4, ...summary.daily.map((day) => day.count));
  const top = Math.ceil(high / 4) * 4;
  return BarChart({
    title: "일별 접수 건수",
    labelTitle: "날짜",
    valueTitle: "접수",
    lines: [0, top / 2, top].map((value) => ({ value, text: `${value}건` })),
    bars: summary.daily.map((day, index) => ({
      label: `${Number(day.date.slice(8))}일`,
      value: day.count,
      text: `${day.count}건`,
      current: index === summary.daily.length - 1,
    })),
  });
}

function FailureReasons(summary: InstitutionSummary): Markup {
  if (summary.failures.length === 0) {
    return html`<p class="card-empty">최근 14일 동안 실패한 서류가 없습니다.</p>`;
  }
  return LineList({
    lines: summary.failures.map((failure) => ({
      title: failure.text,
      aside: html`<strong>${failure.count}건</strong>`,
      below: failure.nextStep,
    })),
  });
}
