import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { NOTICE_ROWS_AT_ONCE, type NoticeJob, type NoticePage } from "./notice_job.ts";
import {
  canBeTold,
  payerDate,
  type PayerOrder,
  payerValues,
  readPayerOrders,
} from "./payer_order.ts";

/** Tells payers whose debit failed, by the file's sequence, and when it is tried again. */
export async function failureNotices(
  tx: Transaction,
  job: NoticeJob & { kind: "failures" },
): Promise<NoticePage> {
  const orders = await readPayerOrders(tx, {
    where: sql`o.file_id = ${job.fileId} and o.state = 'failed'
      and o.sequence > ${Number(job.after ?? 0)}`,
    orderBy: sql`o.sequence`,
    limit: NOTICE_ROWS_AT_ONCE,
  });
  const last = orders.length < NOTICE_ROWS_AT_ONCE ? undefined : orders.at(-1);
  return {
    messages: orders.filter(canBeTold).map(messageOf),
    ...(last === undefined ? {} : { next: String(last.sequence) }),
  };
}

function messageOf(order: PayerOrder) {
  const { will_retry_on: retryDate } = order;
  return {
    key: `debit.failed:${order.id}`,
    template: retryDate === null ? "debit.failed" : "debit.failedRetry",
    values: {
      ...payerValues(order),
      reason: order.words,
      ...(retryDate === null ? {} : { retryDate: payerDate(retryDate) }),
    },
    phone: order.mobile,
    tenantId: order.merchant_id,
  };
}
