import type { BusinessDate } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";

/** The lines that still fit into their contracts' limit of the month, in the order of instructions. */
export function withinMonthlyLimit(
  lines: RawBuilder<unknown>,
  month: BusinessDate,
): RawBuilder<unknown> {
  return sql`
    with used as materialized (
      select o.merchant_id, o.contract_id, sum(o.amount_won) as won
      from debit.debit_order o
      where o.month = ${month}::date and o.state in ('waiting', 'sent', 'collected')
        and (o.merchant_id, o.contract_id) in (
          select c.merchant_id, c.id from debit.contract c join plan p on p.contract_id = c.id
        )
      group by o.merchant_id, o.contract_id
    )
    select l.* from (
      select l.*, sum(l.amount_won) filter (where l.obstacle is null) over (
        partition by l.merchant_id, l.contract_id order by l.instruction_id
      ) as running_won
      from (${lines}) l
    ) l
    join debit.contract k on k.merchant_id = l.merchant_id and k.id = l.contract_id
    left join used u on u.merchant_id = l.merchant_id and u.contract_id = l.contract_id
    where l.obstacle is not null
      or l.running_won + coalesce(u.won, 0) <= k.monthly_limit_won`;
}
