import { type RawBuilder, sql } from "kysely";
import { lookUp } from "../fenced.ts";
import { INSTRUCTION_OF_CHARGE } from "../order_joins.ts";
import { orderLines } from "../order_lines.ts";

const CHARGE = lookUp(
  sql`debit.charge`,
  sql`ch`,
  sql`merchant_id = f.merchant_id and id = f.charge_id`,
);
const ARREAR = lookUp(
  sql`debit.charge`,
  sql`o`,
  sql`merchant_id = r.merchant_id and id = r.charge_id`,
);

/**
 * What is asked for again: a line per charge of the failed orders that a query names by
 * `merchant_id, order_id, charge_id`, with the arrears that the order held and that are owed still.
 */
export function retryLines(failed: RawBuilder<unknown>): RawBuilder<unknown> {
  return orderLines({
    tables: sql`(
        select distinct on (merchant_id, charge_id) merchant_id, order_id, charge_id
        from (${failed}) named order by merchant_id, charge_id, order_id desc
      ) f
      ${CHARGE} ${INSTRUCTION_OF_CHARGE}`,
    filter: sql`true`,
    arrears: sql`
      select o.id, o.month, o.amount_won - s.paid_won as owed_won
      from debit.order_arrears r
      ${ARREAR}
      cross join lateral debit.standing_of(o.merchant_id, o.id) s
      where r.merchant_id = f.merchant_id and r.order_id = f.order_id
        and not s.is_open and o.amount_won > s.paid_won`,
    withArrears: true,
  });
}

/** Locks the charges of failed orders and those of their arrears; see `lockCharges` of requests. */
export function chargesToLock(failed: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select ch.id from debit.charge ch
    where (ch.merchant_id, ch.id) in (
      select f.merchant_id, f.charge_id from (${failed}) f
      union
      select r.merchant_id, r.charge_id from debit.order_arrears r
      join (${failed}) f on f.merchant_id = r.merchant_id and f.order_id = r.order_id
    )
    order by ch.merchant_id, ch.id for no key update of ch`;
}
