import type { BusinessDate, Transaction } from "@maru/kernel";
import { NOTICE_QUEUE, type NoticeJob } from "../notices/notice_job.ts";
import type { OrderWork } from "../order_work.ts";

/** Orders of a merchant that moved from one day to another. */
export interface MovedOrders {
  readonly merchant_id: string;
  readonly from_date: BusinessDate;
  readonly to_date: BusinessDate;
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
  readonly count: number;
  readonly amount_won: bigint;
}

/** Writes `order.replanned`; where the day itself changed, the merchant and the payers are told too. */
export async function tellMoved(
  { kernel, events }: OrderWork,
  tx: Transaction,
  moved: readonly MovedOrders[],
): Promise<void> {
  await events.append(
    tx,
    moved.map((orders) => ({
      merchantId: orders.merchant_id,
      type: "order.replanned",
      subjectId: orders.merchant_id,
      data: {
        fromDate: orders.from_date,
        toDate: orders.to_date,
        count: orders.count,
        amountWon: Number(orders.amount_won),
        cutoffAt: orders.cutoff_at.toISOString(),
        resultDueAt: orders.result_due_at.toISOString(),
      },
    })),
  );
  const onOtherDays = moved.filter(({ from_date, to_date }) => from_date !== to_date);
  const jobs: { data: NoticeJob }[] = onOtherDays.map((orders) => ({
    data: {
      kind: "replanned",
      id: kernel.uuid(),
      merchantId: orders.merchant_id,
      count: orders.count,
      from: orders.from_date,
      to: orders.to_date,
      cutoffAt: orders.cutoff_at.toISOString(),
    },
  }));
  for (const merchantId of new Set(onOtherDays.map(({ merchant_id }) => merchant_id))) {
    jobs.push({ data: { kind: "moved", id: kernel.uuid(), merchantId } });
  }
  if (jobs.length > 0) await kernel.jobs.enqueueMany(tx, NOTICE_QUEUE, jobs);
}
