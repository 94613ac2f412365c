import { type RawBuilder, sql } from "kysely";
import { lookUp } from "./fenced.ts";
import { IS_REFUSED_UNTIL_ANSWERED } from "./refused_account.ts";

/** Where lines come from; the aliases are those that {@linkcode orderLines} reads. */
export interface LineSource {
  /** Tables with the aliases `i` (instruction) and `ch` (its charge of the month, if there is one). */
  readonly tables: RawBuilder<unknown>;
  readonly filter: RawBuilder<unknown>;
  /** Rows `(id, month, owed_won)`: earlier charges that go with the line. */
  readonly arrears: RawBuilder<unknown>;
  /** Whether the earlier charges are asked for too. */
  readonly withArrears: boolean;
}

const CUSTOMER = lookUp(
  sql`debit.customer`,
  sql`c`,
  sql`merchant_id = i.merchant_id and id = i.customer_id`,
);

/**
 * Lines that can be asked for, or cannot and why (`obstacle`): a query over a table `plan`. One line
 * is one charge, made or still to be made; `amount_won` is what its order would debit.
 *
 * A charge that was asked for before stays as it was; one whose orders were all taken back takes the
 * amounts of its instruction again (`is_renewed`).
 */
export function orderLines({ tables, filter, arrears, withArrears }: LineSource) {
  return sql`
    select i.merchant_id, i.contract_id, i.id as instruction_id, i.customer_id, i.item_code,
      i.bank_code, i.account_id, i.payer_number, k.rail, c.number as customer_number,
      c.name as customer_name, c.grade, ch.id as charge_id, s.last_attempt, s.automatic_count,
      ch.id is not null and not s.was_asked as is_renewed,
      coalesce(ch.month, date_trunc('month', p.due_date)::date) as month,
      a.gross_won, a.discount_won, a.charge_won, e.arrears_won, e.arrears_ids, e.arrears_amounts,
      a.charge_won + ${withArrears ? sql`e.arrears_won` : sql`0`} as amount_won,
      p.operation, p.due_date, p.debit_date, p.cutoff_at, p.result_due_at,
      ${obstacle(withArrears)} as obstacle
    from ${tables}
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    ${CUSTOMER}
    join debit.bank b on b.code = i.bank_code
    join plan p on p.contract_id = i.contract_id and p.bank_code = i.bank_code
    cross join lateral debit.standing_of(i.merchant_id, ch.id) s
    cross join lateral (
      select case when s.was_asked then ch.gross_won else i.monthly_won end as gross_won,
        case when s.was_asked then ch.discount_won else i.discount_won end as discount_won,
        case when s.was_asked then ch.amount_won - s.paid_won else i.monthly_won - i.discount_won
          end as charge_won
    ) a
    cross join lateral (
      select coalesce(sum(owed.owed_won), 0)::bigint as arrears_won,
        array_agg(owed.id order by owed.month) as arrears_ids,
        array_agg(owed.owed_won order by owed.month) as arrears_amounts
      from (${arrears}) owed
    ) e
    cross join lateral (
      select k.rail = 'clearingHouse' or b.requires_registration as is_needed
    ) n
    cross join lateral (
      select max(g.resulted_at) filter (where g.state = 'done') as done_at,
        min(g.result_due_at) filter (where g.state in ('waiting', 'sent')) as expected_at
      from debit.registration g
      where n.is_needed and g.merchant_id = i.merchant_id and g.instruction_id = i.id
        and g.account_id = i.account_id and g.kind = 1
    ) r
    where ${filter}`;
}

/**
 * The first reason that holds. What a bank refused or ended is debited nowhere; a bank that must be
 * told of an account is told D-2 at the latest, and others may be asked while it is still told, but
 * not where it refused or ended that account before: then its answer comes first.
 */
function obstacle(withArrears: boolean) {
  const amountWon = withArrears ? sql`a.charge_won + e.arrears_won` : sql`a.charge_won`;
  return sql`case
    when i.state <> 'active' or c.state <> 'active' or k.state <> 'active'
      or p.due_date < k.starts_on or p.due_date > k.ends_on then 'stopped'
    when a.gross_won = a.discount_won then 'exempt'
    when s.is_open or s.is_collected or a.charge_won <= 0 then 'alreadyRequested'
    when i.registration_state in ('failed', 'cancelled') then 'registrationFailed'
    when n.is_needed and i.registration_state = 'done' and ${seoulDate(sql`r.done_at`)}
      > p.registration_deadline then 'registrationTooLate'
    when n.is_needed and i.registration_state in ('waiting', 'sent')
      and ${seoulDate(sql`r.expected_at`)} > p.registration_deadline then 'registrationTooLate'
    when n.is_needed and i.registration_state <> 'done' or ${IS_REFUSED_UNTIL_ANSWERED}
      then 'notRegistered'
    when ${amountWon} > least(i.limit_won, k.debit_limit_won) then 'overDebitLimit'
    when ${amountWon} < p.minimum_won then 'underMinimum'
    when not p.is_open then 'cutoffPassed'
  end`;
}

function seoulDate(instant: RawBuilder<unknown>) {
  return sql`(${instant} at time zone 'Asia/Seoul')::date`;
}
