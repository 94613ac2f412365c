import type { CustomerQuery, CustomerSortKey, RegistrationState } from "@maru/debit";
import type { Context } from "hono";
import { isUuid } from "../params.ts";
import { REGISTRATION_OPTIONS } from "./customer_words.ts";

/** The list's filters and order, as they stand in its address. */
export interface CustomerFilter {
  readonly text: string;
  readonly contract: string;
  readonly grade: string;
  readonly item: string;
  readonly bank: string;
  readonly registration: string;
  readonly state: string;
  readonly sort: CustomerSortKey;
  readonly descending: boolean;
}

export const SORT_KEYS = ["number", "name", "grade", "joinedOn", "createdAt"] as const;
const WORD_LENGTH_MAX = 60;

/** What an address asks for; words that mean nothing are as if they were not there. */
export function readCustomerFilter(c: Context): CustomerFilter {
  const word = (name: string) => (c.req.query(name) ?? "").trim().slice(0, WORD_LENGTH_MAX);
  const oneOf = (name: string, known: readonly string[]) =>
    known.includes(word(name)) ? word(name) : "";
  return {
    text: word("text"),
    contract: isUuid(word("contract")) ? word("contract") : "",
    grade: word("grade"),
    item: word("item"),
    bank: /^\d{3}$/.test(word("bank")) ? word("bank") : "",
    registration: oneOf("registration", REGISTRATION_OPTIONS.map(({ value }) => value)),
    state: oneOf("state", ["ended", "all"]),
    sort: SORT_KEYS.find((key) => key === word("sort")) ?? "number",
    descending: word("order") === "descending",
  };
}

/** For the desk. Customers that have ended are shown only when asked for. */
export function asCustomerQuery(filter: CustomerFilter): Omit<CustomerQuery, "after" | "limit"> {
  return {
    sort: filter.sort,
    descending: filter.descending,
    ...(filter.text ? { text: filter.text } : {}),
    ...(filter.contract ? { contractId: filter.contract } : {}),
    ...(filter.grade ? { grade: filter.grade } : {}),
    ...(filter.item ? { itemCode: filter.item } : {}),
    ...(filter.bank ? { bankCode: filter.bank } : {}),
    ...(filter.registration ? { registrationState: filter.registration as RegistrationState } : {}),
    ...(filter.state === "all" ? {} : { state: filter.state === "ended" ? "ended" : "active" }),
  };
}

/** The address of a list with this filter; what is usual is left out. */
export function customerHref(
  path: string,
  filter: CustomerFilter,
  more: Readonly<Record<string, string>> = {},
): string {
  const { sort, descending, ...words } = filter;
  const entries = Object.entries({
    ...words,
    sort: sort === "number" ? "" : sort,
    order: descending ? "descending" : "",
    ...more,
  }).filter(([, value]) => value !== "");
  const query = new URLSearchParams(entries).toString();
  return query === "" ? path : `${path}?${query}`;
}
