/**
 * Every row of every table as text, by the embedded database's own engine.
 *
 * @module
 */
import { PGlite } from "@electric-sql/pglite";

export interface Dump {
  readonly tableCount: number;
  readonly rowCount: number;
}

/** Writes `schema.table: {row as JSON}` lines; bytes come out as hexadecimal. */
export async function dumpDatabase(directory: string, to: string): Promise<Dump> {
  const database = await PGlite.create({ dataDir: directory });
  using file = await Deno.open(to, { create: true, write: true, truncate: true });
  try {
    const { rows: tables } = await database.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    );
    let rowCount = 0;
    for (const { name } of tables) {
      const { rows } = await database.query<{ row: string }>(
        `select row_to_json(t)::text as row from ${name} t`,
      );
      rowCount += rows.length;
      const text = rows.map(({ row }) => `${name}: ${row}\n`).join("");
      await writeAll(file, new TextEncoder().encode(text));
    }
    return { tableCount: tables.length, rowCount };
  } finally {
    await database.close();
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  for (let written = 0; written < bytes.length;) {
    written += await file.write(bytes.subarray(written));
  }
}
