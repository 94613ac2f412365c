import { type Kysely, type RawBuilder, sql } from "kysely";
import type { OrderQuery } from "../order_desk.ts";
import { customersOf, selectionOf } from "./order_filter.ts";
import { type PlacedOrder, readOrders } from "./order_rows.ts";
import { type CustomerSort, type OrderSort, sortOf } from "./order_sort.ts";

/** Customers that are looked at first, and how many more each time their orders do not fill a page. */
const CUSTOMERS_AT_FIRST = 200;
const GROWTH = 4;

/** The orders of a query from its cursor on, in its order, up to its limit. */
export async function placedOrders(
  db: Kysely<unknown>,
  merchantId: string,
  query: OrderQuery,
): Promise<PlacedOrder[]> {
  const sort = sortOf(query);
  if (sort.customers === undefined) {
    return await readOrders(db, named(merchantId, query, { sort, limit: query.limit }));
  }
  return await fromCustomers(db, merchantId, { query, sort, customers: sort.customers });
}

/**
 * Sorted by customers: a stretch of them at a time, until their orders fill the page. To sort all
 * orders by what stands at their customers would look at every one of them.
 */
async function fromCustomers(
  db: Kysely<unknown>,
  merchantId: string,
  { query, sort, customers }: { query: OrderQuery; sort: OrderSort; customers: CustomerSort },
): Promise<PlacedOrder[]> {
  const { column, descending } = customers;
  const found: PlacedOrder[] = [];
  let from = customers.from;
  for (let count = CUSTOMERS_AT_FIRST;; count *= GROWTH) {
    const begin = from === undefined
      ? sql`true`
      : sql`${column} ${descending ? sql`<=` : sql`>=`} ${from}`;
    const end = await valueAfter(db, merchantId, { query, customers, begin, count });
    const stretch = end === undefined
      ? begin
      : sql`${begin} and ${column} ${descending ? sql`>` : sql`<`} ${end}`;
    const limit = query.limit - found.length;
    found.push(...await readOrders(db, named(merchantId, query, { sort, limit, stretch })));
    if (end === undefined || found.length >= query.limit) return found;
    from = end;
  }
}

/** The value that the customer after so many has: namesakes stay together. */
async function valueAfter(
  db: Kysely<unknown>,
  merchantId: string,
  { query, customers, begin, count }: {
    query: OrderQuery;
    customers: CustomerSort;
    begin: RawBuilder<unknown>;
    count: number;
  },
): Promise<string | undefined> {
  const { column, descending } = customers;
  const { rows: [row] } = await sql<{ value: string }>`
    select ${column} as value from (${customersOf(merchantId, query, begin)}) c
    order by ${column} ${descending ? sql`desc` : sql`asc`} offset ${count} limit 1`.execute(db);
  return row?.value;
}

/** The ids of a page, before anything is looked up for them. */
function named(
  merchantId: string,
  query: OrderQuery,
  { sort, limit, stretch }: { sort: OrderSort; limit: number; stretch?: RawBuilder<unknown> },
): RawBuilder<unknown> {
  const { from, where } = selectionOf(merchantId, query, stretch);
  return sql`
    select o.merchant_id, o.id, ${sort.value} as place_value
    from ${from} where ${where} and ${sort.condition}
    order by ${sort.orderBy} limit ${limit}`;
}
