import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import type { ItemState, OperatorDesk } from "../submission.ts";
import { ITEM_STATES } from "../submission_view.ts";

/** How many items are in each state: all that are under way, and what ended in the last 24 hours. */
export function createTotals({ kernel }: Pick<Parts, "kernel">): OperatorDesk["totals"] {
  return async () => {
    const now = kernel.clock.now();
    const { rows } = await sql<{ state: ItemState; count: number }>`
      select state, count(*)::integer as count from submission.item
        where state in ('queued', 'waitingAgency', 'authWait') group by state
      union all
      select 'running', count(*)::integer from submission.item where state = 'running'
      union all
      select 'issued', count(*)::integer
        from submission.delivery v join submission.item i on i.id = v.item_id
        where v.state = 'pending' and i.state = 'issued'
      union all
      select i.state, count(*)::integer
        from submission.agency a join submission.item i on i.agency_code = a.code
        where i.finished_at > ${now}::timestamptz - interval '1 day'
        group by i.state`.execute(kernel.database.db);
    const counts = new Map(rows.map(({ state, count }) => [state, count]));
    return ITEM_STATES.map((state) => ({ state, count: counts.get(state) ?? 0 }));
  };
}
