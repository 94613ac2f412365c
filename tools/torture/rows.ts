import { sql } from "npm:kysely@0.29.9";
import type { App } from "../../compose.ts";

/** Rows of one statement, read past all faces: the torture looks at the tables themselves. */
export async function rowsOf<Row>(app: App, text: string): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(app.kernel.database.db)).rows;
}
