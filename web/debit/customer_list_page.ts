import type { Bank, Contract, CustomerRow } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { LinkButton } from "../ui/button.ts";
import { groupDigits } from "../ui/money.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { Table, type TableSort } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { CustomerFilters } from "./customer_filters.ts";
import { type CustomerFilter, customerHref, SORT_KEYS } from "./customer_query.ts";
import { dueDayText, InstructionState, rateText } from "./customer_words.ts";
import { sheetLinks } from "./sheet_links.ts";

export interface CustomerListProps {
  readonly view: View;
  readonly rows: readonly CustomerRow[];
  readonly filter: CustomerFilter;
  readonly contracts: readonly Contract[];
  readonly grades: readonly string[];
  readonly banks: readonly Bank[];
  readonly pagination: PaginationProps;
  readonly canEdit: boolean;
}

/** 고객관리: search, filters, order, pages and files. */
export function CustomerListPage(props: CustomerListProps): Markup {
  const { filter, canEdit } = props;
  return DebitLayout({
    view: props.view,
    title: "고객관리",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "고객관리",
          actions: canEdit
            ? [
              LinkButton({ href: debitPaths.imports, children: "일괄등록" }),
              LinkButton({
                href: debitPaths.newCustomer,
                kind: "primary",
                children: "고객 등록",
              }),
            ]
            : null,
        })}
        ${Table<CustomerRow>({
          caption: "고객",
          rows: props.rows,
          columns: COLUMNS,
          sort: sortOf(filter),
          filters: CustomerFilters(props),
          exports: sheetLinks((format) => customerHref(debitPaths.customersExport(format), filter)),
          pagination: props.pagination,
          empty: isFiltered(filter)
            ? {
              title: "찾으시는 고객이 없습니다.",
              text: "찾는 말이나 조건을 바꾸거나, 고객을 새로 등록해 주십시오.",
            }
            : {
              title: "등록된 고객이 없습니다.",
              text: "고객 등록에서 한 분씩, 일괄등록에서 엑셀 파일로 등록할 수 있습니다.",
            },
        })}
      </div>
    `,
  });
}

/** Something was asked for, rather than all that there are. */
function isFiltered({ sort: _sort, descending: _descending, ...words }: CustomerFilter): boolean {
  return Object.values(words).some((word) => word !== "");
}

function sortOf(filter: CustomerFilter): TableSort {
  return {
    key: filter.sort,
    direction: filter.descending ? "descending" : "ascending",
    keys: SORT_KEYS,
    href: ({ key, direction }) =>
      customerHref(debitPaths.customers, {
        ...filter,
        sort: SORT_KEYS.find((each) => each === key) ?? "number",
        descending: direction === "descending",
      }),
  };
}

const COLUMNS: Parameters<typeof Table<CustomerRow>>[0]["columns"] = [
  { key: "number", title: "고객번호", nowrap: true, cell: ({ number }) => number },
  { key: "name", title: "고객명", telling: true, rowHeader: true, cell: NameCell },
  { key: "grade", title: "등급", cell: ({ grade }) => grade },
  { key: "item", title: "집금항목", cell: (row) => lines(row, ({ itemName }) => itemName) },
  {
    key: "bank",
    title: "은행",
    nowrap: true,
    cell: (row) => lines(row, ({ bankName, accountMasked }) => `${bankName} ${accountMasked}`),
  },
  {
    key: "dueDay",
    title: "이체일",
    nowrap: true,
    cell: (row) => lines(row, ({ dueDay }) => dueDayText(dueDay)),
  },
  {
    key: "amount",
    title: "이체금액",
    align: "right",
    telling: true,
    nowrap: true,
    cell: (row) =>
      lines(row, (each) => [
        groupDigits(each.monthlyWon - each.discountWon),
        each.discountRate === 0
          ? null
          : html`<span class="quiet">${
            each.discountRate === 10_000 ? " 면제" : ` −${rateText(each.discountRate)}`
          }</span>`,
      ]),
  },
  {
    key: "state",
    title: "계좌신청",
    telling: true,
    nowrap: true,
    cell: (row) =>
      row.state === "ended" ? Badge({ tone: "neutral", children: "해지" }) : lines(
        row,
        (each) => InstructionState(each),
      ),
  },
];

function NameCell(row: CustomerRow): Html {
  return [
    html`<a href=${debitPaths.customer(row.id)}>${row.name}</a>`,
    html`<span class="cell-text cell-narrow-only">${row.number}</span>`,
  ];
}

/** One line for each instruction that runs; more than three are counted. */
function lines(
  row: CustomerRow,
  text: (instruction: CustomerRow["instructions"][number]) => Html,
): Html {
  const running = row.state === "ended"
    ? row.instructions
    : row.instructions.filter(({ state }) => state !== "ended");
  if (running.length === 0) return "-";
  const shown = running.slice(0, LINES_MAX)
    .map((each) => html`<span class="debit-line">${text(each)}</span>`);
  return running.length <= LINES_MAX ? shown : [
    ...shown,
    html`<span class="debit-line quiet">외 ${running.length - LINES_MAX}건</span>`,
  ];
}

const LINES_MAX = 3;
