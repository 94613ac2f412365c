import type { AgencyHealth, OperatorDesk } from "@maru/submission";
import { type Html, html, type Markup } from "../html.ts";
import { ITEM_WORDS } from "../console/submission_page.ts";
import { Badge } from "../ui/badge.ts";
import { Button, LinkButton } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { OperatorLayout, operatorPaths } from "./context.ts";

type QueueRow = Awaited<ReturnType<OperatorDesk["queue"]>>["rows"][number];

/** 대기열: documents by state and agency, and another try for those that stopped. */
export function ItemsPage(props: {
  view: View;
  rows: readonly QueueRow[];
  agencies: readonly AgencyHealth[];
  filter: { state: string; agencyCode: string };
  nextHref?: string;
}): Markup {
  return OperatorLayout({
    view: props.view,
    title: "대기열",
    children: html`
      <div class="stack">
        ${PageTitle({ title: "대기열" })}
        ${Table({
          caption: "대기열",
          rows: props.rows,
          filters: Filters(props),
          empty: { title: "조건에 맞는 서류가 없습니다." },
          columns: [
            {
              key: "name",
              title: "서류",
              telling: true,
              rowHeader: true,
              cell: (row) => row.name,
            },
            { key: "agency", title: "발급기관", cell: (row) => row.agencyName },
            { key: "institution", title: "제출 기관", cell: (row) => row.institutionName },
            {
              key: "reference",
              title: "접수번호",
              nowrap: true,
              cell: (row) => row.reference,
            },
            { key: "state", title: "상태", telling: true, cell: StateCell },
            {
              key: "next",
              title: "다음 시도",
              nowrap: true,
              cell: (row) => row.nextAt ? formatDate(row.nextAt, "dateTime") : "-",
            },
            {
              key: "action",
              title: "다시",
              telling: true,
              nowrap: true,
              cell: (row) => Retry(props.view, row),
            },
          ],
        })}
        ${props.nextHref === undefined
          ? null
          : html`<div class="button-row">${
            LinkButton({ href: props.nextHref, children: "더 보기" })
          }</div>`}
      </div>
    `,
  });
}

function Filters(props: {
  agencies: readonly AgencyHealth[];
  filter: { state: string; agencyCode: string };
}): Markup {
  return html`
    <form method="get" action=${operatorPaths.items} class="filter-form">
      <select class="input select input-small" name="state" aria-label="상태">
        <option value="">상태 전체</option>
        ${Object.entries(ITEM_WORDS).map(([state, [, word]]) =>
          html`<option value=${state} selected=${state === props.filter.state}>${word}</option>`
        )}
      </select>
      <select class="input select input-small" name="agencyCode" aria-label="발급기관">
        <option value="">발급기관 전체</option>
        ${props.agencies.map((agency) =>
          html`
            <option value=${agency.code} selected=${agency.code === props.filter.agencyCode}>
              ${agency.name}
            </option>
          `
        )}
      </select>
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

function StateCell(row: QueueRow): Html {
  const [tone, word] = ITEM_WORDS[row.state];
  return [
    Badge({ tone, children: word }),
    row.failure === undefined
      ? null
      : html`<span class="cell-note">${row.failure.text} (${row.failure.code})</span>`,
  ];
}

function Retry(view: View, row: QueueRow): Html {
  if (row.state !== "waitingAgency" && row.state !== "failed") return "-";
  return Form({
    view,
    action: operatorPaths.retry(row.id),
    inline: true,
    children: Button({ size: "small", children: "다시 시도", label: `${row.name} 다시 시도` }),
  });
}
