import type { RegistrationQuery, RegistrationRowState } from "@maru/debit";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { isUuid } from "../params.ts";
import { choiceIn, dateIn, queryOf, wordIn } from "./list_query.ts";

export const REGISTRATION_STATE_NAMES = [
  "waiting",
  "sent",
  "done",
  "failed",
  "withdrawn",
] as const;
export const REGISTRATION_SORTS = ["requestedAt", "customerNumber", "bank"] as const;
const DIRECTIONS = ["ascending", "descending"] as const;

/** What 계좌신청 is asked for, as its address says it. */
export interface RegistrationFilter {
  readonly contractId: string;
  readonly state: "" | RegistrationRowState;
  readonly bankCode: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
  readonly sort: (typeof REGISTRATION_SORTS)[number];
  readonly direction: (typeof DIRECTIONS)[number];
}

/** Everything, the newest first, unless the address says otherwise. */
export function readRegistrationFilter(c: Context<WebEnv>): RegistrationFilter {
  const contractId = wordIn(c, "contractId");
  return {
    contractId: isUuid(contractId) ? contractId : "",
    state: choiceIn(c, "state", REGISTRATION_STATE_NAMES) ?? "",
    bankCode: wordIn(c, "bankCode"),
    text: wordIn(c, "text"),
    from: dateIn(c, "from") ?? "",
    to: dateIn(c, "to") ?? "",
    sort: choiceIn(c, "sort", REGISTRATION_SORTS) ?? "requestedAt",
    direction: choiceIn(c, "direction", DIRECTIONS) ?? "descending",
  };
}

export function asRegistrationQuery(
  filter: RegistrationFilter,
): Omit<RegistrationQuery, "after" | "limit"> {
  const { contractId, state, bankCode, text, from, to } = filter;
  return {
    ...(contractId ? { contractId } : {}),
    ...(state ? { state } : {}),
    ...(bankCode ? { bankCode } : {}),
    ...(text ? { text } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    sort: filter.sort,
    descending: filter.direction === "descending",
  };
}

export function registrationQuery(
  filter: RegistrationFilter,
  over: Partial<RegistrationFilter> = {},
): string {
  return queryOf({ ...filter, ...over });
}
