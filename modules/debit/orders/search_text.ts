import { type RawBuilder, sql } from "kysely";

/** Whether a column in small letters holds a text that a person typed, whatever its case. */
export function containing(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  const escaped = text.trim().toLowerCase().replace(/[\\%_]/g, "\\$&");
  return sql<boolean>`${column} like ${`%${escaped}%`}`;
}
