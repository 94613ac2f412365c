import type { AggregateQuery, AggregateRow } from "@maru/debit";
import { html, type Markup } from "../html.ts";
import { LinkButton } from "../ui/button.ts";
import { formatWon } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { queryText } from "./aggregate_query.ts";
import { AGGREGATE_WORDS, KEY_WORDS, partWords } from "./aggregate_words.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell } from "./date_words.ts";
import { aggregateRows, aggregateRowsExport } from "./money_paths.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface AggregateRowsProps {
  readonly view: View;
  readonly query: AggregateQuery;
  /** Value of the key; all rows without one. */
  readonly value?: string;
  readonly label: string;
  readonly rows: readonly AggregateRow[];
  readonly next?: string;
}

/** 조건키: the rows behind a line. */
export function AggregateRowsPage(props: AggregateRowsProps): Markup {
  const { query } = props;
  const words = AGGREGATE_WORDS[query.aggregate];
  const back = `${debitPaths.aggregate(query.aggregate)}?${queryText(query)}`;
  return DebitLayout({
    view: props.view,
    title: `${words.title} 상세`,
    current: debitPaths.aggregates,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: `${words.title} 상세`,
          note: `${KEY_WORDS[query.key]} ${props.label} · ${dateCell(query.from)}–${
            dateCell(query.to)
          }`,
        })}
        ${RowTable(props)}
        <div>${LinkButton({ href: back, children: "집계로" })}</div>
      </div>
    `,
  });
}

function RowTable(props: AggregateRowsProps): Markup {
  const { query, value, next } = props;
  const scope = queryText(query, value === undefined ? {} : { value });
  const words = AGGREGATE_WORDS[query.aggregate];
  return html`
    <div class="stack-tight">
      ${Table({
        caption: `${words.title} 상세`,
        rows: props.rows,
        empty: { title: "내역이 없습니다." },
        exports: sheetLinks((format) => `${aggregateRowsExport(query.aggregate, format)}?${scope}`),
        columns: [
          { key: "date", title: words.basis, nowrap: true, cell: (row) => dateCell(row.date) },
          { key: "number", title: "고객번호", nowrap: true, cell: (row) => row.customerNumber },
          {
            key: "name",
            title: "고객명",
            telling: true,
            rowHeader: true,
            cell: (row) =>
              html`<a href=${debitPaths.customer(row.customerId)}>${row.customerName}</a>`,
          },
          { key: "item", title: "집금항목", cell: (row) => row.itemName },
          { key: "grade", title: "등급", cell: (row) => row.grade },
          { key: "bank", title: "은행", cell: (row) => row.bankName },
          {
            key: "amount",
            title: words.amount,
            telling: true,
            align: "right",
            cell: (row) => formatWon(row.amountWon),
          },
          {
            key: "discount",
            title: "할인",
            align: "right",
            cell: (row) => formatWon(row.discountWon),
          },
          {
            key: "state",
            title: "상태",
            telling: true,
            cell: (row) => partWords(query.aggregate, row.state),
          },
          { key: "code", title: "코드", cell: (row) => row.code ?? "-" },
        ],
      })}
      ${next === undefined ? null : html`
        <div>
          ${LinkButton({
            href: `${aggregateRows(query.aggregate)}?${scope}&after=${next}`,
            children: "다음 내역",
          })}
        </div>
      `}
    </div>
  `;
}
