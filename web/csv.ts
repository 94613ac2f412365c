import { stringify } from "csv-stringify/sync";
import type { Context } from "hono";
import type { WebEnv } from "./context.ts";
import { fileResponse } from "./file_response.ts";

const BYTE_ORDER_MARK = "\ufeff";

/**
 * A table as CSV in UTF-8 with a mark, as Korean Excel wants it. A cell that a spreadsheet would
 * take for a formula is quoted by an apostrophe.
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map((cell) => /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell));
  return BYTE_ORDER_MARK + stringify(safe, { record_delimiter: "windows" });
}

export function csvResponse(
  c: Context<WebEnv>,
  name: string,
  rows: readonly (readonly string[])[],
): Response {
  return fileResponse(c, {
    bytes: new TextEncoder().encode(csvText(rows)),
    name,
    type: "text/csv; charset=UTF-8",
  });
}
