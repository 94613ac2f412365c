import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { monthOf } from "../../schedule/due_date.ts";
import type { BankPlan } from "../bank_plans.ts";
import type { ContractRow } from "../contract_row.ts";
import { OrderNotFoundError, RetryNotAllowedError, type RetryRefusal } from "../errors.ts";
import { fenced } from "../fenced.ts";
import { isUuid } from "../uuid_text.ts";
import { retryRuleOf } from "./retry_rule.ts";

const ORDERS_OF_CHARGE = sql`
  select * from debit.debit_order where merchant_id = o.merchant_id and charge_id = o.charge_id`;

/**
 * Looks at each order that a person wants to ask for again: failed, of the month of the new debit day,
 * due before the 25th and on another day than the new one.
 *
 * @throws {OrderNotFoundError | RetryNotAllowedError}
 */
export async function requireRetryable(
  tx: Transaction,
  { merchantId, contract, input, plan }: {
    merchantId: string;
    contract: ContractRow;
    input: { readonly orderIds: readonly string[]; readonly date: BusinessDate };
    plan: BankPlan;
  },
): Promise<void> {
  const malformed = input.orderIds.find((id) => !isUuid(id));
  if (malformed !== undefined) throw new OrderNotFoundError(malformed);
  const rule = await retryRuleOf(tx, contract.rail);
  const named = sql`
    select ${merchantId}::uuid as merchant_id, id from unnest(${input.orderIds}::uuid[]) as u (id)`;
  const { rows: [problem] } = await sql<{ id: string; refusal: RetryRefusal | null }>`
    select * from (
      select t.id, o.id is null as is_unknown, case
        when o.state <> 'failed' then 'notFailed'
        when o.month <> ${monthOf(plan.debitDate)}::date then 'anotherMonth'
        when extract(day from ch.due_date) >= ${rule.next_month_from_day} then 'nextMonth'
        when ch.due_date in (${plan.debitDate}::date, ${input.date}::date) or exists (
          select from ${fenced(ORDERS_OF_CHARGE)} r
          where r.kind = 'regular' and r.state <> 'withdrawn'
            and r.debit_date = ${plan.debitDate}::date
        ) then 'regularDay'
      end as refusal
      from ${fenced(named)} t
      left join debit.debit_order o on o.merchant_id = t.merchant_id and o.id = t.id
        and o.contract_id = ${contract.id}
      left join debit.charge ch on ch.merchant_id = o.merchant_id and ch.id = o.charge_id
    ) looked where is_unknown or refusal is not null limit 1`.execute(tx);
  if (problem === undefined) return;
  if (problem.refusal === null) throw new OrderNotFoundError(problem.id);
  throw new RetryNotAllowedError(problem.refusal, input.date, problem.id);
}
