import type { CashQuery, Page } from "@maru/debit";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import type { TableSort } from "../ui/table.ts";
import { debitPaths } from "./context.ts";

export const CASH_ROWS_MAX = 30;

const SORT_KEYS = ["customerNumber", "month", "outstanding"] as const;
const TEXT_LENGTH_MAX = 60;

/** What the list of failed charges is asked for. */
export function cashListOf(c: Context<WebEnv>): {
  readonly query: CashQuery;
  readonly text: string;
  readonly sort: TableSort;
} {
  const text = (c.req.query("text") ?? "").trim().slice(0, TEXT_LENGTH_MAX);
  const key = SORT_KEYS.find((each) => each === c.req.query("sort")) ?? "month";
  const descending = c.req.query("descending") === "1";
  return {
    text,
    query: { text, sort: key, descending, after: startOf(c), limit: CASH_ROWS_MAX },
    sort: {
      key,
      direction: descending ? "descending" : "ascending",
      keys: SORT_KEYS,
      href: (sort) =>
        `${debitPaths.cash}?${new URLSearchParams({
          text,
          sort: sort.key,
          descending: sort.direction === "descending" ? "1" : "",
        })}`,
    },
  };
}

/** Where the page begins, as the desks count: from nought. */
export function startOf(c: Context<WebEnv>): string {
  const after = c.req.query("after") ?? "0";
  return /^\d{1,9}$/.test(after) ? after : "0";
}

/** Pages of a list that is counted by places. */
export function paginationOf(c: Context<WebEnv>, list: Page<unknown>): PaginationProps {
  const start = Number(startOf(c));
  const hrefAt = (after: number | string): string => {
    const query = new URLSearchParams(c.req.query());
    query.set("after", String(after));
    return `${c.req.path}?${query}`;
  };
  return {
    total: list.total,
    from: start + 1,
    to: start + list.rows.length,
    ...(start > 0 ? { previousHref: hrefAt(Math.max(0, start - CASH_ROWS_MAX)) } : {}),
    ...(list.next === undefined ? {} : { nextHref: hrefAt(list.next) }),
  };
}
