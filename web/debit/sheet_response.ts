import { csvStream, type SheetColumn, type SheetValue, xlsxStream } from "@maru/spreadsheet";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { begunStream } from "../begun_stream.ts";
import { attachmentOf } from "../file_response.ts";
import type { SheetFormat } from "./collection_paths.ts";

const TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=UTF-8",
};

/** Of the format (ECMA-376, sheet names of spreadsheet programs). */
const SHEET_NAME_LENGTH_MAX = 31;

/** A table to save, written row by row as it is read. @throws what reading the first row does */
export async function sheetResponse(
  c: Context<WebEnv>,
  table: {
    readonly format: SheetFormat;
    /** Of the file, without its ending, and of the sheet. */
    readonly name: string;
    readonly columns: readonly SheetColumn[];
    readonly rows: AsyncIterable<readonly SheetValue[]> | Iterable<readonly SheetValue[]>;
  },
): Promise<Response> {
  const { format, name, columns, rows } = table;
  const sheetName = name.slice(0, SHEET_NAME_LENGTH_MAX);
  const titles = columns.map(({ title }) => title);
  const body = await begunStream(
    c,
    rows,
    (begun) =>
      format === "xlsx"
        ? xlsxStream({ sheetName, columns, rows: begun })
        : csvStream({ columns: titles, rows: texts(begun) }),
  );
  return c.body(body, 200, {
    "Content-Type": TYPES[format],
    "Content-Disposition": attachmentOf(`${name}.${format}`),
    "Cache-Control": "private, no-store",
  });
}

async function* texts(
  rows: AsyncIterable<readonly SheetValue[]>,
): AsyncGenerator<readonly string[]> {
  for await (const row of rows) yield row.map((value) => value === null ? "" : String(value));
}

/** The rows of a stream as cells. */
export async function* cellsOf<Row>(
  rows: AsyncIterable<Row>,
  cells: (row: Row) => readonly SheetValue[],
): AsyncGenerator<readonly SheetValue[]> {
  for await (const row of rows) yield cells(row);
}
