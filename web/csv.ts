import { csvText } from "@maru/kernel";
import type { Context } from "hono";
import type { WebEnv } from "./context.ts";
import { fileResponse } from "./file_response.ts";

/** A table to save, for Korean Excel. */
export function csvResponse(
  c: Context<WebEnv>,
  name: string,
  table: { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] },
): Response {
  return fileResponse(c, {
    bytes: new TextEncoder().encode(csvText(table)),
    name,
    type: "text/csv; charset=UTF-8",
  });
}
