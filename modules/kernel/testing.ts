/**
 * A kernel for tests: on PGlite in memory, or in a database of its own when `DATABASE_URL` is set.
 *
 * @module
 */
import type { Clock } from "./clock.ts";
import { composeKernel } from "./compose.ts";
import type { KernelConfig } from "./config.ts";
import type { DrainReport } from "./job_engine.ts";
import type { Kernel } from "./kernel.ts";
import { createLogger } from "./log.ts";
import { openTestDatabase } from "./test_database.ts";

export { tableDigests } from "./testing_digest.ts";
export { othersEnded } from "./testing_others.ts";
export { type SandboxProcess, startSandbox } from "./testing_sandbox.ts";

export interface TestKernelOptions {
  /** Where the business clock stands; it stands still until it is moved. Default: now. */
  readonly now?: Date;
  /** Starts the workers. Without it jobs run in `drain()` alone. */
  readonly work?: boolean;
  readonly sandboxUrl?: string;
  /** Whose migrations are applied, e.g. `["kernel", "auth"]`. Default: all modules'. */
  readonly modules?: readonly string[];
  readonly config?: Partial<KernelConfig>;
  /** Takes the log lines, from level debug up. */
  readonly onLogLine?: (line: string) => void;
}

export interface TestKernel extends AsyncDisposable {
  readonly kernel: Kernel;
  readonly clock: {
    set(now: Date): void;
    advance(byMs: number): void;
  };
  /** URL of the database when it is PostgreSQL, for a second process or psql. */
  readonly databaseUrl?: string;
  /**
   * Runs due jobs and events, and those that they add, until none is left. A failed one waits for
   * its retry; with `delayed` those run too, until they end in the dead letters.
   */
  drain(options?: { delayed?: boolean }): Promise<DrainReport>;
  /** Runs every tick and daily work once, now. */
  runTicks(): Promise<void>;
  /** The first half of `stop()`: ends the workers and leaves the database open. */
  stopWork(): Promise<void>;
  stop(): Promise<void>;
}

const POLL_EVERY_MS = 50;

export async function testKernel(options: TestKernelOptions = {}): Promise<TestKernel> {
  const database = await openTestDatabase(options.modules);
  const clock = createStandingClock(options.now);
  const config: KernelConfig = {
    environment: "development",
    databaseUrl: database.url ?? "",
    databasePoolSizeMax: 10,
    dataDirectory: "",
    sandboxUrl: options.sandboxUrl ?? "",
    sealingKeys: [{ id: "test", key: crypto.getRandomValues(new Uint8Array(32)) }],
    indexKey: crypto.getRandomValues(new Uint8Array(32)),
    logLevel: "error",
    port: 0,
    metricsPort: 0,
    host: "127.0.0.1",
    ...options.config,
  };
  const { kernel, engine, ticks } = await composeKernel({
    config,
    database,
    clock,
    log: createLogger(
      options.onLogLine ? { level: "debug", write: options.onLogLine } : { level: config.logLevel },
    ),
    migrate: false,
    pollEveryMs: POLL_EVERY_MS,
  }).catch(async (error) => {
    await database.close();
    throw error;
  });
  if (options.work) await kernel.startWork();
  return {
    kernel,
    clock,
    databaseUrl: database.url,
    drain: (drainOptions) => engine.drain(drainOptions),
    runTicks: () => ticks.runAll(),
    stopWork: () => engine.stopWork(),
    stop: () => kernel.stop(),
    [Symbol.asyncDispose]: () => kernel.stop(),
  };
}

function createStandingClock(start?: Date): Clock & TestKernel["clock"] {
  let nowMs = start?.getTime() ?? Math.floor(performance.timeOrigin + performance.now());
  return {
    now: () => new Date(nowMs),
    monotonic: () => performance.now(),
    set: (now) => {
      nowMs = now.getTime();
    },
    advance: (byMs) => {
      nowMs += byMs;
    },
  };
}
