import { csvStream, type SheetTable, xlsxStream } from "@maru/spreadsheet";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { attachmentOf } from "../file_response.ts";

const XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A workbook that is written while it is read. */
export function workbookResponse(
  c: Context<WebEnv>,
  { name, table }: { readonly name: string; readonly table: SheetTable },
): Response {
  return c.body(xlsxStream(table), 200, {
    "Content-Type": XLSX_TYPE,
    "Content-Disposition": attachmentOf(`${name}.xlsx`),
    "Cache-Control": "private, no-store",
  });
}

/** The same rows as text, for programs. */
export function csvFileResponse(
  c: Context<WebEnv>,
  { name, columns, rows }: {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  },
): Response {
  return c.body(csvStream({ columns, rows }), 200, {
    "Content-Type": "text/csv; charset=UTF-8",
    "Content-Disposition": attachmentOf(`${name}.csv`),
    "Cache-Control": "private, no-store",
  });
}
