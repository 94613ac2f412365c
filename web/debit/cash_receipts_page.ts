import type { CashReceipt, Page } from "@maru/debit";
import { type Html, html, type Markup } from "../html.ts";
import { Badge } from "../ui/badge.ts";
import { LinkButton } from "../ui/button.ts";
import { Card } from "../ui/card.ts";
import { Form } from "../ui/form.ts";
import { formatWon } from "../ui/money.ts";
import { Notice } from "../ui/notice.ts";
import { PageTitle } from "../ui/page_title.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { FormEnd } from "./cash_pages.ts";
import { DebitLayout, debitPaths } from "./context.ts";
import { dateCell } from "./date_words.ts";
import { cashReceipts, cashReversal } from "./money_paths.ts";
import { type Period, PeriodFilter } from "./money_period.ts";
import { exportsOf, type ListColumn, type ListPlace } from "./whole_list.ts";

export interface ReceiptsPageProps {
  readonly view: View;
  readonly receipts: Page<CashReceipt>;
  readonly period: Period;
  readonly pagination: PaginationProps;
  readonly canReverse: boolean;
  /** What was just done. */
  readonly done?: CashDone | undefined;
  readonly place: ListPlace;
}

/** As the address says it after the form. */
export type CashDone = "taken" | "takenBack";

const DONE_WORDS: Readonly<Record<CashDone, string>> = {
  taken: "수납했습니다.",
  takenBack: "수납을 취소했습니다. 그만큼 다시 미납이 되었습니다.",
};

/** What was taken, and what was taken back. */
export function CashReceiptsPage(props: ReceiptsPageProps): Markup {
  return DebitLayout({
    view: props.view,
    title: "현금수납 내역",
    current: debitPaths.cash,
    children: html`
      <div class="stack">
        ${PageTitle({
          title: "현금수납 내역",
          note: "받은 날을 기준으로 조회합니다",
          actions: LinkButton({ href: debitPaths.cash, children: "현금수납관리로" }),
        })}
        ${props.done === undefined ? null : Notice({ tone: "good", title: DONE_WORDS[props.done] })}
        ${Table({
          caption: "현금수납 내역",
          rows: props.receipts.rows,
          empty: { title: "이 기간의 수납이 없습니다." },
          filters: PeriodFilter({ action: cashReceipts, ...props.period }),
          pagination: props.pagination,
          exports: exportsOf(cashReceipts, props.place),
          columns: [
            ...RECEIPT_COLUMNS,
            ...(props.canReverse
              ? [{ key: "reversal", title: "취소하기", telling: true, cell: Reversal }]
              : []),
          ],
        })}
      </div>
    `,
  });
}

/** As the page shows and saves them. */
export const RECEIPT_COLUMNS: readonly ListColumn<CashReceipt>[] = [
  {
    key: "on",
    title: "받은 날",
    nowrap: true,
    kind: "date",
    value: (each) => each.receivedOn,
    cell: (each) => dateCell(each.receivedOn),
  },
  {
    key: "name",
    title: "고객명",
    telling: true,
    rowHeader: true,
    value: (each) => each.customerName,
    cell: (each) => each.customerName,
  },
  {
    key: "won",
    title: "금액",
    telling: true,
    align: "right",
    kind: "won",
    value: (each) => each.amountWon,
    cell: (each) => formatWon(each.amountWon),
  },
  { key: "note", title: "메모", value: (each) => each.note, cell: (each) => each.note || "-" },
  {
    key: "actor",
    title: "적은 사람",
    value: (each) => each.actorName,
    cell: (each) => each.actorName,
  },
  {
    key: "state",
    title: "상태",
    telling: true,
    value: (each) => stateOf(each).text,
    cell: (each) => {
      const { tone, text } = stateOf(each);
      return Badge({ tone, children: text });
    },
  },
];

function stateOf(
  { amountWon, reversedById }: CashReceipt,
): { readonly tone: "neutral" | "care" | "good"; readonly text: string } {
  if (amountWon < 0n) return { tone: "neutral", text: "취소분" };
  return reversedById === undefined
    ? { tone: "good", text: "수납" }
    : { tone: "care", text: "취소됨" };
}

function Reversal(receipt: CashReceipt): Html {
  if (receipt.amountWon < 0n || receipt.reversedById !== undefined) return "-";
  return LinkButton({
    href: cashReversal(receipt.id),
    size: "small",
    children: "수납 취소",
    label: `${receipt.customerName} ${formatWon(receipt.amountWon)} 수납 취소`,
  });
}

/** Taking back is a receipt of its own, below zero. */
export function ReversalPage(props: { view: View; id: string; key: string }): Markup {
  return DebitLayout({
    view: props.view,
    title: "수납 취소",
    current: debitPaths.cash,
    children: html`
      <div class="stack">
        ${PageTitle({ title: "수납 취소" })}
        ${Card({
          children: Form({
            view: props.view,
            action: cashReversal(props.id),
            idempotencyKey: props.key,
            children: html`
              <p>수납을 취소하면 그만큼 다시 미납이 됩니다. 수납과 취소는 모두 내역에 남습니다.</p>
              ${FormEnd({ primary: "취소합니다", backHref: cashReceipts })}
            `,
          }),
        })}
      </div>
    `,
  });
}
