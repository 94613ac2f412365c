import { type RawBuilder, sql } from "kysely";
import type { Rail } from "../../parts.ts";
import { monthOf } from "../../schedule/due_date.ts";
import { CHARGE_OF_ORDER } from "../order_joins.ts";
import type { OrderDesk, RetryChance } from "../order_desk.ts";
import type { OrderWork } from "../order_work.ts";
import { isUuid } from "../uuid_text.ts";
import { retryDays } from "./retry_days.ts";

const RAILS: readonly Rail[] = ["directLine", "clearingHouse"];

/** Whether what failed can be asked for again this month, only with the next one, or not at all. */
export function createRetryChances(
  work: OrderWork,
): Pick<OrderDesk, "retryChance" | "retryChances"> {
  const { kernel } = work;
  return {
    async retryChance(merchantId, orderId) {
      if (!isUuid(orderId)) return "settled";
      const { rows: [row] } = await sql<{ chance: RetryChance }>`
        select case when ${IS_OWED} then
            case when ${await isInTime(work)} then 'possible' else 'nextMonth' end
          else 'settled' end as chance
        from debit.debit_order o ${STANDING}
        where o.merchant_id = ${merchantId} and o.id = ${orderId} and o.state = 'failed'`
        .execute(kernel.database.db);
      return row?.chance ?? "settled";
    },
    async retryChances(merchantId) {
      const failed = sql`o.merchant_id = ${merchantId} and o.state = 'failed'
        and o.month = ${thisMonthOf(work)}::date`;
      const anyOf = (condition: RawBuilder<unknown>) =>
        sql`exists (
          select from debit.debit_order o ${STANDING}
          where ${failed} and o.code = f.code and ${condition}
        )`;
      const { rows } = await sql<{ code: string; chance: RetryChance }>`
        select f.code, case
          when ${anyOf(sql`${await isInTime(work)} and ${IS_OWED}`)} then 'possible'
          when ${anyOf(IS_OWED)} then 'nextMonth'
          else 'settled' end as chance
        from (select distinct o.code from debit.debit_order o where ${failed}) f`
        .execute(kernel.database.read);
      return new Map(rows.map(({ code, chance }) => [code, chance]));
    },
  };
}

const STANDING = sql`
  ${CHARGE_OF_ORDER}
  join debit.retry_rule u on u.rail = o.rail
  cross join lateral debit.standing_of(o.merchant_id, o.charge_id) s`;
const IS_OWED = sql`not s.is_open and not s.is_collected and ch.amount_won > s.paid_won`;

/** Of this month, due before the 25th, and a day is left whose result comes this month too. */
async function isInTime(work: OrderWork): Promise<RawBuilder<unknown>> {
  const days = await Promise.all(RAILS.map((rail) => retryDays(work, { rail, bankCode: "*" })));
  const rails = RAILS.filter((_, index) => (days[index]?.length ?? 0) > 0);
  // Said so that no order is looked at for it.
  if (rails.length === 0) return sql`false`;
  return sql`(o.month = ${thisMonthOf(work)}::date and o.rail = any(${rails}::text[])
    and extract(day from ch.due_date) < u.next_month_from_day)`;
}

function thisMonthOf({ kernel }: OrderWork): string {
  return monthOf(kernel.calendar.dateOf(kernel.clock.now()));
}
