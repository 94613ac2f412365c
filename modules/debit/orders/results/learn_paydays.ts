import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { DayRecord } from "../retries/pick_retry_day.ts";

/** Counts the results of a file by merchant and debit day, once per file. */
export async function learnPaydays(tx: Transaction, fileId: string): Promise<void> {
  await sql`
    insert into debit.payday as p (merchant_id, debit_date, collected_count, failed_count)
    select merchant_id, debit_date, count(*) filter (where state = 'collected'),
      count(*) filter (where state = 'failed')
    from debit.debit_order where file_id = ${fileId} and state in ('collected', 'failed')
    group by 1, 2 order by 1, 2
    on conflict (merchant_id, debit_date) do update set
      collected_count = p.collected_count + excluded.collected_count,
      failed_count = p.failed_count + excluded.failed_count`.execute(tx);
}

/** What was learned of merchants since a date, by merchant and day of the month. */
export async function paydaysOf(
  tx: Transaction,
  { merchantIds, since }: { merchantIds: readonly string[]; since: BusinessDate },
): Promise<ReadonlyMap<string, ReadonlyMap<number, DayRecord>>> {
  const { rows } = await sql<
    { merchant_id: string; day: number; collected: number; failed: number }
  >`
    select merchant_id, extract(day from debit_date)::integer as day,
      sum(collected_count)::integer as collected, sum(failed_count)::integer as failed
    from debit.payday
    where merchant_id = any(${merchantIds}::uuid[]) and debit_date >= ${since}::date
    group by 1, 2`.execute(tx);
  const learned = new Map<string, Map<number, DayRecord>>();
  for (const row of rows) {
    const days = learned.get(row.merchant_id) ?? new Map<number, DayRecord>();
    days.set(row.day, { collectedCount: row.collected, failedCount: row.failed });
    learned.set(row.merchant_id, days);
  }
  return learned;
}
