import type { AgencyHealth, ItemState } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { Badge, type Tone } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { StatCards } from "../ui/stat_cards.ts";
import { Table } from "../ui/table.ts";
import { DeadlineBar } from "../ui/work_layout.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";
import { queueWords } from "./queue_words.ts";

export interface QueueCount {
  readonly queue: string;
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
}

/** What needs a hand now, the figures, each agency's health, the queues. */
export function OperatorHomePage(props: {
  view: View;
  totals: readonly { state: ItemState; count: number }[];
  agencies: readonly AgencyHealth[];
  queues: readonly QueueCount[];
}): Markup {
  const count = (...states: ItemState[]) =>
    props.totals.filter(({ state }) => states.includes(state))
      .reduce((sum, each) => sum + each.count, 0);
  const dead = props.queues.reduce((sum, queue) => sum + queue.dead, 0);
  return OperatorLayout({
    view: props.view,
    title: "현황",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "운영 현황" })}
        ${dead === 0 ? null : DeadlineBar({
          label: "멈춘 작업",
          value: `${dead}건`,
          note: "원인을 확인하고 다시 실행해 주십시오",
          action: LinkButton({ href: operatorPaths.deadLetters, children: "멈춘 작업 보기" }),
        })}
        ${StatCards({
          cards: [
            { label: "대기", value: `${count("queued")}건` },
            { label: "처리중", value: `${count("running", "issued", "authWait")}건` },
            { label: "발급기관 대기", value: `${count("waitingAgency")}건` },
            {
              label: "실패",
              value: `${count("failed")}건`,
              tone: count("failed") > 0 ? "bad" : "plain",
            },
          ],
        })}
        ${Agencies(props)}
        ${Queues(props.queues)}
      </div>
    `,
  });
}

const HEALTH: Readonly<Record<AgencyHealth["state"], readonly [Tone, string]>> = {
  good: ["good", "원활"],
  slow: ["care", "지연"],
  blocked: ["bad", "중단"],
  closed: ["neutral", "이용 시간 아님"],
};

function Agencies(props: { view: View; agencies: readonly AgencyHealth[] }): Markup {
  return Table({
    caption: "발급기관 상태",
    title: "발급기관",
    rows: props.agencies,
    empty: { title: "발급기관이 없습니다." },
    columns: [
      { key: "name", title: "발급기관", telling: true, rowHeader: true, cell: AgencyLink },
      {
        key: "state",
        title: "상태",
        telling: true,
        cell: (row) => {
          const [tone, word] = HEALTH[row.state];
          return [
            Badge({ tone, children: word }),
            row.reason ? html`<span class="cell-note">${row.reason}</span>` : null,
          ];
        },
      },
      {
        key: "average",
        title: "평균",
        align: "right",
        cell: (row) =>
          row.averageSeconds === undefined ? "-" : `${row.averageSeconds.toFixed(1)}초`,
      },
      {
        key: "success",
        title: "성공률",
        align: "right",
        cell: (row) =>
          row.successRate === undefined ? "-" : `${(row.successRate * 100).toFixed(1)}%`,
      },
      { key: "waiting", title: "대기", align: "right", cell: (row) => row.waitingCount },
      { key: "running", title: "처리중", align: "right", cell: (row) => row.runningCount },
      {
        key: "action",
        title: "차단기",
        telling: true,
        nowrap: true,
        cell: (row) => Breaker(props.view, row),
      },
    ],
  });
}

/** Leads to the agency's hours. */
function AgencyLink(row: AgencyHealth): Html {
  return html`<a href=${operatorPaths.agency(row.code)}>${row.name}</a>`;
}

function Breaker(view: View, row: AgencyHealth): Html {
  if (row.breakerOpenUntil === undefined) return "닫힘";
  return [
    html`<span class="cell-note">${formatDate(row.breakerOpenUntil, "time")}까지 열림</span>`,
    Form({
      view,
      action: operatorPaths.agencyReset(row.code),
      inline: true,
      children: Button({ size: "small", children: "닫기", label: `${row.name} 차단기 닫기` }),
    }),
  ];
}

function Queues(queues: readonly QueueCount[]): Markup {
  return Table({
    caption: "작업 대기열",
    title: "작업 대기열",
    rows: queues,
    empty: { title: "대기열이 없습니다." },
    columns: [
      {
        key: "queue",
        title: "대기열",
        telling: true,
        rowHeader: true,
        cell: (row) => queueWords(row.queue),
      },
      { key: "waiting", title: "대기", align: "right", telling: true, cell: (row) => row.waiting },
      { key: "active", title: "실행", align: "right", cell: (row) => row.active },
      { key: "dead", title: "멈춤", align: "right", telling: true, cell: (row) => row.dead },
    ],
  });
}
