import { sql } from "kysely";
import { OrderNotFoundError } from "../errors.ts";
import { formatCursor } from "../order_cursor.ts";
import type { OrderDesk, OrderQuery, OrderRow, OrderState, OrderTotals } from "../order_desk.ts";
import type { OrderWork } from "../order_work.ts";
import { pageSize } from "../page_size.ts";
import { isUuid } from "../uuid_text.ts";
import { selectionOf } from "./order_filter.ts";
import type { PlacedOrder } from "./order_rows.ts";
import { placedOrders } from "./placed_orders.ts";

const LIMIT_MAX = 200;
/** Rows of one snapshot of an export. */
const STREAM_ROWS_AT_ONCE = 2_000;

/** 이체의뢰결과: lists, their totals, and exports. */
export function createOrderLists(
  { kernel }: Pick<OrderWork, "kernel">,
): Pick<OrderDesk, "list" | "stream" | "get"> {
  const { db, read } = kernel.database;
  return {
    async list(merchantId, query) {
      const limit = pageSize(query.limit, LIMIT_MAX);
      const { byState, sum } = await totalsOf(merchantId, query);
      const found = await placedOrders(db, merchantId, { ...query, limit: limit + 1 });
      return { ...pageOf(found, limit), total: sum.count, sum, byState };
    },
    async *stream(merchantId, query) {
      let after: string | undefined;
      do {
        const place = after === undefined ? {} : { after };
        const limit = STREAM_ROWS_AT_ONCE;
        const found = await placedOrders(read, merchantId, {
          ...query,
          ...place,
          limit: limit + 1,
        });
        const page = pageOf(found, limit);
        yield* page.rows;
        after = page.next;
      } while (after !== undefined);
    },
    async get(merchantId, id) {
      const [found] = isUuid(id) ? await placedOrders(db, merchantId, { ids: [id], limit: 1 }) : [];
      if (found === undefined) throw new OrderNotFoundError(id);
      return found.order;
    },
  };

  /** By state as if no state were asked for, so that the tabs of a list keep their numbers. */
  async function totalsOf(
    merchantId: string,
    { state, exceptWithdrawn = false, ...query }: OrderQuery,
  ) {
    const { from, where } = selectionOf(merchantId, query);
    const { rows } = await sql<{ state: OrderState; count: number; amount_won: bigint }>`
      select o.state, count(*)::integer as count, sum(o.amount_won)::bigint as amount_won
      from ${from} where ${where} group by o.state`.execute(db);
    const byState = { ...NOTHING_BY_STATE };
    for (const row of rows) byState[row.state] = { count: row.count, amountWon: row.amount_won };
    const { withdrawn, ...standing } = byState;
    const summed = exceptWithdrawn ? standing : { ...standing, withdrawn };
    const sum = state === undefined ? Object.values(summed).reduce(add, NOTHING) : byState[state];
    return { byState, sum };
  }
}

const NOTHING: OrderTotals = { count: 0, amountWon: 0n };
const NOTHING_BY_STATE: Readonly<Record<OrderState, OrderTotals>> = {
  waiting: NOTHING,
  sent: NOTHING,
  collected: NOTHING,
  failed: NOTHING,
  withdrawn: NOTHING,
};

function add(a: OrderTotals, b: OrderTotals): OrderTotals {
  return { count: a.count + b.count, amountWon: a.amountWon + b.amountWon };
}

/** A page of what was read with one row more than it holds. */
export function pageOf(
  found: readonly PlacedOrder[],
  limit: number,
): { rows: OrderRow[]; next?: string } {
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return {
    rows: page.map(({ order }) => order),
    ...(last === undefined ? {} : { next: formatCursor(last.place) }),
  };
}
