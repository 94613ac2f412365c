import type { BusinessDate } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { isUuid } from "../params.ts";
import type { PaginationProps } from "../ui/pagination.ts";

const TEXT_LENGTH_MAX = 100;
const CURSOR_LENGTH_MAX = 400;
const OFFSET_MAX = 100_000_000;

/** A word of the address, shortened; empty where there is none. */
export function wordIn(c: Context<WebEnv>, name: string): string {
  return (c.req.query(name) ?? "").trim().slice(0, TEXT_LENGTH_MAX);
}

/** A date of the address, or undefined where it is none that exists. */
export function dateIn(c: Context<WebEnv>, name: string): BusinessDate | undefined {
  return asDate(wordIn(c, name));
}

export function asDate(text: string): BusinessDate | undefined {
  if (!/^20\d\d-\d\d-\d\d$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== text ? undefined : text;
}

/** One of the words, or undefined. */
export function choiceIn<Word extends string>(
  c: Context<WebEnv>,
  name: string,
  words: readonly Word[],
): Word | undefined {
  const sent = wordIn(c, name);
  return words.find((word) => word === sent);
}

/** The identifiers that were ticked; what is none is left out. */
export function idsIn(values: readonly string[] | undefined): string[] {
  return [...new Set((values ?? []).filter(isUuid))];
}

/** Where a list goes on, and how many rows went before. */
export interface Place {
  readonly after?: string;
  readonly offset: number;
}

export function placeIn(c: Context<WebEnv>): Place {
  const after = (c.req.query("after") ?? "").slice(0, CURSOR_LENGTH_MAX);
  const offset = Math.trunc(Number(c.req.query("offset") ?? "0"));
  if (after === "" || !(offset > 0 && offset < OFFSET_MAX)) return { offset: 0 };
  return { after, offset };
}

/** Filled fields as an address' query. */
export function queryOf(fields: Readonly<Record<string, string | undefined>>): string {
  const filled = Object.entries(fields)
    .filter((entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== "");
  return new URLSearchParams(filled).toString();
}

/** 1–20 of 412, with ways to the first page and to the next one. */
export function paginationOf(
  { path, query, place, page }: {
    readonly path: string;
    /** Without the place. */
    readonly query: string;
    readonly place: Place;
    readonly page: { readonly rows: readonly unknown[]; readonly next?: string; total: number };
  },
): PaginationProps {
  const to = place.offset + page.rows.length;
  const join = query === "" ? "" : `${query}&`;
  return {
    total: page.total,
    from: page.rows.length === 0 ? 0 : place.offset + 1,
    to,
    previousHref: place.offset > 0 ? `${path}?${query}` : undefined,
    nextHref: page.next === undefined
      ? undefined
      : `${path}?${join}${queryOf({ after: page.next, offset: String(to) })}`,
  };
}
