import type { BusinessDate } from "@maru/kernel";
import { sql } from "kysely";
import { monthOf } from "../../schedule/due_date.ts";
import { fenced } from "../fenced.ts";
import { contractOf } from "../contract_row.ts";
import { CHARGE_OF_ORDER, CUSTOMER_OF_CHARGE } from "../order_joins.ts";
import { pageOf } from "../lists/order_list.ts";
import { readOrders } from "../lists/order_rows.ts";
import { sortOf } from "../lists/order_sort.ts";
import type { OrderDesk } from "../order_desk.ts";
import type { OrderWork } from "../order_work.ts";
import { pageSize } from "../page_size.ts";
import { containing } from "../search_text.ts";
import { retryDays } from "./retry_days.ts";
import { type RetryRule, retryRuleOf } from "./retry_rule.ts";

const LIMIT_MAX = 200;

/** The list that a merchant ticks before asking again (재처리의뢰). */
export function createRetryable(work: OrderWork): OrderDesk["retryable"] {
  const { kernel } = work;
  const { db } = kernel.database;
  return async (merchantId, query) => {
    const limit = pageSize(query.limit, LIMIT_MAX);
    const contract = await contractOf(db, { ...query, merchantId });
    const thisMonth = monthOf(kernel.calendar.dateOf(kernel.clock.now()));
    const days = await retryDays(work, { rail: contract.rail, bankCode: "*" });
    if (query.month !== thisMonth || days.length === 0) return { rows: [], total: 0 };
    const rule = await retryRuleOf(db, contract.rail);
    const failed = failedOf(merchantId, { ...query, rule });
    const sort = sortOf({ sort: "requestedAt", ...placeOf(query.after) });
    const { rows: [counted] } = await sql<{ total: number }>`
      select count(*)::integer as total from (${failed}) o`.execute(db);
    const found = await readOrders(
      db,
      sql`
        select o.merchant_id, o.id, ${sort.value} as place_value
        from (${failed}) o where ${sort.condition}
        order by ${sort.orderBy} limit ${limit + 1}`,
    );
    return { ...pageOf(found, limit), total: counted?.total ?? 0 };
  };
}

function placeOf(after: string | undefined): { after?: string } {
  return after === undefined ? {} : { after };
}

/** The last order of each charge of the month that failed, is owed and was due before the 25th. */
function failedOf(
  merchantId: string,
  { contractId, month, text, rule }: {
    contractId: string;
    month: BusinessDate;
    text?: string;
    rule: RetryRule;
  },
) {
  return sql`
    select o.merchant_id, o.id
    from ${
    fenced(sql`
      select * from debit.debit_order
      where merchant_id = ${merchantId} and month = ${month}::date
        and contract_id = ${contractId}::uuid and state = 'failed'`)
  } o
    ${CHARGE_OF_ORDER} ${CUSTOMER_OF_CHARGE}
    cross join lateral debit.standing_of(o.merchant_id, o.charge_id) s
    where extract(day from ch.due_date) < ${rule.next_month_from_day}
      and o.id = (
        select l.id from debit.debit_order l
        where l.merchant_id = o.merchant_id and l.charge_id = o.charge_id and l.state = 'failed'
        order by l.attempt desc limit 1
      )
      and not s.is_open and not s.is_collected and ch.amount_won > s.paid_won
      and ${text === undefined || text === "" ? sql`true` : containing(sql`c.search_text`, text)}`;
}
