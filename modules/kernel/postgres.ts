import pg from "pg";
import { Kysely, PostgresDialect } from "kysely";
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
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.poolSizeMax,
    application_name: "maru",
    connectionTimeoutMillis: 10_000,
    statement_timeout: options.statementTimeoutMs,
    idle_in_transaction_session_timeout: options.statementTimeoutMs * 2,
    types: { getTypeParser },
  });
  pool.on("error", options.onConnectionLost);
  try {
    await waitUntilUp(pool, options.connectTimeoutMs);
  } catch (error) {
    await pool.end();
    throw error;
  }
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: "postgres",
    db,
    exclusive: (work) => runExclusive(pool, work),
    bossOptions: () => ({
      connectionString: options.url,
      application_name: "maru jobs",
      max: Math.max(2, Math.ceil(options.poolSizeMax / 3)),
    }),
    close: () => db.destroy(),
  };
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
