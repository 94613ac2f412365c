import { sql } from "kysely";
import type { Dashboard } from "./aggregate_desk.ts";
import type { Scope } from "./dashboard.ts";
import { expectedWon } from "./expected.ts";

const MONTHS_BACK = 11;
const MONTHS_AHEAD = 3;

/**
 * Twelve months until this one with what was collected and failed, and three ahead with what can be
 * expected (현금흐름 예상): the instructions' amounts times the share that was collected of late.
 */
export async function readMonths(
  { kernel, merchantId, month }: Scope,
): Promise<Dashboard["months"]> {
  const { rows } = await sql<{ month: string; collected: bigint; failed: bigint; due: bigint }>`
    select m.month::date::text as month,
      coalesce(o.collected, 0)::bigint as collected, coalesce(o.failed, 0)::bigint as failed,
      case when m.month > ${month}::date then coalesce((
        select sum(i.monthly_won - i.discount_won) from debit.instruction i
        where i.merchant_id = ${merchantId} and i.state = 'active'
          and i.first_month <= m.month::date
          and (i.last_month is null or i.last_month >= m.month::date)
      ), 0) else 0 end::bigint as due
    from generate_series(
      ${month}::date - make_interval(months => ${sql.lit(MONTHS_BACK)}),
      ${month}::date + make_interval(months => ${sql.lit(MONTHS_AHEAD)}),
      interval '1 month'
    ) as m (month)
    left join lateral (
      select sum(amount_won) filter (where state = 'collected') as collected,
        sum(amount_won) filter (where state = 'failed') as failed
      from debit.debit_order
      where merchant_id = ${merchantId} and month = m.month::date
    ) o on true
    order by 1`.execute(kernel.database.read);
  const collected = rows.reduce((sum, row) => sum + row.collected, 0n);
  const failed = rows.reduce((sum, row) => sum + row.failed, 0n);
  return rows.map((row) => ({
    month: row.month,
    collectedWon: row.collected,
    failedWon: row.failed,
    expectedWon: expectedWon(row.due, { collectedWon: collected, failedWon: failed }),
  }));
}
