import {
  type ParserOptions,
  PGlite,
  type PGliteInterface,
  type PGliteOptions,
  types,
} from "@electric-sql/pglite";
import { type Driver, Kysely, PGliteDialect } from "kysely";
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

export interface PgliteDatabaseOptions {
  /** Where the data lies. Without it the database lives in memory. */
  readonly directory?: string;
  /** Handed to PGlite as they are; tests begin from files that they keep. */
  readonly engine?: PGliteOptions;
}

/**
 * Opens the embedded database. It has one connection and belongs to one process, which a lock file
 * beside the data makes sure of.
 *
 * @throws {DatabaseInUseError} another process has it open
 */
export async function openPglite(
  options: PgliteDatabaseOptions,
): Promise<OpenDatabase & { pglite: PGlite }> {
  const lock = options.directory === undefined ? undefined : await lockBeside(options.directory);
  try {
    const pglite = await PGlite.create({
      ...options.engine,
      dataDir: options.directory,
      parsers: PARSERS,
    });
    const takeBreath = createBreath();
    const db = new Kysely<unknown>({ dialect: new BreathingDialect({ pglite }, takeBreath) });
    return {
      kind: "pglite",
      db,
      read: db,
      pglite,
      exclusive: (work) => work(scriptSession(pglite)),
      bossOptions: () => ({
        db: fromPglite(bossHandle(pglite, takeBreath)),
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

/** So long the embedded database may work before timers and sockets have their turn. */
const BREATH_EVERY_MS = 20;

/**
 * The embedded database answers without ever waiting for anything outside of the process. A job of many
 * transactions would go on for minutes in which no request is read and no timer fires, so whoever asks
 * next waits now and then for one turn of the event loop.
 */
function createBreath(): () => Promise<void> {
  let lastMs = performance.now();
  let breath: Promise<void> | undefined;
  return async () => {
    if (performance.now() - lastMs < BREATH_EVERY_MS) return;
    breath ??= new Promise<void>((resolve) => setTimeout(resolve, 0)).then(() => {
      lastMs = performance.now();
      breath = undefined;
    });
    await breath;
  };
}

class BreathingDialect extends PGliteDialect {
  constructor(
    config: ConstructorParameters<typeof PGliteDialect>[0],
    private readonly takeBreath: () => Promise<void>,
  ) {
    super(config);
  }

  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquireConnection = driver.acquireConnection.bind(driver);
    // Never within a transaction: it has its connection already.
    driver.acquireConnection = async (options) => {
      await this.takeBreath();
      return await acquireConnection(options);
    };
    return driver;
  }
}

/** As on PostgreSQL: int8 is a bigint, a date is text (as a Date it would shift under Asia/Seoul). */
const PARSERS: ParserOptions = {
  [types.INT8]: (text: string) => BigInt(text),
  [types.DATE]: (text: string) => text,
};

/** pg-boss counts in plain numbers, so it reads through parsers of its own. */
const BOSS_PARSERS: ParserOptions = { [types.INT8]: Number };

function bossHandle(pglite: PGliteInterface, takeBreath: () => Promise<void>) {
  return {
    async query<T>(text: string, values?: unknown[]) {
      await takeBreath();
      return await pglite.query<T>(text, values, { parsers: BOSS_PARSERS });
    },
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
