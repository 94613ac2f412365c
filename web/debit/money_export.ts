import { csvStream } from "@maru/spreadsheet";
import type { Context } from "hono";
import type { WebEnv } from "../context.ts";
import { attachmentOf } from "../file_response.ts";

/** Rows as text, for programs. */
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
