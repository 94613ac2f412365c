import { csvStream, type SheetColumn, type SheetValue, xlsxStream } from "@maru/spreadsheet";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { attachmentOf } from "../file_response.ts";

export type SheetFormat = "xlsx" | "csv";

const TYPES: Readonly<Record<SheetFormat, string>> = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=UTF-8",
};

/** A table to save, written while it is read: a hundred thousand rows need no more memory than ten. */
export function sheetResponse(
  c: Context<WebEnv>,
  { name, format, columns, rows }: {
    /** Of the sheet and the file, without an ending. */
    readonly name: string;
    readonly format: SheetFormat;
    readonly columns: readonly SheetColumn[];
    readonly rows: AsyncIterable<readonly SheetValue[]>;
  },
): Response {
  const content = format === "xlsx"
    ? xlsxStream({ sheetName: name, columns, rows })
    : csvStream({ columns: columns.map(({ title }) => title), rows: texts(rows) });
  return sheetStream(c, { name, format, content });
}

/** A sheet that is written elsewhere. */
export function sheetStream(
  c: Context<WebEnv>,
  { name, format, content }: {
    readonly name: string;
    readonly format: SheetFormat;
    readonly content: ReadableStream<Uint8Array>;
  },
): Response {
  return c.body(content as ReadableStream<Uint8Array<ArrayBuffer>>, 200, {
    "Content-Type": TYPES[format],
    "Content-Disposition": attachmentOf(`${name}.${format}`),
    "Cache-Control": "private, no-store",
  });
}

async function* texts(rows: AsyncIterable<readonly SheetValue[]>): AsyncGenerator<string[]> {
  for await (const row of rows) yield row.map((value) => value === null ? "" : String(value));
}
