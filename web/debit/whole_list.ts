/**
 * Lists that are read whole: one description of the columns shows them, orders them, cuts them into
 * pages and saves them.
 *
 * @module
 */
import type { SheetColumnKind, SheetValue } from "@maru/spreadsheet";
import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type Html, type Markup } from "../html.ts";
import type { EmptyStateProps } from "../ui/empty_state.ts";
import type { PaginationProps } from "../ui/pagination.ts";
import { type Column, Table, type TableProps, type TableSort } from "../ui/table.ts";
import { SHEET_FORMATS } from "./collection_paths.ts";
import { cellsOf, sheetResponse } from "./sheet_response.ts";
import { sheetLinks } from "./sheet_links.ts";

const PAGE_ROWS = 50;
const DIRECTIONS = ["ascending", "descending"] as const;

export interface ListColumn<Row> extends Column<Row> {
  /** What the column is ordered by and saved as; a column without it is shown alone. */
  readonly value?: (row: Row) => SheetValue;
  readonly kind?: SheetColumnKind;
}

/** What the address asks of a list: its order and its page, beside the page's own fields. */
export interface ListPlace {
  readonly path: string;
  readonly query: URLSearchParams;
}

export function listPlace(c: Context<WebEnv>): ListPlace {
  return { path: c.req.path, query: new URLSearchParams(c.req.query()) };
}

export interface WholeListProps<Row> {
  readonly caption: string;
  readonly title?: Html;
  readonly columns: readonly ListColumn<Row>[];
  readonly rows: readonly Row[];
  readonly place: ListPlace;
  /** Where {@linkcode exportRoutes} serves the same list; a list without it is not saved. */
  readonly exportPath?: string;
  readonly empty: EmptyStateProps;
  readonly filters?: Html;
}

/** The table of a list that is read whole, in the order and on the page that the address names. */
export function WholeList<Row>(props: WholeListProps<Row>): Markup {
  const { columns, place, exportPath, rows, ...table } = props;
  const sort = sortOf(columns, place);
  const start = startOf(place, rows.length);
  const shown = ordered(rows, columns, place).slice(start, start + PAGE_ROWS);
  const optional: Pick<TableProps<Row>, "exports" | "sort" | "pagination"> = {
    ...(exportPath === undefined ? {} : { exports: exportsOf(exportPath, place) }),
    ...(sort === undefined || rows.length < 2 ? {} : { sort }),
    ...(rows.length === 0
      ? {}
      : { pagination: paginationOf({ place, start, total: rows.length }) }),
  };
  return Table({ ...table, columns, rows: shown, ...optional });
}

export interface SavedList<Row> {
  /** Of the file and of the sheet. */
  readonly name: string;
  readonly columns: readonly ListColumn<Row>[];
  /** A stream is saved as it comes. */
  readonly rows: readonly Row[] | AsyncIterable<Row>;
}

/** Serves a list at `PATH.xlsx` and `PATH.csv`, in the order that is shown. */
export function exportRoutes<Row>(
  routes: Hono<WebEnv>,
  path: string,
  read: (c: Context<WebEnv>) => Promise<SavedList<Row>>,
): void {
  for (const format of SHEET_FORMATS) {
    routes.get(`${path}.${format}`, async (c) => {
      const { name, columns, rows } = await read(c);
      const saved = columns.filter(({ value }) => value !== undefined);
      return await sheetResponse(c, {
        format,
        name,
        columns: saved.map(({ title, kind }) => ({ title, kind: kind ?? "text" })),
        rows: cellsOf(
          streamed(rows, columns, listPlace(c)),
          (row) => saved.map(({ value }) => value?.(row) ?? null),
        ),
      });
    });
  }
}

async function* streamed<Row>(
  rows: readonly Row[] | AsyncIterable<Row>,
  columns: readonly ListColumn<Row>[],
  place: ListPlace,
): AsyncGenerator<Row> {
  yield* Array.isArray(rows) ? ordered(rows as readonly Row[], columns, place) : rows;
}

function ordered<Row>(
  rows: readonly Row[],
  columns: readonly ListColumn<Row>[],
  { query }: ListPlace,
): readonly Row[] {
  const value = columns.find(({ key }) => key === query.get("sort"))?.value;
  if (value === undefined) return rows;
  const sign = query.get("direction") === "descending" ? -1 : 1;
  return rows.toSorted((left, right) => sign * compared(value(left), value(right)));
}

/** What is empty comes first; words go by the Korean alphabet. */
function compared(left: SheetValue, right: SheetValue): number {
  if (left === right) return 0;
  if (left === null || right === null) return left === null ? -1 : 1;
  if (typeof left === "string" || typeof right === "string") {
    return KOREAN.compare(String(left), String(right));
  }
  return left < right ? -1 : 1;
}

const KOREAN = new Intl.Collator("ko", { numeric: true });

function sortOf<Row>(
  columns: readonly ListColumn<Row>[],
  { path, query }: ListPlace,
): TableSort | undefined {
  const keys = columns.filter(({ value }) => value !== undefined).map(({ key }) => key);
  if (keys.length === 0) return undefined;
  return {
    key: query.get("sort") ?? "",
    direction: DIRECTIONS.find((each) => each === query.get("direction")) ?? "ascending",
    keys,
    href: ({ key, direction }) =>
      `${path}?${changed(query, { sort: key, direction, start: undefined })}`,
  };
}

function startOf({ query }: ListPlace, total: number): number {
  const start = Number(query.get("start") ?? "0");
  return Number.isInteger(start) && start > 0 && start < total ? start : 0;
}

function paginationOf(
  { place: { path, query }, start, total }: {
    readonly place: ListPlace;
    readonly start: number;
    readonly total: number;
  },
): PaginationProps {
  const to = Math.min(start + PAGE_ROWS, total);
  const at = (place: number) =>
    `${path}?${changed(query, { start: place > 0 ? String(place) : undefined })}`;
  return {
    total,
    from: start + 1,
    to,
    previousHref: start > 0 ? at(Math.max(0, start - PAGE_ROWS)) : undefined,
    nextHref: to < total ? at(to) : undefined,
  };
}

/** Links to what {@linkcode exportRoutes} serves, as this page is filtered and ordered. */
export function exportsOf(path: string, { query }: ListPlace): TableProps<never>["exports"] {
  const text = String(changed(query, { start: undefined, after: undefined, offset: undefined }));
  return sheetLinks((format) => `${path}.${format}${text === "" ? "" : `?${text}`}`);
}

function changed(
  query: URLSearchParams,
  changes: Readonly<Record<string, string | undefined>>,
): URLSearchParams {
  const next = new URLSearchParams(query);
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) next.delete(name);
    else next.set(name, value);
  }
  return next;
}
