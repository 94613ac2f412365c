import type { OrderQuery, OrderState } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { isUuid } from "../params.ts";
import { firstOfMonth } from "./date_words.ts";
import { choiceIn, dateIn, queryOf, wordIn } from "./list_query.ts";

export const RESULT_STATES = ["waiting", "sent", "collected", "failed", "withdrawn"] as const;
export const RESULT_SORTS = ["debitDate", "customerNumber", "customerName", "amount"] as const;
const KINDS = ["regular", "retry"] as const;
const DIRECTIONS = ["ascending", "descending"] as const;

/** What 이체의뢰결과 is asked for, as its address says it. */
export interface ResultFilter {
  readonly contractId: string;
  readonly itemCode: string;
  readonly bankCode: string;
  readonly grade: string;
  readonly kind: "" | "regular" | "retry";
  readonly state: "" | OrderState;
  readonly text: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly sort: (typeof RESULT_SORTS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
}

/** The first of this month until today unless the address says otherwise, the newest debits first. */
export function readResultFilter(c: Context<WebEnv>, today: BusinessDate): ResultFilter {
  const contractId = wordIn(c, "contractId");
  return {
    contractId: isUuid(contractId) ? contractId : "",
    itemCode: wordIn(c, "itemCode"),
    bankCode: wordIn(c, "bankCode"),
    grade: wordIn(c, "grade"),
    kind: choiceIn(c, "kind", KINDS) ?? "",
    state: choiceIn(c, "state", RESULT_STATES) ?? "",
    text: wordIn(c, "text"),
    from: dateIn(c, "from") ?? firstOfMonth(today),
    to: dateIn(c, "to") ?? today,
    sort: choiceIn(c, "sort", RESULT_SORTS) ?? "debitDate",
    direction: choiceIn(c, "direction", DIRECTIONS) ?? "descending",
  };
}

export function asOrderQuery(filter: ResultFilter): Omit<OrderQuery, "after" | "limit"> {
  const { contractId, itemCode, bankCode, grade, kind, state, text } = filter;
  return {
    ...(contractId ? { contractId } : {}),
    ...(itemCode ? { itemCode } : {}),
    ...(bankCode ? { bankCode } : {}),
    ...(grade ? { grade } : {}),
    ...(kind ? { kind } : {}),
    // What was taken back was never asked of a bank: it is no part of the whole, and has its own list.
    ...(state ? { state } : { exceptWithdrawn: true }),
    ...(text ? { text } : {}),
    from: filter.from,
    to: filter.to,
    sort: filter.sort,
    descending: filter.direction === "descending",
  };
}

export function resultQuery(filter: ResultFilter, over: Partial<ResultFilter> = {}): string {
  return queryOf({ ...filter, ...over });
}
