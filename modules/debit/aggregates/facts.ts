import { type RawBuilder, sql } from "kysely";
import type { Aggregate, AggregateQuery } from "./aggregate_desk.ts";

/**
 * Each aggregate is one question with the same columns, so that sums and rows cannot differ: `id,
 * date, customer_id, item_code, grade, bank_code, state, code, amount_won, discount_won, fee_won`.
 */
export function factsOf(
  merchantId: string,
  { aggregate, contractId, from, to }: Omit<AggregateQuery, "key">,
): RawBuilder<unknown> {
  return FACTS[aggregate]({ merchantId, contractId: contractId ?? null, from, to });
}

interface Scope {
  readonly merchantId: string;
  readonly contractId: string | null;
  readonly from: string;
  readonly to: string;
}

const FACTS: Readonly<Record<Aggregate, (scope: Scope) => RawBuilder<unknown>>> = {
  requests: (scope) => orders(scope, sql`o.state <> 'withdrawn'`),
  debits: (scope) => orders(scope, sql`o.file_id is not null`),
  arrears,
  discounts,
  registrations,
  settlements,
};

/** Orders by the day of the debit. */
function orders(
  { merchantId, contractId, from, to }: Scope,
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
function arrears({ merchantId, contractId, from, to }: Scope): RawBuilder<unknown> {
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
function discounts({ merchantId, contractId, from, to }: Scope): RawBuilder<unknown> {
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
function registrations({ merchantId, contractId, from, to }: Scope): RawBuilder<unknown> {
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

/** Debits of settlements by the day of the payout, each with its fee. */
function settlements({ merchantId, contractId, from, to }: Scope): RawBuilder<unknown> {
  return sql`
    select o.id, s.payout_on as date, c.customer_id, c.item_code, c.grade, o.bank_code, o.state,
      o.code, case o.state when 'collected' then o.amount_won else 0 end as amount_won,
      0::bigint as discount_won,
      case o.state when 'collected' then ci.success_fee_won else ci.failure_fee_won end as fee_won
    from debit.settlement s
    join debit.file_merchant fm on fm.merchant_id = s.merchant_id and fm.settlement_id = s.id
    join debit.debit_order o on o.merchant_id = fm.merchant_id and o.file_id = fm.file_id
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    join debit.contract_item ci on ci.merchant_id = o.merchant_id
      and ci.contract_id = o.contract_id and ci.item_code = c.item_code
    where s.merchant_id = ${merchantId} and s.payout_on between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or o.contract_id = ${contractId})`;
}
