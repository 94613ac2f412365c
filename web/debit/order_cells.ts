import type { OrderRow } from "@maru/debit";
import { type Html, html } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { groupDigits } from "../ui/money.ts";
import type { Column } from "../ui/table.ts";
import { collectionPaths } from "./collection_paths.ts";
import { dateCell } from "./date_words.ts";
import { failureWords } from "./failure_words.ts";
import { ORDER_STATES } from "./words.ts";

/** Keeps a word and its amount on one line. */
const NO_BREAK = "\u00a0";

/** Columns that every list of debits has. */
export const ORDER_COLUMNS: readonly Column<OrderRow>[] = [
  { key: "customerNumber", title: "고객번호", nowrap: true, cell: (row) => row.customerNumber },
  {
    key: "customerName",
    title: "고객명",
    telling: true,
    rowHeader: true,
    cell: (row) => [
      html`<a href=${collectionPaths.result(row.id)}>${row.customerName}</a>`,
      html`
        <span class="cell-text cell-narrow-only">
          ${row.customerNumber} ${dateCell(row.debitDate)}
        </span>
      `,
    ],
  },
  { key: "item", title: "집금항목", cell: (row) => row.itemName },
  {
    key: "bank",
    title: "은행",
    nowrap: true,
    cell: (row) => `${row.bankName} ${row.accountMasked}`,
  },
  {
    key: "debitDate",
    title: "출금일",
    nowrap: true,
    cell: (row) => [
      dateCell(row.debitDate),
      row.kind === "retry" ? html`<span class="cell-note">재처리</span>` : null,
    ],
  },
  {
    key: "amount",
    title: "이체금액",
    align: "right",
    telling: true,
    cell: AmountCell,
  },
  { key: "state", title: "진행상태", telling: true, cell: StateCell },
];

function AmountCell(row: OrderRow): Html {
  const parts = [
    row.discountWon > 0n ? `할인${NO_BREAK}−${groupDigits(row.discountWon)}` : "",
    row.arrearsWon > 0n ? `미수금${NO_BREAK}+${groupDigits(row.arrearsWon)}` : "",
  ].filter((part) => part !== "");
  return [
    groupDigits(row.amountWon),
    parts.length === 0 ? null : html`<span class="cell-note">${parts.join(", ")}</span>`,
  ];
}

/** The state, and of a failure why and when it is tried again. */
export function StateCell(row: OrderRow): Html {
  const { tone, label } = ORDER_STATES[row.state];
  return [Badge({ tone, children: label }), row.state === "failed" ? FailureNote(row) : null];
}

function FailureNote(row: OrderRow): Html {
  return [
    FailureCode({ code: row.code ?? "" }),
    row.willRetryOn === undefined
      ? null
      : html`<span class="cell-note">${dateCell(row.willRetryOn)}에 자동 재처리</span>`,
  ];
}

/** The reason in our words, and the bank's code beside it. */
export function FailureCode({ code }: { readonly code: string }): Html {
  const bankCode = code === "" ? [] : [" ", html`<span class="code">${code}</span>`];
  return html`<span class="cell-note">${[failureWords(code).reason, ...bankCode]}</span>`;
}
