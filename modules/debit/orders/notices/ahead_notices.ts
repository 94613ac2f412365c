import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { OrderRange } from "../tell_requested.ts";
import {
  NOTICE_QUEUE,
  NOTICE_ROWS_AT_ONCE,
  type NoticeJob,
  type NoticePage,
} from "./notice_job.ts";
import {
  canBeTold,
  payerDate,
  type PayerOrder,
  payerValues,
  readPayerOrders,
} from "./payer_order.ts";

/** 출금 예정 안내 for the orders of a range, after the caller's transaction. */
export async function enqueueAheadNotices(
  kernel: Kernel,
  tx: Transaction,
  range: OrderRange,
): Promise<void> {
  const job: NoticeJob = { kind: "ahead", ...range };
  await kernel.jobs.enqueue(tx, NOTICE_QUEUE, job);
}

/**
 * A debit that is withdrawn and asked for again, as often as that may be, is told once. Where another
 * day, sum or account was told in between, the payer is told anew: the last word must be the true one.
 */
function keyOf(order: PayerOrder): string {
  const { charge_id: chargeId, account_id: accountId, debit_date: date, amount_won: won } = order;
  const before = order.told_before === null ? "" : `:${order.told_before}`;
  return `debit.ahead:${chargeId}:${date}:${won}:${accountId}${before}`;
}

/** What was taken back in the meantime, or answered already, is passed by. */
export async function aheadNotices(
  tx: Transaction,
  job: NoticeJob & { kind: "ahead" },
): Promise<NoticePage> {
  const orders = await readPayerOrders(tx, {
    where: sql`o.merchant_id = ${job.merchantId} and o.state in ('waiting', 'sent')
      and o.id <= ${job.lastId}
      and ${job.after === undefined ? sql`o.id >= ${job.firstId}` : sql`o.id > ${job.after}`}`,
    orderBy: sql`o.id`,
    limit: NOTICE_ROWS_AT_ONCE,
  });
  const messages = orders.filter(canBeTold).map((order) => ({
    key: keyOf(order),
    template: "debit.ahead",
    values: { ...payerValues(order), date: payerDate(order.debit_date) },
    phone: order.mobile,
    tenantId: order.merchant_id,
  }));
  const last = orders.length < NOTICE_ROWS_AT_ONCE ? undefined : orders.at(-1);
  return { messages, ...(last === undefined ? {} : { next: last.id }) };
}
