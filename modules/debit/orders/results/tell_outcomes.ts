import type { BusinessDate, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { NewMerchantEvent } from "../../integration/event_log.ts";
import { retryClassOf } from "../lists/order_rows.ts";
import { orderEventData, type TellableOrder } from "../order_event_data.ts";
import { RETRY_OF_ORDER } from "../order_joins.ts";
import type { OrderWork } from "../order_work.ts";
import type { FilePart } from "./follow_up.ts";

/** Writes `order.sent` for a part of a file. */
export async function tellSent(
  { events }: OrderWork,
  tx: Transaction,
  part: FilePart,
): Promise<void> {
  const orders = await readPart(tx, part, sql`o.state <> 'withdrawn'`);
  await events.append(
    tx,
    orders.map((order) => ({
      merchantId: order.merchant_id,
      type: "order.sent",
      subjectId: order.id,
      data: { ...orderEventData(order), resultDueAt: order.result_due_at.toISOString() },
    })),
  );
}

/** Writes `order.collected` and `order.failed`; the latter tells when it is tried again. */
export async function tellResults(
  { kernel, events }: OrderWork,
  tx: Transaction,
  part: FilePart,
): Promise<void> {
  const orders = await readPart(tx, part, sql`o.state in ('collected', 'failed')`);
  await events.append(
    tx,
    orders.map((order): NewMerchantEvent => ({
      merchantId: order.merchant_id,
      type: order.state === "collected" ? "order.collected" : "order.failed",
      subjectId: order.id,
      data: {
        ...orderEventData(order),
        resultedAt: order.resulted_at?.toISOString() ?? null,
        ...(order.state === "collected" ? {} : failureData(order)),
      },
    })),
  );

  function failureData({ code, will_retry_on }: Row) {
    return {
      code,
      retryClass: code === null ? null : retryClassOf(code) ?? null,
      willRetryOn: will_retry_on,
      // The beginning of that day in Seoul: at what hour the bank debits is not known.
      willRetryAt: will_retry_on === null
        ? null
        : kernel.calendar.instantAt(will_retry_on, "00:00").toISOString(),
    };
  }
}

interface Row extends TellableOrder {
  readonly merchant_id: string;
  readonly state: "sent" | "collected" | "failed";
  readonly result_due_at: Date;
  readonly resulted_at: Date | null;
  readonly code: string | null;
  readonly will_retry_on: BusinessDate | null;
}

async function readPart(
  tx: Transaction,
  { fileId, after, until }: FilePart,
  condition: RawBuilder<unknown>,
): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select o.merchant_id, o.id, o.charge_id, o.instruction_id, o.kind, o.is_automatic, o.month,
      o.debit_date, o.amount_won, o.arrears_won, o.state, o.result_due_at, o.resulted_at, o.code,
      r.debit_date as will_retry_on
    from debit.debit_order o ${RETRY_OF_ORDER}
    where o.file_id = ${fileId} and o.sequence > ${after} and o.sequence <= ${until}
      and ${condition}
    order by o.sequence`.execute(tx);
  return rows;
}
