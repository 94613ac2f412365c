import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { NOTICE_ROWS_AT_ONCE, type NoticeJob, type NoticePage } from "./notice_job.ts";
import { canBeTold, payerDate, payerValues, readPayerOrders } from "./payer_order.ts";

/** Tells the payers whose debit has moved from the day that they were told, each once. */
export async function movedNotices(
  tx: Transaction,
  job: NoticeJob & { kind: "moved" },
): Promise<NoticePage> {
  const told = await takeTold(tx, job);
  const orders = await readPayerOrders(tx, {
    where: sql`o.merchant_id = ${job.merchantId} and o.id = any(${[...told.keys()]}::uuid[])`,
    orderBy: sql`o.id`,
    limit: NOTICE_ROWS_AT_ONCE,
  });
  const messages = orders.filter(canBeTold).map((order) => ({
    // A debit may move there and back: each time it is another message.
    key: `debit.moved:${job.id}:${order.id}`,
    template: "debit.moved",
    values: {
      ...payerValues(order),
      from: payerDate(told.get(order.id) ?? ""),
      date: payerDate(order.debit_date),
    },
    phone: order.mobile,
    tenantId: order.merchant_id,
  }));
  const last = told.size < NOTICE_ROWS_AT_ONCE ? undefined : [...told.keys()].sort().at(-1);
  return { messages, ...(last === undefined ? {} : { next: last }) };
}

/**
 * The days that some payers knew until now; from here on they know the new ones. Taken before the new
 * days are read, so that whoever tells or moves the same orders at the same time waits.
 */
async function takeTold(
  tx: Transaction,
  { merchantId, after }: NoticeJob & { kind: "moved" },
): Promise<ReadonlyMap<string, BusinessDate>> {
  const { rows } = await sql<{ id: string; told_date: BusinessDate }>`
    with known as (
      select id, told_date from debit.debit_order
      where merchant_id = ${merchantId} and told_date is not null and state in ('waiting', 'sent')
        and ${after === undefined ? sql`true` : sql`id > ${after}`}
      order by id limit ${NOTICE_ROWS_AT_ONCE} for update
    )
    update debit.debit_order o set told_date = null from known
    where o.merchant_id = ${merchantId} and o.id = known.id
    returning o.id, known.told_date`.execute(tx);
  return new Map(rows.map(({ id, told_date }) => [id, told_date]));
}
