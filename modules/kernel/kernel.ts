/**
 * The kernel: everything that a domain module needs and that knows no domain.
 *
 * One object is built at start by {@linkcode createKernel} and handed to every module's factory.
 *
 * @module
 */
import type { AccessLog } from "./access_log.ts";
import type { BusinessCalendar } from "./calendar.ts";
import { type Clock, createClock } from "./clock.ts";
import { composeKernel } from "./compose.ts";
import type { KernelConfig } from "./config.ts";
import type { Database, OpenDatabase, Transaction } from "./database.ts";
import type { Events } from "./events.ts";
import type { Health } from "./health.ts";
import type { Idempotency } from "./idempotency.ts";
import type { Jobs } from "./jobs.ts";
import { createLogger, type Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import { migrate } from "./migrations.ts";
import type { Outbound } from "./outbound.ts";
import type { RateLimits } from "./rate_limit.ts";
import { openPglite } from "./pglite.ts";
import { openPostgres } from "./postgres.ts";
import type { Sealing } from "./sealing.ts";

export interface Kernel {
  readonly config: KernelConfig;
  readonly clock: Clock;
  readonly database: Database;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly calendar: BusinessCalendar;
  readonly sealing: Sealing;
  readonly accessLog: AccessLog;
  readonly idempotency: Idempotency;
  readonly rateLimits: RateLimits;
  readonly outbound: Outbound;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly health: Health;
  /** A new time-ordered identifier, UUIDv7 (RFC 9562). */
  uuid(): string;
  /**
   * Runs `work` in one database transaction; commits when it resolves, rolls back when it throws.
   * Inside, use `tx` alone: `database.db` and a second transaction throw. After a deadlock between
   * transactions `work` runs again, so it should change nothing but the database.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /**
   * Runs `work`, which begins one transaction, and `step` inside of that before it commits, with what
   * the transaction's own work returned: for answers that must be kept with what they tell of.
   */
  withLastStep<T>(
    step: (tx: Transaction, value: unknown) => Promise<void>,
    work: () => Promise<T>,
  ): Promise<T>;
  /** Begins polling jobs and ticks. Until then the process only publishes. */
  startWork(): Promise<void>;
  /** Finishes or releases running work, then closes the database. */
  stop(): Promise<void>;
}

export interface CreateKernelOptions {
  /** Bring the schema up to date first (default); without it a missing migration shows as unready. */
  readonly migrate?: boolean;
  /** Start working jobs and ticks at once; else call `startWork` when the modules are built. */
  readonly work?: boolean;
}

const POLL_EVERY_MS = 500;
const CONNECT_TIMEOUT_MS = 30_000;
const STATEMENT_TIMEOUT_MS = 30_000;

/**
 * Opens the database, brings its schema up to date and builds the kernel over it.
 *
 * @throws {DatabaseInUseError} another process has the embedded database open
 * @throws {MigrationChangedError} the schema was made by other files than these
 */
export async function createKernel(
  config: KernelConfig,
  options: CreateKernelOptions = {},
): Promise<Kernel> {
  const log = createLogger({ level: config.logLevel });
  const clock = createClock(config);
  const database = await openDatabase(config, log);
  try {
    if (options.migrate ?? true) {
      for (const name of await migrate(database)) log.info("migration applied", { name });
    }
    await clock.start();
    const { kernel } = await composeKernel({
      config,
      database,
      clock,
      log,
      migrate: options.migrate ?? true,
      pollEveryMs: POLL_EVERY_MS,
      onStop: () => clock.stop(),
    });
    if (options.work) await kernel.startWork();
    return kernel;
  } catch (error) {
    await clock.stop();
    await database.close();
    throw error;
  }
}

/**
 * The database that the configuration names.
 *
 * @throws {DatabaseInUseError} another process has the embedded database open
 */
function openDatabase(
  config: Pick<
    KernelConfig,
    "databaseUrl" | "databaseReadUrl" | "databasePoolSizeMax" | "dataDirectory"
  >,
  log: Logger,
): Promise<OpenDatabase> {
  if (config.databaseUrl === "") return openPglite({ directory: `${config.dataDirectory}/db` });
  return openPostgres({
    url: config.databaseUrl,
    ...(config.databaseReadUrl === undefined ? {} : { readUrl: config.databaseReadUrl }),
    poolSizeMax: config.databasePoolSizeMax,
    connectTimeoutMs: CONNECT_TIMEOUT_MS,
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
    onConnectionLost: (error) => log.warn("database connection lost", { error: error.message }),
  });
}
