import type { CandidateFilter } from "@maru/debit";
import { idsIn } from "./list_query.ts";
import { TICKS_MAX } from "./request_ticks.ts";

/** Of the list of 이체의뢰: what was ticked, all but that, or all. */
export const REQUEST_SCOPES = ["ticked", "rest", "all"] as const;
export type RequestScope = (typeof REQUEST_SCOPES)[number];

export interface ScopedTicks {
  readonly scope: RequestScope;
  readonly ids: readonly string[];
}

export function scopedTicks(
  scope: RequestScope,
  values: readonly string[] | undefined,
): ScopedTicks {
  return { scope, ids: scope === "all" ? [] : idsIn(values) };
}

/** Why it cannot be asked for, as the list says it; undefined where nothing stands against it. */
export function tickFault({ scope, ids }: ScopedTicks): "unticked" | "tooMany" | undefined {
  if (scope === "all") return undefined;
  if (ids.length === 0) return "unticked";
  return ids.length > TICKS_MAX ? "tooMany" : undefined;
}

/** What the list is narrowed to. */
export function scopeFilter(
  { scope, ids }: ScopedTicks,
): Pick<CandidateFilter, "instructionIds" | "exceptInstructionIds"> {
  if (scope === "all") return {};
  return scope === "rest" ? { exceptInstructionIds: ids } : { instructionIds: ids };
}
