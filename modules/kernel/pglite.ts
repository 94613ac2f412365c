import { type ParserOptions, PGlite, type PGliteInterface, types } from "@electric-sql/pglite";
import { Kysely, PGliteDialect } from "kysely";
import { fromPglite } from "pg-boss";
import type { OpenDatabase, ScriptSession } from "./database.ts";

/** Another process holds the embedded database. */
export class DatabaseInUseError extends Error {
  override name = "DatabaseInUseError";
  constructor(readonly directory: string) {
    super(
      `Cannot open the embedded database: another process is using "${directory}"; ` +
        "stop it or set DATABASE_URL",
    );
  }
}

export interface PgliteOptions {
  /** Where the data lies. Without it the database lives in memory. */
  readonly directory?: string;
  /** A tar made by `dumpDataDir`, with which an empty database begins. */
  readonly snapshot?: Blob;
}

/**
 * Opens the embedded database. It has one connection and belongs to one process, which a lock file
 * beside the data makes sure of.
 *
 * @throws {DatabaseInUseError} another process has it open
 */
export async function openPglite(
  options: PgliteOptions,
): Promise<OpenDatabase & { pglite: PGlite }> {
  const lock = options.directory === undefined ? undefined : await lockBeside(options.directory);
  try {
    const pglite = await PGlite.create({
      dataDir: options.directory,
      loadDataDir: options.snapshot,
      parsers: PARSERS,
    });
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite }) });
    return {
      kind: "pglite",
      db,
      read: db,
      pglite,
      exclusive: (work) => work(scriptSession(pglite)),
      bossOptions: () => ({
        db: fromPglite(bossHandle(pglite)),
        backend: "pglite",
        reindex: false,
      }),
      async close() {
        await db.destroy();
        if (!pglite.closed) await pglite.close();
        lock?.close();
      },
    };
  } catch (error) {
    lock?.close();
    throw error;
  }
}

/** As on PostgreSQL: int8 is a bigint, a date is text (as a Date it would shift under Asia/Seoul). */
const PARSERS: ParserOptions = {
  [types.INT8]: (text: string) => BigInt(text),
  [types.DATE]: (text: string) => text,
};

/** pg-boss counts in plain numbers, so it reads through parsers of its own. */
const BOSS_PARSERS: ParserOptions = { [types.INT8]: Number };

function bossHandle(pglite: PGliteInterface) {
  return {
    query: <T>(text: string, values?: unknown[]) =>
      pglite.query<T>(text, values, { parsers: BOSS_PARSERS }),
    exec: (text: string) => pglite.exec(text, { parsers: BOSS_PARSERS }),
  };
}

function scriptSession(pglite: PGliteInterface): ScriptSession {
  return {
    query: async (text) => (await pglite.query<Record<string, unknown>>(text)).rows,
    script: async (text) => {
      await pglite.transaction(async (tx) => {
        await tx.exec(text);
      });
    },
  };
}

async function lockBeside(directory: string): Promise<Deno.FsFile> {
  await Deno.mkdir(directory, { recursive: true });
  const file = await Deno.open(`${directory}.lock`, { create: true, write: true });
  if (await file.tryLock(true)) return file;
  file.close();
  throw new DatabaseInUseError(directory);
}
