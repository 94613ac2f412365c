import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";
import { isUnsettledRegistration } from "../money/compute_settlements.ts";
import type { FactsScope } from "./facts.ts";
import { plannedPayouts } from "./planned_payouts.ts";

/**
 * What is paid to a merchant and what it costs, by the day of the payout. What is settled has the fee
 * of its line on the statement; what is not yet has the fee of its contract, as the settlement will
 * charge it then (docs/decisions/0016).
 */
export async function settlementFacts(
  kernel: Kernel,
  scope: FactsScope,
): Promise<RawBuilder<unknown>> {
  const planned = await plannedPayouts(kernel, scope.merchantId);
  const payouts = sql`unnest(
    ${planned.map(({ debitDate }) => debitDate)}::date[],
    ${planned.map(({ payoutOn }) => payoutOn)}::date[]
  ) as p (debit_date, payout_on)`;
  return sql`
    ${settledDebits(scope)} union all ${settledRegistrations(scope)}
    union all ${comingDebits(scope, payouts)} union all ${comingRegistrations(scope, payouts)}`;
}

const DEBIT_COLUMNS = sql`c.customer_id, c.item_code, c.grade, o.bank_code`;
const DEBIT_WON = sql`case o.state when 'collected' then o.amount_won else 0 end as amount_won,
  0::bigint as discount_won`;

function settledDebits({ merchantId, contractId, from, to }: FactsScope): RawBuilder<unknown> {
  return sql`
    select o.id, s.payout_on as date, ${DEBIT_COLUMNS}, o.state, o.code, ${DEBIT_WON},
      l.unit_fee_won as fee_won
    from debit.settlement s
    join debit.file_merchant fm on fm.merchant_id = s.merchant_id and fm.settlement_id = s.id
    join debit.debit_order o on o.merchant_id = fm.merchant_id and o.file_id = fm.file_id
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    join debit.settlement_line l on l.merchant_id = s.merchant_id and l.settlement_id = s.id
      and l.contract_id = o.contract_id and l.item_code = c.item_code
      and l.kind = case o.state when 'collected' then 'success' else 'failure' end
    where s.merchant_id = ${merchantId} and s.payout_on between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or o.contract_id = ${contractId})
      and o.state in ('collected', 'failed')`;
}

/** Registrations that were charged for; those of a contract without such a fee have no line. */
function settledRegistrations(
  { merchantId, contractId, from, to }: FactsScope,
): RawBuilder<unknown> {
  return sql`
    select r.id, s.payout_on as date, i.customer_id, l.item_code, u.grade, r.bank_code,
      'registration' as state, r.code, 0::bigint as amount_won, 0::bigint as discount_won,
      l.unit_fee_won as fee_won
    from debit.settlement s
    join debit.registration r on r.merchant_id = s.merchant_id and r.settlement_id = s.id
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id
    join debit.customer u on u.merchant_id = i.merchant_id and u.id = i.customer_id
    join debit.settlement_line l on l.merchant_id = s.merchant_id and l.settlement_id = s.id
      and l.contract_id = i.contract_id and l.item_code = r.settled_item_code
      and l.kind = 'registration'
    where s.merchant_id = ${merchantId} and s.payout_on between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or i.contract_id = ${contractId})`;
}

function comingDebits(
  { merchantId, contractId, from, to }: FactsScope,
  payouts: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select o.id, p.payout_on as date, ${DEBIT_COLUMNS}, 'unsettled' as state, o.code,
      ${DEBIT_WON},
      case o.state when 'collected' then ci.success_fee_won else ci.failure_fee_won end as fee_won
    from ${payouts}
    join debit.file f on f.debit_date = p.debit_date and f.state = 'resulted'
    join debit.file_merchant fm on fm.file_id = f.id and fm.merchant_id = ${merchantId}
      and fm.settlement_id is null
    join debit.debit_order o on o.merchant_id = fm.merchant_id and o.file_id = fm.file_id
    join debit.charge c on c.merchant_id = o.merchant_id and c.id = o.charge_id
    join debit.contract_item ci on ci.merchant_id = o.merchant_id
      and ci.contract_id = o.contract_id and ci.item_code = c.item_code
    where p.payout_on between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or o.contract_id = ${contractId})
      and o.state in ('collected', 'failed')`;
}

/** They are charged with the first debits that are paid out. */
function comingRegistrations(
  { merchantId, contractId, from, to }: FactsScope,
  payouts: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`
    select r.id, p.payout_on as date, i.customer_id, i.item_code, u.grade, r.bank_code,
      'unsettledRegistration' as state, r.code, 0::bigint as amount_won, 0::bigint as discount_won,
      k.registration_fee_won as fee_won
    from (select min(payout_on) as payout_on from ${payouts}) p
    join debit.registration r on r.merchant_id = ${merchantId}
    join debit.instruction i on i.merchant_id = r.merchant_id and i.id = r.instruction_id
    join debit.customer u on u.merchant_id = i.merchant_id and u.id = i.customer_id
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    where ${isUnsettledRegistration} and k.registration_fee_won > 0
      and p.payout_on between ${from}::date and ${to}::date
      and (${contractId}::uuid is null or i.contract_id = ${contractId})`;
}
