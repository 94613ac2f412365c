import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { NOTICE_ROWS_AT_ONCE, type NoticeJob, type NoticePage } from "./notice_job.ts";
import { canBeTold, payerValues, readPayerOrders } from "./payer_order.ts";

/** Tells the payers whose debit has moved from the day that they were told, each once. */
export async function movedNotices(
  tx: Transaction,
  job: NoticeJob & { kind: "moved" },
): Promise<NoticePage> {
  const orders = await readPayerOrders(tx, {
    where: sql`o.merchant_id = ${job.merchantId} and o.told_date is not null
      and o.state in ('waiting', 'sent')
      and ${job.after === undefined ? sql`true` : sql`o.id > ${job.after}`}`,
    orderBy: sql`o.id`,
    limit: NOTICE_ROWS_AT_ONCE,
  });
  const told = await takeTold(tx, { ...job, orderIds: orders.map(({ id }) => id) });
  const messages = orders.filter(canBeTold).map((order) => ({
    // A debit may move there and back: each time it is another message.
    key: `debit.moved:${job.id}:${order.id}`,
    template: "debit.moved",
    values: { ...payerValues(order), from: told.get(order.id) ?? "", date: order.debit_date },
    phone: order.mobile,
    tenantId: order.merchant_id,
  }));
  const last = orders.length < NOTICE_ROWS_AT_ONCE ? undefined : orders.at(-1);
  return { messages, ...(last === undefined ? {} : { next: last.id }) };
}

/** The days that these payers knew until now; from here on they know the new ones. */
async function takeTold(
  tx: Transaction,
  { merchantId, orderIds }: { merchantId: string; orderIds: readonly string[] },
): Promise<ReadonlyMap<string, BusinessDate>> {
  const { rows } = await sql<{ id: string; told_date: BusinessDate }>`
    with known as (
      select id, told_date from debit.debit_order
      where merchant_id = ${merchantId} and id = any(${orderIds}::uuid[]) for update
    )
    update debit.debit_order o set told_date = null from known
    where o.merchant_id = ${merchantId} and o.id = known.id
    returning o.id, known.told_date`.execute(tx);
  return new Map(rows.map(({ id, told_date }) => [id, told_date]));
}
