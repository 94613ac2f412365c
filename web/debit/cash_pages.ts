import type { CashCandidate, Page } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Button, ButtonRow, LinkButton } from "../ui/button.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { Table, type TableSort } from "../ui/table.ts";
import type { View } from "../view.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell, monthWords } from "./date_words.ts";
import { cashCharge, cashReceipts } from "./money_paths.ts";
import { exportsOf, type ListColumn, type ListPlace } from "./whole_list.ts";

export interface CashPageProps {
  readonly view: View;
  readonly candidates: Page<CashCandidate>;
  readonly text: string;
  readonly sort: TableSort;
  readonly pagination: PaginationProps;
  readonly canTake: boolean;
  readonly place: ListPlace;
}

/** 현금수납관리: failed charges with what is outstanding. */
export function CashPage(props: CashPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "현금수납관리",
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "현금수납관리",
          note: "미납을 현금으로 받았을 때 적습니다",
          actions: LinkButton({ href: cashReceipts, children: "수납 내역 보기" }),
        })}
        ${Notice({
          tone: "info",
          children:
            "다시 이체의뢰한 미납은 나오지 않습니다. 현금으로 받으셨으면 의뢰하기 전에 적어 주십시오.",
        })}
        ${CandidateTable(props)}
      </div>
    `,
  });
}

function CandidateTable(props: CashPageProps): Markup {
  return Table({
    caption: "현금으로 받을 수 있는 미납",
    rows: props.candidates.rows,
    empty: {
      title: "현금으로 받을 미납이 없습니다.",
      text: "출금에 실패하고 아직 다시 의뢰하지 않은 청구가 여기에 나옵니다.",
    },
    sort: props.sort,
    filters: Search(props.text),
    pagination: props.pagination,
    exports: exportsOf(debitPaths.cash, props.place),
    columns: [...CASH_COLUMNS, takeColumn(props)],
  });
}

/** As the page shows and saves them. */
export const CASH_COLUMNS: readonly ListColumn<CashCandidate>[] = [
  {
    key: "customerNumber",
    title: "고객번호",
    nowrap: true,
    value: (each) => each.customerNumber,
    cell: (each) => each.customerNumber,
  },
  {
    key: "name",
    title: "고객명",
    telling: true,
    rowHeader: true,
    value: (each) => each.customerName,
    cell: (each) => [
      each.customerName,
      html`
        <span class="cell-text cell-narrow-only">
          ${each.customerNumber} ${monthWords(each.month)}
        </span>
      `,
    ],
  },
  { key: "item", title: "집금항목", value: (each) => each.itemName, cell: (each) => each.itemName },
  {
    key: "month",
    title: "청구 월",
    nowrap: true,
    value: (each) => each.month.slice(0, 7),
    cell: (each) => monthWords(each.month),
  },
  {
    key: "due",
    title: "이체예정일",
    nowrap: true,
    kind: "date",
    value: (each) => each.dueDate,
    cell: (each) => dateCell(each.dueDate),
  },
  {
    key: "amount",
    title: "청구금액",
    align: "right",
    kind: "won",
    value: (each) => each.amountWon,
    cell: (each) => formatWon(each.amountWon),
  },
  {
    key: "paid",
    title: "받은 금액",
    align: "right",
    kind: "won",
    value: (each) => each.paidWon,
    cell: (each) => formatWon(each.paidWon),
  },
  {
    key: "outstanding",
    title: "수납 가능금액",
    telling: true,
    align: "right",
    kind: "won",
    value: (each) => each.outstandingWon,
    cell: (each) => formatWon(each.outstandingWon),
  },
];

function takeColumn({ canTake }: CashPageProps): ListColumn<CashCandidate> {
  return {
    key: "take",
    title: "수납",
    telling: true,
    cell: (each) =>
      canTake
        ? LinkButton({
          href: cashCharge(each.chargeId),
          size: "small",
          children: "현금 수납",
          label: `${each.customerName} ${monthWords(each.month)} 현금 수납`,
        })
        : "-",
  };
}

function Search(text: string): Html {
  return html`
    <form method="get" action=${debitPaths.cash} class="filter-form">
      <input
        class="input input-small"
        type="search"
        name="text"
        value=${text}
        maxlength="60"
        aria-label="고객명, 고객번호"
        placeholder="고객명, 고객번호"
      />
      ${Button({ size: "small", children: "찾기" })}
    </form>
  `;
}

/** Two buttons at the end of a form. */
export function FormEnd(props: { primary: string; backHref: string }): Html {
  return ButtonRow({
    children: [
      Button({ kind: "primary", wide: true, children: props.primary }),
      LinkButton({ href: props.backHref, wide: true, children: "취소" }),
    ],
  });
}
