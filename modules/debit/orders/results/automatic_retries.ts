import { RESULT_CODES } from "@maru/debit/files";
import type { BusinessDate, Transaction } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Rail } from "../../parts.ts";
import { holdCutoff } from "../../schedule/cutoff_lock.ts";
import { monthOf } from "../../schedule/due_date.ts";
import { bankPlanOf } from "../bank_plans.ts";
import { lockContractsOf } from "../contract_row.ts";
import { insertOrders } from "../insert_orders.ts";
import type { LinePlan } from "../line_plans.ts";
import { CHARGE_OF_ORDER, INSTRUCTION_OF_CHARGE } from "../order_joins.ts";
import type { OrderWork } from "../order_work.ts";
import { pickRetryDay } from "../retries/pick_retry_day.ts";
import { retryDays } from "../retries/retry_days.ts";
import { chargesToLock, retryLines } from "../retries/retry_lines.ts";
import { tellRequested } from "../tell_requested.ts";
import type { FilePart } from "./follow_up.ts";
import { paydaysOf } from "./learn_paydays.ts";
import { withinMonthlyLimit } from "./monthly_limit.ts";

/** Failures that pass by themselves: an empty account, a bank that is down. */
const RETRIED_CODES: readonly string[] = Object.entries(RESULT_CODES)
  .filter(([, { retryClass }]) => retryClass === "money" || retryClass === "outage")
  .map(([code]) => code);

/** So far back success by day of the month is looked at. */
const LEARNING_MONTHS = 6;
const ACTOR = "system";

/** The orders of a contract at one bank go the same way. */
interface Group {
  readonly merchant_id: string;
  readonly contract_id: string;
  readonly rail: Rail;
  readonly bank_code: string;
}

/**
 * Asks again for what failed for want of money or by an outage, on the most promising day that is left
 * of the month; where none is left, or the contract does not want it, nothing happens.
 */
export async function retryAutomatically(
  work: OrderWork,
  tx: Transaction,
  part: FilePart,
): Promise<void> {
  const { kernel } = work;
  const now = kernel.clock.now();
  const today = kernel.calendar.dateOf(now);
  const failed = failedOrders(part, monthOf(today));
  const groups = await groupsOf(tx, failed);
  if (groups.length === 0) return;
  await kernel.calendar.refresh(tx);
  await holdCutoff(tx);
  await lockContractsOf(tx, sql`select merchant_id, contract_id from (${failed}) f`);
  await chargesToLock(failed).execute(tx);
  const plans = await plansOf(work, tx, { groups, today });
  if (plans.length === 0) return;
  const made = await insertOrders(kernel, tx, {
    plans,
    lines: withinMonthlyLimit(retryLines(failed), monthOf(today)),
    kind: "retry",
    isAutomatic: true,
    actor: ACTOR,
    now,
  });
  for (const merchantId of new Set(groups.map(({ merchant_id }) => merchant_id))) {
    await tellRequested(work, tx, { merchantId, firstId: made.firstId, lastId: made.lastId });
  }
}

/** Of this month, due before the 25th, and not asked for again by ourselves too often. */
function failedOrders({ fileId, after, until }: FilePart, month: BusinessDate) {
  return sql`
    select o.merchant_id, o.id as order_id, o.charge_id, o.contract_id, o.bank_code, o.rail
    from debit.debit_order o
    join debit.contract k on k.merchant_id = o.merchant_id and k.id = o.contract_id
    ${CHARGE_OF_ORDER}
    join debit.retry_rule u on u.rail = k.rail
    cross join lateral debit.standing_of(o.merchant_id, o.charge_id) s
    where o.file_id = ${fileId} and o.sequence > ${after} and o.sequence <= ${until}
      and o.state = 'failed' and o.code = any(${RETRIED_CODES}::text[])
      and o.month = ${month}::date and k.retries_automatically
      and extract(day from ch.due_date) < u.next_month_from_day
      and s.automatic_count < u.automatic_count_max`;
}

/** The instruction's bank now: the account may have been changed since. */
async function groupsOf(tx: Transaction, failed: RawBuilder<unknown>): Promise<Group[]> {
  const { rows } = await sql<Group>`
    select distinct o.merchant_id, o.contract_id, o.rail, i.bank_code
    from (${failed}) o ${CHARGE_OF_ORDER} ${INSTRUCTION_OF_CHARGE}`
    .execute(tx);
  return rows;
}

/** A plan for each group for which a day is left. */
async function plansOf(
  work: OrderWork,
  tx: Transaction,
  { groups, today }: { groups: readonly Group[]; today: BusinessDate },
): Promise<LinePlan[]> {
  const merchantIds = [...new Set(groups.map(({ merchant_id }) => merchant_id))];
  const learned = await paydaysOf(tx, { merchantIds, since: monthsBefore(today) });
  const possible = new Map<string, Promise<readonly BusinessDate[]>>();
  const plans: LinePlan[] = [];
  for (const { merchant_id, contract_id, rail, bank_code } of groups) {
    const key = `${rail} ${bank_code}`;
    const days = possible.get(key) ?? datesOf(work, { rail, bankCode: bank_code });
    possible.set(key, days);
    const dueDate = pickRetryDay(await days, learned.get(merchant_id) ?? new Map());
    if (dueDate === undefined) continue;
    const plan = await bankPlanOf(work.schedule, {
      rail,
      bankCode: bank_code,
      dueDate,
      operation: "debit",
    });
    plans.push({ ...plan, contractId: contract_id });
  }
  return plans;
}

async function datesOf(
  work: OrderWork,
  key: { rail: Rail; bankCode: string },
): Promise<readonly BusinessDate[]> {
  return (await retryDays(work, key)).map(({ debitDate }) => debitDate);
}

function monthsBefore(date: BusinessDate): BusinessDate {
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year!, month! - 1 - LEARNING_MONTHS, 1)).toISOString().slice(0, 10);
}
