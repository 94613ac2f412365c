import { sql } from "kysely";
import type { Kernel } from "./kernel.ts";

/** A line for all that each of the tables holds: two that are the same hold the same. */
export async function tableDigests(kernel: Kernel, tables: readonly string[]): Promise<string> {
  const digests = tables.map((table) =>
    sql`select ${table} as name, md5(string_agg(t::text, chr(10) order by t::text collate "C"))
      as digest from ${sql.table(table)} t`
  );
  const { rows } = await sql<{ name: string; digest: string | null }>`
    ${sql.join(digests, sql` union all `)}`.execute(kernel.database.db);
  return rows.map(({ name, digest }) => `${name} ${digest}`).join("\n");
}
