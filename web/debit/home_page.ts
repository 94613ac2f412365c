import type { Dashboard, OrderRow, RetryChance } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { formatWon, groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { StatCards } from "../ui/stat_cards.ts";
import { Table } from "../ui/table.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { debitDateWords } from "./calendar_words.ts";
import { countdownWords } from "./countdown.ts";
import { dateWords, momentWords, monthWords } from "./date_words.ts";
import { BankShares, FailureReasons, RegistrationStates } from "./home_cards.ts";
import { MoneyChart } from "./home_chart.ts";
import { FirstSteps, type FirstStepsProps, isNewMerchant } from "./home_first_steps.ts";
import type { NextCutoff } from "./next_cutoff.ts";
import { ORDER_COLUMNS } from "./order_cells.ts";

export interface HomePageProps extends FirstStepsProps {
  readonly view: View;
  readonly now: Date;
  /** What is left for this month's failures, by code. */
  readonly chances: ReadonlyMap<string, RetryChance>;
  readonly next: NextCutoff | undefined;
  /** Results, the latest first. */
  readonly newest: readonly OrderRow[];
}

/** How this month's money stands: the deadline first, four figures, one picture, reasons, results. */
export function HomePage(props: HomePageProps): Markup {
  const { dashboard } = props;
  return DebitLayout({
    view: props.view,
    title: "현황",
    children: html`
      <div class="stack">
        ${PageTitle({ title: monthWords(dashboard.month), note: NextDates(props) })}
        ${Deadline(props)} ${FirstSteps(props)}
        ${isNewMerchant(dashboard) ? null : Month(props)}
      </div>
    `,
  });
}

function Month(props: HomePageProps): Html {
  const { dashboard, newest } = props;
  return [
    Figures(dashboard),
    html`
      <div class="work-two-thirds">
        ${Card({
          title: "월별 수납과 예상",
          aside: "예상은 이체정보와 지난 수납률로 셈합니다",
          children: MoneyChart({ months: dashboard.months }),
        })}
        ${Card({
          title: "미납 사유",
          aside: monthWords(dashboard.month),
          children: FailureReasons(props),
        })}
      </div>
    `,
    html`
      <div class="work-two-thirds">
        ${Card({
          title: "은행별 미납률",
          aside: "최근 3개월",
          children: BankShares(dashboard),
        })}
        ${Card({ title: "계좌신청 현황", children: RegistrationStates(dashboard) })}
      </div>
    `,
    Table({
      caption: "최근 이체의뢰결과",
      title: "최근 이체의뢰결과",
      columns: ORDER_COLUMNS,
      rows: newest,
      empty: {
        title: "최근에 결과가 나온 이체가 없습니다.",
        text: "의뢰한 이체는 결과가 나오는 대로 여기에 보입니다.",
      },
    }),
  ];
}

function NextDates({ next, now }: HomePageProps): string {
  if (next === undefined) return "진행 중인 계약이 없어 다음 출금일이 아직 없습니다";
  const { debitDate, resultDueAt } = next.plan;
  return `출금일 ${dateWords(debitDate)} · 결과 ${momentWords(resultDueAt, now)}`;
}

function Deadline({ next, now, dashboard }: HomePageProps): Html {
  if (next === undefined) return null;
  const { plan, contract, dueDates: [dueDate = plan.debitDate] } = next;
  const query = new URLSearchParams({ contractId: contract.id, dueDate });
  return DeadlineBar({
    label: `${debitDateWords({ ...plan, dueDates: next.dueDates })} 출금분 이체의뢰 마감까지`,
    value: countdownWords(plan.cutoffAt.getTime() - now.getTime()),
    note: `${momentWords(plan.cutoffAt, now)} 이후에는 의뢰할 수 없습니다`,
    action: LinkButton({
      href: `${debitPaths.requests}?${query}`,
      children: dashboard.dueCount > 0 ? "의뢰하러 가기" : "이체의뢰 보기",
    }),
  });
}

function Figures(dashboard: Dashboard): Markup {
  const retried = dashboard.failures.reduce((sum, each) => sum + each.willRetryCount, 0);
  const count = (value: number) => `${groupDigits(value)}건`;
  return StatCards({
    cards: [
      {
        label: "이체의뢰",
        value: formatWon(dashboard.requestedWon),
        note: count(dashboard.requestedCount),
      },
      {
        label: "수납 완료",
        value: formatWon(dashboard.collectedWon),
        note: count(dashboard.collectedCount),
      },
      {
        label: "미납",
        value: formatWon(dashboard.failedWon),
        note: `${count(dashboard.failedCount)} · 재처리 예정 ${count(retried)}`,
        tone: dashboard.failedCount > 0 ? "bad" : "plain",
      },
      {
        label: "의뢰 예정",
        value: formatWon(dashboard.dueWon),
        note: dueNote(dashboard),
      },
    ],
  });
}

function dueNote({ dueCount, requestedCount }: Dashboard): string {
  if (dueCount > 0) return `${groupDigits(dueCount)}건 · 이번 달 아직 의뢰하지 않음`;
  return requestedCount > 0 ? "이번 달 의뢰를 모두 마쳤습니다" : "이번 달 의뢰할 이체가 없습니다";
}
