import type { Job, PgBoss } from "pg-boss";
import type { Clock } from "./clock.ts";
import { messageOf } from "./errors.ts";
import type { Logger } from "./log.ts";

/** What one process does for one queue. */
export interface QueueWorker {
  /** There may be work: look now. */
  wake(): void;
  /** Tells the queue that the jobs in hand are alive; stops those that it has taken away. */
  beat(): Promise<void>;
  runningCount(): number;
  /** Fetches nothing more, gives running jobs time to end, then aborts them and gives them back. */
  stop(graceMs: number): Promise<void>;
}

export interface QueueWorkerOptions {
  readonly boss: PgBoss;
  readonly queue: string;
  readonly concurrency: number;
  readonly expireInSeconds: number;
  readonly clock: Clock;
  readonly log: Logger;
  run(data: unknown, signal: AbortSignal): Promise<void>;
  /** Puts a job that was not finished back, as if it had not been started. */
  release(job: Job): Promise<void>;
  onFinished(outcome: "done" | "failed" | "released", seconds: number): void;
}

interface Claim {
  readonly job: Job;
  readonly controller: AbortController;
}

const FETCH_DELAY_MS = 3;
const ERROR_PAUSE_MS = 1_000;
/** After the grace a job that heeds its signal still gets this long to end. */
const ABORT_PAUSE_MS = 2_000;
const SETTLE_ATTEMPT_COUNT_MAX = 5;
const BATCH_SIZE_MAX = 200;

/**
 * Fetches as many jobs as there is room for, runs them beside each other and completes those that
 * end close together in one statement, so that a slow job never holds up the others.
 */
export function createQueueWorker(options: QueueWorkerOptions): QueueWorker {
  const { boss, queue, log } = options;
  const claims = new Map<string, Claim>();
  const running = new Set<Promise<void>>();
  const bell = createBell();
  const inTurn = createTurns();
  const settler = createSettler({ ...options, inTurn, forget: (job) => claims.delete(job.id) });
  let isStopping = false;
  let hasWork = true;

  const loop = (async () => {
    while (!isStopping) {
      if (running.size === options.concurrency || !hasWork) {
        await bell.rung();
        continue;
      }
      // Short jobs end in bunches: fetching for each of them would cost more than they do.
      if (running.size > options.concurrency / 2) await pause(FETCH_DELAY_MS);
      const room = options.concurrency - running.size;
      hasWork = false;
      try {
        const jobs = await boss.fetch<object>(queue, { batchSize: Math.min(room, BATCH_SIZE_MAX) });
        if (jobs.length === room) hasWork = true;
        for (const job of jobs) start(job);
      } catch (error) {
        log.error("cannot fetch jobs", { queue, error: messageOf(error) });
        await pause(ERROR_PAUSE_MS);
        hasWork = true;
      }
    }
  })();

  function start(job: Job): void {
    const claim = { job, controller: new AbortController() };
    claims.set(job.id, claim);
    const work = runClaim(claim).finally(() => {
      running.delete(work);
      bell.ring();
    });
    running.add(work);
  }

  async function runClaim({ job, controller }: Claim): Promise<void> {
    const startedMs = options.clock.monotonic();
    const expiry = setTimeout(
      () => controller.abort(new Error("The job took longer than it may")),
      options.expireInSeconds * 1_000,
    );
    const finished = (outcome: "done" | "failed" | "released") =>
      options.onFinished(outcome, (options.clock.monotonic() - startedMs) / 1_000);
    try {
      await options.run(job.data, controller.signal);
      finished("done");
      settler.complete(job);
    } catch (error) {
      if (isStopping && controller.signal.aborted) return finished("released");
      finished("failed");
      log.warn("job failed", {
        queue,
        job: job.id,
        try: job.retryCount + 1,
        error: messageOf(error),
      });
      await settler.fail(job, error);
    } finally {
      clearTimeout(expiry);
    }
  }

  return {
    wake() {
      hasWork = true;
      bell.ring();
    },
    async beat() {
      const held = [...claims.values()];
      if (held.length === 0) return;
      const answer: { settled?: string[] } = await inTurn(() =>
        boss.touch(queue, held.map(({ job }) => job))
      );
      if (answer.settled === undefined) return;
      const alive = new Set(answer.settled);
      for (const { job, controller } of held) {
        if (!alive.has(job.id)) controller.abort(new Error("The job was given to another worker"));
      }
    },
    runningCount: () => running.size,
    async stop(graceMs) {
      isStopping = true;
      bell.ring();
      await loop;
      await Promise.race([Promise.allSettled(running), pause(graceMs)]);
      for (const { controller } of claims.values()) controller.abort(new Error("Shutting down"));
      if (running.size > 0) {
        await Promise.race([Promise.allSettled(running), pause(ABORT_PAUSE_MS)]);
      }
      await settler.settled();
      for (const { job } of claims.values()) await options.release(job);
    },
  };
}

/** Completes jobs in batches: what ends while one statement runs goes into the next. */
function createSettler(
  options: QueueWorkerOptions & {
    inTurn: <T>(work: () => Promise<T>) => Promise<T>;
    forget: (job: Job) => void;
  },
) {
  const { boss, queue, log } = options;
  let done: Job[] = [];
  let flushing: Promise<void> | undefined;

  /** A job that cannot be settled is left: its heartbeat ends and it runs again. */
  async function settle(jobs: Job[], statement: () => Promise<unknown>): Promise<void> {
    for (let attempt = 1;; attempt++) {
      try {
        await statement();
        break;
      } catch (error) {
        log.error("cannot settle jobs", { queue, error: messageOf(error) });
        if (attempt === SETTLE_ATTEMPT_COUNT_MAX) break;
        await pause(ERROR_PAUSE_MS * attempt);
      }
    }
    for (const job of jobs) options.forget(job);
  }

  async function flush(): Promise<void> {
    while (done.length > 0) {
      const jobs = done;
      done = [];
      await settle(jobs, () => options.inTurn(() => boss.complete(queue, jobs)));
    }
    flushing = undefined;
  }

  return {
    complete(job: Job): void {
      done.push(job);
      flushing ??= flush();
    },
    fail: (job: Job, error: unknown) =>
      settle([job], () => boss.fail(queue, job, { message: messageOf(error) })),
    settled: async () => await flushing,
  };
}

/**
 * Runs one thing after the other. Two statements that change the same jobs at once, each in its own
 * order, would deadlock.
 */
function createTurns() {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work, work);
    last = turn;
    return turn;
  };
}

/** One waiter, any number of ringers; a ring while nobody waits is kept. */
function createBell() {
  let resolve: (() => void) | undefined;
  let hasRung = false;
  return {
    ring(): void {
      hasRung = true;
      resolve?.();
    },
    async rung(): Promise<void> {
      if (!hasRung) await new Promise<void>((done) => resolve = done);
      hasRung = false;
      resolve = undefined;
    },
  };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => Deno.unrefTimer(setTimeout(resolve, ms)));
}
