import type { Debit, OrderRow } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { firstOfMonth, monthAfter } from "./date_words.ts";

const ROWS = 8;

/** The newest results, of this month and the last; of one hour's, failures stand first. */
export async function newestResults(
  { orders }: Pick<Debit, "orders">,
  merchantId: string,
  today: BusinessDate,
): Promise<OrderRow[]> {
  const query = {
    from: monthAfter(firstOfMonth(today), -1),
    sort: "debitDate",
    descending: true,
    limit: ROWS,
  } as const;
  const lists = await Promise.all([
    orders.list(merchantId, { ...query, state: "failed" }),
    orders.list(merchantId, { ...query, state: "collected" }),
  ]);
  // The sort keeps the order of what came at one time.
  return lists.flatMap(({ rows }) => rows)
    .sort((a, b) => resultTime(b) - resultTime(a))
    .slice(0, ROWS);
}

function resultTime({ resultedAt }: OrderRow): number {
  return resultedAt?.getTime() ?? 0;
}
