import pg from "pg";
import { Kysely, PostgresDialect } from "kysely";
import { ConnectionWork, copyIn } from "./copy_in.ts";
import { copyOut } from "./copy_out.ts";
import type { OpenDatabase, ScriptSession } from "./database.ts";

/** Any fixed number: whoever holds this advisory lock migrates. */
const MIGRATION_LOCK = 7_203_817;
/** 57P03 the server starts up, 57P01 it goes down, 53300 it is full. */
const PASSING_CODES = new Set([
  "57P03",
  "57P01",
  "53300",
  "ECONNREFUSED",
  "ECONNRESET",
  "ETIMEDOUT",
]);
const CONNECT_DELAY_MAX_MS = 2_000;

export interface PostgresOptions {
  readonly url: string;
  /** A replica for reports and exports; empty or left out, they read from `url` too. */
  readonly readUrl?: string;
  readonly poolSizeMax: number;
  /** How long the start waits for a server that is not up yet. */
  readonly connectTimeoutMs: number;
  readonly statementTimeoutMs: number;
  /** Called when an idle connection breaks; the pool replaces it. */
  onConnectionLost(error: Error): void;
}

/**
 * Opens a pool on PostgreSQL ≥ 15 and waits until the server answers.
 *
 * @throws {Error} of the driver, when the server refuses or stays away
 */
export async function openPostgres(options: PostgresOptions): Promise<OpenDatabase> {
  const pool = newPool(options.url, options);
  const readPool = options.readUrl ? newPool(options.readUrl, options) : undefined;
  try {
    await waitUntilUp(pool, options.connectTimeoutMs);
    // Without its replica the process has all its work to do but reports.
    await readPool?.query("select 1").catch(options.onConnectionLost);
  } catch (error) {
    await Promise.all([pool.end(), readPool?.end()]);
    throw error;
  }
  const db = handleOf(pool);
  const read = readPool === undefined ? db : handleOf(readPool);
  return {
    kind: "postgres",
    db,
    read,
    copy: {
      in: copyIn,
      out: (statementSql, { from = "primary" } = {}) =>
        copyOut(from === "read" ? readPool ?? pool : pool, statementSql),
    },
    exclusive: (work) => runExclusive(pool, work),
    bossOptions: () => ({
      connectionString: options.url,
      application_name: "maru jobs",
      max: Math.max(2, Math.ceil(options.poolSizeMax / 3)),
    }),
    async close() {
      await db.destroy();
      if (read !== db) await read.destroy();
      // A handle that was never used has not taken its pool over.
      for (const each of [pool, readPool]) if (each?.ended === false) await each.end();
    },
  };
}

function newPool(url: string, options: PostgresOptions): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.poolSizeMax,
    application_name: "maru",
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
    types: { getTypeParser },
  });
  pool.on("error", options.onConnectionLost);
  // A connection may also be lost between two statements of a transaction, when the pool looks away.
  pool.on("connect", (client) => client.on("error", options.onConnectionLost));
  return pool;
}

function handleOf(pool: pg.Pool): Kysely<unknown> {
  return new Kysely<unknown>({ dialect: new PostgresDialect({ pool, cursor: ConnectionWork }) });
}

/** int8 is a bigint; a date stays text, because as a Date it would shift under Asia/Seoul. */
const getTypeParser: typeof pg.types.getTypeParser = (oid: number, format?: "text" | "binary") => {
  if (format !== "binary" && oid === pg.types.builtins.INT8) return (text: string) => BigInt(text);
  if (format !== "binary" && oid === pg.types.builtins.DATE) return (text: string) => text;
  return pg.types.getTypeParser(oid, format);
};

async function waitUntilUp(pool: pg.Pool, timeoutMs: number): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  for (let delayMs = 50;; delayMs = Math.min(delayMs * 2, CONNECT_DELAY_MAX_MS)) {
    try {
      await pool.query("select 1");
      return;
    } catch (error) {
      if (!isPassing(error) || performance.now() + delayMs > deadline) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

function isPassing(error: unknown): boolean {
  if (error instanceof AggregateError) return error.errors.some(isPassing);
  return error instanceof Error && "code" in error && PASSING_CODES.has(String(error.code));
}

async function runExclusive<T>(
  pool: pg.Pool,
  work: (session: ScriptSession) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query("set statement_timeout = 0");
    await client.query(`select pg_advisory_lock(${MIGRATION_LOCK})`);
    return await work({
      query: async (text) => (await client.query<Record<string, unknown>>(text)).rows,
      // A simple query of several statements is one transaction by itself.
      script: async (text) => {
        await client.query(text);
      },
    });
  } finally {
    // Ends the session: with it go the lock and the setting.
    client.release(true);
  }
}
