import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import type { Aggregate, AggregateQuery } from "./aggregate_desk.ts";
import { settlementFacts } from "./settlement_facts.ts";

/**
 * Each aggregate is one question with the same columns, so that sums and rows cannot differ: `id,
 * date, customer_id, item_code, grade, bank_code, state, code, amount_won, discount_won, fee_won`.
 */
export async function factsOf(
  kernel: Kernel,
  merchantId: string,
  { aggregate, contractId, from, to }: Omit<AggregateQuery, "key">,
): Promise<RawBuilder<unknown>> {
  const scope = { merchantId, contractId: contractId ?? null, from, to };
  if (aggregate === "settlements") return await settlementFacts(kernel, scope);
  return FACTS[aggregate](scope);
}

export interface FactsScope {
  readonly merchantId: string;
  readonly contractId: string | null;
  readonly from: string;
  readonly to: string;
}

type Facts = (scope: FactsScope) => RawBuilder<unknown>;
const FACTS: Readonly<Record<Exclude<Aggregate, "settlements">, Facts>> = {
  requests: (scope) => orders(scope, sql`o.state <> 'withdrawn'`),
  debits: (scope) => orders(scope, sql`o.file_id is not null`),
  arrears,
  discounts,
  registrations,
};

/** Orders by the day of the debit. */
function orders(
  { merchantId, contractId, from, to }: FactsScope,
  condition: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select o.id, o.debit_date as date, c.customer_id, c.item_code, c.grade, o.bank_code, o.state,
      o.code, o.amount_won, c.discount_won, 0::bigint as fee_won
    from debit.debit_order o
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    where o.merchant_id = ${merchantId} and o.debit_date between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or o.contract_id = ${contractId}) and ${condition}`;
}

/** What is still wanted of charges that were asked for and failed, by their due date. */
function arrears({ merchantId, contractId, from, to }: FactsScope): RawBuilder<unknown> {
  return sql`
    select c.id, c.due_date as date, c.customer_id, c.item_code, c.grade, i.bank_code,
      case when s.is_asked then 'asked' else 'failed' end as state, s.failure_code as code,
      c.amount_won - s.debited_won - s.cash_won as amount_won, c.discount_won, 0::bigint as fee_won
    from debit.charge c
    join debit.charge_standing s on s.merchant_id = c.merchant_id and s.charge_id = c.id
    join debit.instruction i on i.merchant_id = c.merchant_id and i.id = c.instruction_id
    where c.merchant_id = ${merchantId} and c.due_date between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or c.contract_id = ${contractId})
      and s.failure_code is not null and c.amount_won > s.debited_won + s.cash_won`;
}

/** Discounts of charges that stand, by their due date; the amount is the discount. */
function discounts({ merchantId, contractId, from, to }: FactsScope): RawBuilder<unknown> {
  return sql`
    select c.id, c.due_date as date, c.customer_id, c.item_code, c.grade, i.bank_code,
      'discounted' as state, null::text as code, c.discount_won as amount_won, c.discount_won,
      0::bigint as fee_won
    from debit.charge c
    join debit.instruction i on i.merchant_id = c.merchant_id and i.id = c.instruction_id
    where c.merchant_id = ${merchantId} and c.due_date between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or c.contract_id = ${contractId}) and c.discount_won > 0
      and exists (
        select from debit.debit_order o
        where o.merchant_id = c.merchant_id and o.charge_id = c.id and o.state <> 'withdrawn'
      )`;
}

/** Applications by the day in Seoul on which they were made; the amount is the monthly one. */
function registrations({ merchantId, contractId, from, to }: FactsScope): RawBuilder<unknown> {
  return sql`
    select r.id, (r.requested_at at time zone 'Asia/Seoul')::date as date, i.customer_id, i.item_code,
      u.grade, r.bank_code, r.state, r.code, i.monthly_won as amount_won, 0::bigint as discount_won,
      0::bigint as fee_won
    from debit.registration r
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id
    join debit.customer u on u.merchant_id = i.merchant_id and u.id = i.customer_id
    where r.merchant_id = ${merchantId} and r.state <> 'withdrawn'
      and (r.requested_at at time zone 'Asia/Seoul')::date between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or i.contract_id = ${contractId})`;
}
