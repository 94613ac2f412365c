import type { BusinessDate, Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { Dashboard } from "./aggregate_desk.ts";
import { readMonths } from "./months.ts";

/** Failures of a bank are told over so many months back. */
const BANK_MONTHS = 3;

/** This month's money and what comes next. */
export async function readDashboard(kernel: Kernel, merchantId: string): Promise<Dashboard> {
  const month = `${kernel.calendar.dateOf(kernel.clock.now()).slice(0, 7)}-01`;
  const scope = { kernel, merchantId, month };
  const [sums, due, days, months, failures, banks, registrations] = await Promise.all([
    readSums(scope),
    readDue(scope),
    readDays(scope),
    readMonths(scope),
    readFailures(scope),
    readBanks(scope),
    readRegistrations(scope),
  ]);
  return { month, ...sums, ...due, days, months, failures, banks, registrations };
}

export interface Scope {
  readonly kernel: Kernel;
  readonly merchantId: string;
  /** First day of the month that is shown. */
  readonly month: BusinessDate;
}

type Sums = Pick<
  Dashboard,
  | "requestedWon"
  | "requestedCount"
  | "collectedWon"
  | "collectedCount"
  | "failedWon"
  | "failedCount"
>;

async function readSums({ kernel, merchantId, month }: Scope): Promise<Sums> {
  const { rows } = await sql<{ state: string; count: number; won: bigint }>`
    select state, count(*)::int as count, sum(amount_won)::bigint as won
    from debit.debit_order
    where merchant_id = ${merchantId} and month = ${month}::date and state <> 'withdrawn'
    group by 1`.execute(kernel.database.read);
  const of = (...states: string[]) => rows.filter(({ state }) => states.includes(state));
  const count = (found: typeof rows) => found.reduce((sum, row) => sum + row.count, 0);
  const won = (found: typeof rows) => found.reduce((sum, row) => sum + row.won, 0n);
  return {
    requestedCount: count(rows),
    requestedWon: won(rows),
    collectedCount: count(of("collected")),
    collectedWon: won(of("collected")),
    failedCount: count(of("failed")),
    failedWon: won(of("failed")),
  };
}

/** Instructions of the month that nothing was asked for yet. */
async function readDue(
  { kernel, merchantId, month }: Scope,
): Promise<Pick<Dashboard, "dueWon" | "dueCount">> {
  const { rows: [row] } = await sql<{ count: number; won: bigint }>`
    select count(*)::int as count, coalesce(sum(i.monthly_won - i.discount_won), 0)::bigint as won
    from debit.instruction i
    where i.merchant_id = ${merchantId} and i.state = 'active' and i.monthly_won > i.discount_won
      and i.first_month <= ${month}::date
      and (i.last_month is null or i.last_month >= ${month}::date)
      and not exists (
        select from debit.charge c
        where c.merchant_id = i.merchant_id and c.instruction_id = i.id
          and c.month = ${month}::date
      )`.execute(kernel.database.read);
  return { dueCount: row?.count ?? 0, dueWon: row?.won ?? 0n };
}

async function readDays({ kernel, merchantId, month }: Scope): Promise<Dashboard["days"]> {
  const { rows } = await sql<
    { date: string; requested: bigint; collected: bigint; failed: bigint }
  >`
    select debit_date as date, sum(amount_won)::bigint as requested,
      coalesce(sum(amount_won) filter (where state = 'collected'), 0)::bigint as collected,
      coalesce(sum(amount_won) filter (where state = 'failed'), 0)::bigint as failed
    from debit.debit_order
    where merchant_id = ${merchantId} and state <> 'withdrawn'
      and debit_date >= ${month}::date and debit_date < (${month}::date + interval '1 month')
    group by 1 order by 1`.execute(kernel.database.read);
  return rows.map((row) => ({
    date: row.date,
    requestedWon: row.requested,
    collectedWon: row.collected,
    failedWon: row.failed,
  }));
}

async function readFailures({ kernel, merchantId, month }: Scope): Promise<Dashboard["failures"]> {
  const { rows } = await sql<{ code: string; count: number; won: bigint; retried: number }>`
    select o.code, count(*)::int as count, sum(o.amount_won)::bigint as won,
      count(*) filter (where exists (
        select from debit.debit_order retry
        where retry.merchant_id = o.merchant_id and retry.charge_id = o.charge_id
          and retry.id > o.id and retry.state in ('waiting', 'sent')
      ))::int as retried
    from debit.debit_order o
    where o.merchant_id = ${merchantId} and o.month = ${month}::date and o.state = 'failed'
    group by 1 order by 2 desc, 1`.execute(kernel.database.read);
  return rows.map(({ code, count, won, retried }) => ({
    code,
    count,
    amountWon: won,
    willRetryCount: retried,
  }));
}

async function readBanks({ kernel, merchantId, month }: Scope): Promise<Dashboard["banks"]> {
  const { rows } = await sql<{ name: string; count: number; rate: number }>`
    select b.name, count(*)::int as count,
      round(10000.0 * count(*) filter (where o.state = 'failed') / count(*))::int as rate
    from debit.debit_order o join debit.bank b on b.code = o.bank_code
    where o.merchant_id = ${merchantId} and o.state in ('collected', 'failed')
      and o.month > (${month}::date - make_interval(months => ${sql.lit(BANK_MONTHS)}))
    group by 1 order by 3 desc, 1`.execute(kernel.database.read);
  return rows.map(({ name, count, rate }) => ({ bankName: name, count, failureRate: rate }));
}

async function readRegistrations(
  { kernel, merchantId }: Scope,
): Promise<Dashboard["registrations"]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select registration_state as state, count(*)::int as count
    from debit.instruction where merchant_id = ${merchantId} and state <> 'ended'
    group by 1`.execute(kernel.database.read);
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
