import type { HoursMode } from "../agencies/mod.ts";
import { type AgencyCode, isAgencyCode } from "../agencies/product.ts";

export function isHoursMode(value: unknown): value is HoursMode {
  return value === "always" || value === "real";
}

/** Which logins a person's own login at an agency ends; nothing given means all. */
export function loginSelection(
  input: Readonly<Record<string, unknown>>,
): { agency?: AgencyCode; account?: string } {
  const { agency, account } = input;
  return {
    ...(typeof agency === "string" && isAgencyCode(agency) ? { agency } : {}),
    ...(typeof account === "string" && account !== "" ? { account } : {}),
  };
}
