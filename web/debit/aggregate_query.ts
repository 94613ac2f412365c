import { AGGREGATE_KEYS, type AggregateKey, type AggregateQuery, AGGREGATES } from "@maru/debit";
import type { Kernel } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { isUuid } from "../params.ts";
import { periodOf } from "./money_period.ts";

/** What the address asks for. @throws {PageNotFoundError} there is no such aggregate */
export function aggregateQueryOf(kernel: Kernel, c: Context<WebEnv>): AggregateQuery {
  const aggregate = AGGREGATES.find((each) => each === c.req.param("name"));
  if (aggregate === undefined) throw new PageNotFoundError();
  const { from, to } = periodOf(kernel, c);
  const contractId = c.req.query("contract") ?? "";
  return {
    aggregate,
    key: AGGREGATE_KEYS.find((each) => each === c.req.query("key")) ?? "item",
    from,
    to,
    ...(isUuid(contractId) ? { contractId } : {}),
  };
}

/** The same question as part of an address. */
export function queryText(
  { key, from, to, contractId }: {
    readonly key: AggregateKey;
    readonly from: string;
    readonly to: string;
    readonly contractId?: string;
  },
  more: Readonly<Record<string, string>> = {},
): string {
  const parts = new URLSearchParams({ key, from, to, ...more });
  if (contractId !== undefined) parts.set("contract", contractId);
  return String(parts);
}
