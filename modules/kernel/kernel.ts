/**
 * The kernel: everything that a domain module needs and that knows no domain.
 *
 * One object is built at start by {@linkcode createKernel} and handed to every module's factory.
 *
 * @module
 */
import type { AccessLog } from "./access_log.ts";
import type { BusinessCalendar } from "./calendar.ts";
import type { Clock } from "./clock.ts";
import type { KernelConfig } from "./config.ts";
import type { Database, Transaction } from "./database.ts";
import type { Events } from "./events.ts";
import type { Health } from "./health.ts";
import type { Idempotency } from "./idempotency.ts";
import type { Jobs } from "./jobs.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Outbound } from "./outbound.ts";
import type { RateLimits } from "./rate_limit.ts";
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
   * Inside, use `tx` alone: on PGlite any other handle waits for ever.
   */
  transaction<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** Begins polling jobs and ticks. Until then the process only publishes. */
  startWork(): Promise<void>;
  /** Finishes or releases running work, then closes the database. */
  stop(): Promise<void>;
}
