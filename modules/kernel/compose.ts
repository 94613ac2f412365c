import { createAccessLog } from "./access_log.ts";
import { startBoss } from "./boss.ts";
import { createCalendar } from "./calendar.ts";
import { createCalendarStore } from "./calendar_store.ts";
import type { Clock } from "./clock.ts";
import type { KernelConfig } from "./config.ts";
import type { OpenDatabase } from "./database.ts";
import { messageOf } from "./errors.ts";
import { createEvents } from "./event_bus.ts";
import { createHealth } from "./health.ts";
import { createIdempotency } from "./idempotency.ts";
import { createJobEngine, type JobEngine } from "./job_engine.ts";
import type { Kernel } from "./kernel.ts";
import { registerKernelChecks, registerKernelMetrics } from "./kernel_health.ts";
import type { Logger } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { createOutbound } from "./outbound.ts";
import { createRateLimits } from "./rate_limit.ts";
import { createSealing } from "./sealing.ts";
import { declareSweeps } from "./sweeps.ts";
import { createTicks, type Ticks } from "./ticks.ts";
import { createTransactions } from "./transactions.ts";
import { createUuid } from "./uuid.ts";

export interface ComposeOptions {
  readonly config: KernelConfig;
  readonly database: OpenDatabase;
  readonly clock: Clock;
  readonly log: Logger;
  /** Installs or updates pg-boss's own schema. */
  readonly migrate: boolean;
  readonly pollEveryMs: number;
  /** Runs at the end of `stop`. */
  onStop?(): Promise<void>;
}

/** The kernel with the parts that only it and its tests hold. */
export interface ComposedKernel {
  readonly kernel: Kernel;
  readonly engine: JobEngine;
  readonly ticks: Ticks;
}

/** Puts the kernel together over an open, migrated database. */
export async function composeKernel(options: ComposeOptions): Promise<ComposedKernel> {
  const { config, database, clock, log } = options;
  const uuid = createUuid();
  const boss = await startBoss({ database, log, migrate: options.migrate });
  const transactions = createTransactions({ database, prepare: () => engine.prepare() });
  const { db } = transactions.database;
  const metrics = createMetrics();
  const sealing = createSealing(config);
  const health = createHealth({ clock });
  const ticks = createTicks({ db, clock, log, uuid });
  const engine = createJobEngine({ boss, transactions, ticks, clock, log, metrics });
  const events = createEvents({ jobs: engine, transactions, clock, uuid });
  // It reads on its own handle, and now: callers inside a transaction never wait for it.
  const store = createCalendarStore({ db: database.db, clock, uuid });
  const calendar = createCalendar({ store, transactions, events });
  await calendar.coveredYears().catch((error) =>
    log.warn("cannot read the holidays yet", { error: messageOf(error) })
  );
  let stopping: Promise<void> | undefined;

  async function stop(): Promise<void> {
    health.beginStopping();
    await engine.stopWork();
    await boss.stop({ graceful: false });
    await options.onStop?.();
    await database.close();
  }

  const kernel: Kernel = {
    config,
    clock,
    database: transactions.database,
    events,
    jobs: engine,
    calendar,
    sealing,
    accessLog: createAccessLog({ db, clock, uuid }),
    idempotency: createIdempotency(sealing),
    rateLimits: createRateLimits({ db, clock, config }),
    outbound: createOutbound({ config, clock, log, metrics }),
    log,
    metrics,
    health,
    uuid,
    transaction: transactions.run,
    withLastStep: transactions.withLastStep,
    startWork: () => engine.startWork({ pollEveryMs: options.pollEveryMs }),
    stop: () => stopping ??= stop(),
  };
  declareSweeps({ kernel, db });
  registerKernelChecks({ kernel, database, engine });
  registerKernelMetrics(kernel);
  return { kernel, engine, ticks };
}
