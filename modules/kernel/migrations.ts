import type { OpenDatabase, ScriptSession } from "./database.ts";
import { messageOf } from "./errors.ts";

/** A migration as it lies in the folder. */
export interface Migration {
  /** File name, `NNNN_module_what.sql`. */
  readonly name: string;
  readonly sha256: string;
  readonly text: string;
}

/** A migration that was applied has been edited since, or is gone. */
export class MigrationChangedError extends Error {
  override name = "MigrationChangedError";
  constructor(readonly migration: string, what: string) {
    super(`Cannot migrate: "${migration}" ${what}; migrations only ever go forward`);
  }
}

const MIGRATIONS = new URL("../../migrations/", import.meta.url);
const NAME = /^\d{4}_[a-z0-9_]+\.sql$/;

/**
 * Applies what is missing, each file in a transaction of its own, one process at a time.
 *
 * @param given all migrations, applied or not; by default those of the repository
 * @returns the names of the migrations that were applied now
 * @throws {MigrationChangedError} an applied file has changed
 */
export async function migrate(
  database: OpenDatabase,
  given?: readonly Migration[],
): Promise<string[]> {
  const migrations = given ?? await readMigrations();
  return await database.exclusive(async (session) => {
    await session.script(RECORD_SQL);
    const missing = missingOf(migrations, await appliedIn(session));
    for (const migration of missing) await apply(session, migration);
    return missing.map((migration) => migration.name);
  });
}

/**
 * The names of the migrations that the database still lacks.
 *
 * @throws {MigrationChangedError} an applied file has changed
 */
export async function pendingMigrations(
  database: OpenDatabase,
  given?: readonly Migration[],
): Promise<string[]> {
  const migrations = given ?? await readMigrations();
  return await database.exclusive(async (session) => {
    const [record] = await session.query("select to_regclass('kernel.migration') as name");
    const applied = record?.name == null ? new Map<string, string>() : await appliedIn(session);
    return missingOf(migrations, applied).map((migration) => migration.name);
  });
}

/**
 * All migrations of a folder in the order of their names.
 *
 * @throws {TypeError} a file has another name than a migration
 */
export async function readMigrations(folder: URL = MIGRATIONS): Promise<Migration[]> {
  const names: string[] = [];
  for await (const entry of Deno.readDir(folder)) {
    if (!entry.isFile || !entry.name.endsWith(".sql")) continue;
    if (!NAME.test(entry.name)) {
      throw new TypeError(`Cannot read migration "${entry.name}": want NNNN_module_what.sql`);
    }
    names.push(entry.name);
  }
  return await Promise.all(
    names.sort().map(async (name) => {
      const text = await Deno.readTextFile(new URL(name, folder));
      return { name, text, sha256: await sha256(text) };
    }),
  );
}

/** Made by the migrator, since it must know of the first migration too. */
const RECORD_SQL = `
  CREATE SCHEMA IF NOT EXISTS kernel;
  CREATE TABLE IF NOT EXISTS kernel.migration (
    name text PRIMARY KEY,
    sha256 text NOT NULL,
    applied_at timestamptz NOT NULL DEFAULT now()
  );
`;

async function appliedIn(session: ScriptSession): Promise<Map<string, string>> {
  const rows = await session.query("select name, sha256 from kernel.migration");
  return new Map(rows.map((row) => [String(row.name), String(row.sha256)]));
}

function missingOf(migrations: readonly Migration[], applied: Map<string, string>): Migration[] {
  const known = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const [name, hash] of applied) {
    const migration = known.get(name);
    if (migration === undefined) throw new MigrationChangedError(name, "was applied but is gone");
    if (migration.sha256 !== hash) throw new MigrationChangedError(name, "changed after it ran");
  }
  return migrations.filter((migration) => !applied.has(migration.name));
}

async function apply(session: ScriptSession, migration: Migration): Promise<void> {
  try {
    await session.script(
      `${migration.text}\n;\ninsert into kernel.migration (name, sha256) ` +
        `values ('${migration.name}', '${migration.sha256}');`,
    );
  } catch (error) {
    throw new Error(`Cannot apply migration "${migration.name}": ${messageOf(error)}`, {
      cause: error,
    });
  }
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
