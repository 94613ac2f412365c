import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { orderEventData, type TellableOrder } from "./order_event_data.ts";
import type { OrderWork } from "./order_work.ts";

const ROWS_AT_ONCE = 5_000;

/** Orders of one merchant from one id to another, both included. */
export interface OrderRange {
  readonly merchantId: string;
  readonly firstId: string;
  readonly lastId: string;
}

/** Writes `order.requested` for each order, some thousands at a time. */
export async function tellRequested(
  { events }: OrderWork,
  tx: Transaction,
  range: OrderRange,
): Promise<void> {
  for (let place: Place = { after: null };;) {
    const orders = await readSome(tx, range, place);
    await events.append(
      tx,
      orders.map((order) => ({
        merchantId: range.merchantId,
        type: "order.requested",
        subjectId: order.id,
        data: {
          ...orderEventData(order),
          cutoffAt: order.cutoff_at.toISOString(),
          resultDueAt: order.result_due_at.toISOString(),
        },
      })),
    );
    const last = orders.at(-1);
    if (last === undefined || orders.length < ROWS_AT_ONCE) return;
    place = { after: last.id };
  }
}

interface Place {
  readonly after: string | null;
}

interface Row extends TellableOrder {
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
}

async function readSome(
  tx: Transaction,
  { merchantId, firstId, lastId }: OrderRange,
  { after }: Place,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select id, charge_id, instruction_id, kind, is_automatic, month, debit_date, amount_won,
      arrears_won, cutoff_at, result_due_at
    from debit.debit_order
    where merchant_id = ${merchantId} and id between ${firstId} and ${lastId}
      and (${after}::uuid is null or id > ${after}::uuid)
    order by id limit ${ROWS_AT_ONCE}`.execute(tx);
  return rows;
}
