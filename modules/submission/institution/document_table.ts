import type { DataShape } from "../tables.ts";

export interface DocumentTable {
  readonly columns: string[];
  readonly rows: string[][];
}

type Fields = Readonly<Record<string, unknown>>;

interface List {
  readonly key: string;
  readonly rows: readonly Fields[];
}

/** The longest text that a cell of a spreadsheet takes (Excel specifications and limits). */
const CELL_LENGTH_MAX = 32_767;
const LIST_HEADING = "구분";
const PAIR_HEADINGS = ["항목", "값"];

/**
 * The data of a document as one table. A document with lists has a line for each of their entries;
 * what is said about the whole document stands behind, in every line, so that lines of several
 * documents can be put together. A document without lists is shown as names and values.
 */
export function documentTable(data: unknown, shape: DataShape): DocumentTable {
  const fields = isFields(data) ? data : {};
  const labels = shape.labels ?? {};
  const headingOf = (key: string) => labels[key] ?? key;
  const lists = listsOf(fields, shape);
  const wholeKeys = inLabelOrder(
    Object.keys(fields).filter((key) => !isList(fields[key])),
    labels,
  );
  if (lists.length === 0) {
    return {
      columns: PAIR_HEADINGS,
      rows: wholeKeys.map((key) => [headingOf(key), cellOf(fields[key])]),
    };
  }
  const entryKeys = inLabelOrder(
    [...new Set(lists.flatMap(({ rows }) => rows.flatMap(Object.keys)))],
    labels,
  );
  const restKeys = wholeKeys.filter((key) => !entryKeys.includes(key));
  const isNamed = lists.length > 1;
  return {
    columns: [...(isNamed ? [LIST_HEADING] : []), ...[...entryKeys, ...restKeys].map(headingOf)],
    rows: lists.flatMap(({ key, rows }) =>
      rows.map((entry) => [
        ...(isNamed ? [headingOf(key)] : []),
        ...entryKeys.map((name) => cellOf(entry[name])),
        ...restKeys.map((name) => cellOf(fields[name])),
      ])
    ),
  };
}

/** The list that the catalogue names, or else all that the document has. */
function listsOf(fields: Fields, { rows: named }: DataShape): List[] {
  const all = Object.entries(fields).flatMap(([key, value]) =>
    isList(value) && value.length > 0 ? [{ key, rows: value }] : []
  );
  return all.some(({ key }) => key === named) ? all.filter(({ key }) => key === named) : all;
}

function inLabelOrder(keys: readonly string[], labels: Fields): string[] {
  const order = Object.keys(labels);
  const placeOf = (key: string) => order.includes(key) ? order.indexOf(key) : order.length;
  return keys.toSorted((left, right) => placeOf(left) - placeOf(right));
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isList(value: unknown): value is readonly Fields[] {
  return Array.isArray(value) && value.every(isFields);
}

function cellOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  return text.slice(0, CELL_LENGTH_MAX);
}
