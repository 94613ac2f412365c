import type { OrderRow, OrderTotals } from "@maru/debit";
import { type Html, html } from "../html.ts";
import { Button } from "../ui/button.ts";
import { formatDate } from "../ui/date_text.ts";
import { Form } from "../ui/form.ts";
import { groupDigits } from "../ui/money.ts";
import { type Column, Table } from "../ui/table.ts";
import type { View } from "../view.ts";
import { collectionPaths } from "./collection_paths.ts";
import { RowTick } from "./filter_fields.ts";
import { ORDER_COLUMNS } from "./order_cells.ts";

export interface Waiting {
  readonly rows: readonly OrderRow[];
  readonly sum: OrderTotals;
}

const FORM = "withdrawal-form";

/** What was asked for and lies here until its cutoff; may be taken back. Nothing where nothing waits. */
export function WaitingOrders(
  { view, now, title, waiting, mayAct, backTo }: {
    readonly view: View;
    readonly now: Date;
    readonly title: string;
    readonly waiting: Waiting;
    readonly mayAct: boolean;
    /** Where the page is that the withdrawal leads back to. */
    readonly backTo: string;
  },
): Html {
  const { rows, sum } = waiting;
  if (rows.length === 0) return null;
  const canWithdraw = mayAct && rows.some(({ cutoffAt }) => now < cutoffAt);
  return [
    Table({
      caption: title,
      title: `${title} ${groupDigits(sum.count)}건 · ${groupDigits(sum.amountWon)}원`,
      columns: [...(canWithdraw ? [tickUntilCutoff(now)] : []), ...ORDER_COLUMNS, CUTOFF],
      rows,
      empty: { title: "기다리는 의뢰가 없습니다." },
    }),
    !canWithdraw ? null : Form({
      view,
      action: collectionPaths.orderWithdrawal,
      id: FORM,
      inline: true,
      children: html`
        <input type="hidden" name="back" value=${backTo} />
        ${Button({ kind: "danger", size: "small", children: "고른 의뢰 취소" })}
      `,
    }),
  ];
}

function tickUntilCutoff(now: Date): Column<OrderRow> {
  return {
    key: "tick",
    title: "선택",
    telling: true,
    cell: (row) =>
      now >= row.cutoffAt ? null : RowTick({
        form: FORM,
        name: "order",
        value: row.id,
        label: `${row.customerName} ${row.itemName} 취소할 것으로 선택`,
      }),
  };
}

const CUTOFF: Column<OrderRow> = {
  key: "cutoff",
  title: "취소 마감",
  nowrap: true,
  cell: (row) => formatDate(row.cutoffAt, "dateTime"),
};
