import { sql } from "kysely";
import { fromKysely, type Job, type PgBoss } from "pg-boss";
import { prepareQueues } from "./boss.ts";
import type { Clock } from "./clock.ts";
import { countJobs, listDeadLetters, redriveDeadLetter } from "./dead_letters.ts";
import type { JobOptions, Jobs } from "./jobs.ts";
import { messageOf } from "./errors.ts";
import type { Logger } from "./log.ts";
import type { Metrics } from "./metrics.ts";
import type { Ticks } from "./ticks.ts";
import type { Transactions } from "./transactions.ts";
import { createWakeups } from "./wakeups.ts";
import { createQueueWorker, type QueueWorker } from "./worker.ts";

/** The kernel's own hold on jobs; modules see {@linkcode Jobs}. */
export interface JobEngine extends Jobs {
  /** Creates queues that were defined since; must be done before a transaction begins. */
  prepare(): Promise<void>;
  startWork(options: { pollEveryMs: number }): Promise<void>;
  /** Finishes running jobs or, after ten seconds, gives them back. */
  stopWork(): Promise<void>;
  /**
   * Runs jobs that are due, and those that they add, until none is left; for tests.
   *
   * @param options.delayed also jobs and retries that wait for their time
   */
  drain(options?: { delayed?: boolean }): Promise<DrainReport>;
  /** Throws with a short reason when work was started and is not being done. */
  checkWork(): Promise<void>;
}

export interface DrainReport {
  readonly doneCount: number;
  readonly failures: readonly { queue: string; error: unknown }[];
}

export interface JobEngineOptions {
  readonly boss: PgBoss;
  readonly transactions: Transactions;
  readonly ticks: Ticks;
  readonly clock: Clock;
  readonly log: Logger;
  readonly metrics: Metrics;
}

interface Definition {
  readonly options: JobOptions;
  work(data: unknown, signal: AbortSignal): Promise<void>;
}

const BEAT_EVERY_MS = 3_000;
const STOP_GRACE_MS = 8_000;
const LOOK_SILENCE_MAX_MS = 15_000;
const STUCK_AFTER_SECONDS = 300;
/** One statement's parameter stays within a few megabytes. */
const INSERT_COUNT_MAX = 10_000;
const DRAIN_ROUND_COUNT_MAX = 1_000;
const DRAIN_BATCH_SIZE = 20;

export function createJobEngine(options: JobEngineOptions): JobEngine {
  const { boss, transactions, ticks, log } = options;
  const { db } = transactions.database;
  const definitions = new Map<string, Definition>();
  const workers = new Map<string, QueueWorker>();
  const prepared = new Set<string>();
  let preparing: Promise<void> | undefined;
  let beats: ReturnType<typeof setInterval> | undefined;
  let beating: Promise<void> | undefined;
  let startedAtMs: number | undefined;
  const wakeups = createWakeups({
    database: transactions.database,
    boss,
    log,
    monotonic: options.clock.monotonic,
    wake: (queue) => workers.get(queue)?.wake(),
  });

  async function prepare(): Promise<void> {
    while (prepared.size < definitions.size) {
      preparing ??= prepareNew().finally(() => preparing = undefined);
      await preparing;
    }
  }

  function requirePrepared(queue: string): void {
    if (prepared.has(queue)) return;
    throw new RangeError(`Cannot enqueue to "${queue}": no such queue was defined before`);
  }

  async function prepareNew(): Promise<void> {
    const fresh = [...definitions].filter(([queue]) => !prepared.has(queue));
    await prepareQueues(boss, new Map(fresh.map(([queue, { options }]) => [queue, options])));
    for (const [queue] of fresh) prepared.add(queue);
  }

  function startWorker(queue: string, definition: Definition): void {
    workers.set(
      queue,
      createQueueWorker({
        boss,
        queue,
        concurrency: definition.options.concurrency,
        expireInSeconds: definition.options.expireInSeconds,
        clock: options.clock,
        log,
        run: definition.work,
        release: (job) => release(queue, job),
        onFinished: (outcome, seconds) =>
          options.metrics.observe("maru_job_seconds", "Time that jobs took", seconds, {
            queue,
            outcome,
          }),
      }),
    );
  }

  async function release(queue: string, job: Job): Promise<void> {
    await sql`
      update pgboss.job set state = 'retry', started_on = null, heartbeat_on = null
      where name = ${queue} and id = ${job.id} and state = 'active'
        and retry_count = ${job.retryCount}`.execute(db);
  }

  async function beat(): Promise<void> {
    try {
      await Promise.all([...workers.values()].map((worker) => worker.beat()));
      await boss.supervise();
    } catch (error) {
      log.error("cannot tell the queue that jobs are alive", { error: messageOf(error) });
    }
  }

  return {
    define<Data>(
      queue: string,
      jobOptions: JobOptions,
      work: (data: Data, signal: AbortSignal) => Promise<void>,
    ) {
      if (definitions.has(queue)) throw new RangeError(`Cannot define queue "${queue}" twice`);
      if (startedAtMs !== undefined) {
        throw new RangeError(`Cannot define queue "${queue}": work has begun`);
      }
      definitions.set(queue, {
        options: jobOptions,
        work: (data, signal) => work(data as Data, signal),
      });
    },
    async enqueue(tx, queue, data, enqueueOptions = {}) {
      const { startAfterSeconds, singletonKey } = enqueueOptions;
      requirePrepared(queue);
      await boss.send(queue, plainJson(queue, data), {
        db: fromKysely(tx),
        startAfter: startAfterSeconds,
        singletonKey: singletonKey ?? crypto.randomUUID(),
      });
      if (!startAfterSeconds) transactions.afterCommit(() => wakeups.tell(queue));
    },
    async enqueueMany(tx, queue, jobs, { startAfterSeconds } = {}) {
      requirePrepared(queue);
      const rows = jobs.map(({ data, singletonKey, isUrgent }) => ({
        data: plainJson(queue, data),
        singletonKey: singletonKey ?? crypto.randomUUID(),
        priority: isUrgent ? 1 : 0,
        ...(startAfterSeconds === undefined ? {} : { startAfter: startAfterSeconds }),
      }));
      for (let start = 0; start < rows.length; start += INSERT_COUNT_MAX) {
        const batch = rows.slice(start, start + INSERT_COUNT_MAX);
        await boss.insert(queue, batch, { db: fromKysely(tx) });
      }
      if (rows.length > 0 && !startAfterSeconds) {
        transactions.afterCommit(() => wakeups.tell(queue));
      }
    },
    tick: ticks.tick,
    daily: ticks.daily,
    deadLetters: () => listDeadLetters(db),
    async redrive(id) {
      await prepare();
      wakeups.tell(await redriveDeadLetter({ boss, db, id }));
    },
    counts: async () => {
      await prepare();
      return await countJobs(db, [...definitions.keys()]);
    },
    prepare,
    async startWork({ pollEveryMs }) {
      if (startedAtMs !== undefined) return;
      startedAtMs = options.clock.monotonic();
      await prepare();
      for (const [queue, definition] of definitions) startWorker(queue, definition);
      await wakeups.start({ queues: [...definitions.keys()], pollEveryMs });
      beats = setInterval(() => {
        beating ??= beat().finally(() => beating = undefined);
      }, BEAT_EVERY_MS);
      ticks.start();
    },
    async stopWork() {
      await wakeups.stop();
      const stopping = [...workers.values()].map((worker) => worker.stop(STOP_GRACE_MS));
      await Promise.all([ticks.stop(), ...stopping]);
      clearInterval(beats);
      await beating;
    },
    drain: async (drainOptions = {}) => {
      await prepare();
      return await drain({ boss, definitions, workers, delayed: drainOptions.delayed ?? false });
    },
    async checkWork() {
      if (startedAtMs === undefined) return;
      const silentMs = options.clock.monotonic() - (wakeups.lookedAtMs() ?? startedAtMs);
      if (silentMs > LOOK_SILENCE_MAX_MS) throw new Error("workers do not poll");
      const stuck = await stuckQueues(transactions);
      if (stuck.length > 0) throw new Error(`queues are stuck: ${stuck.join(", ")}`);
    },
  };
}

function plainJson(queue: string, data: unknown): object {
  if (typeof data !== "object" || data === null) {
    throw new TypeError(`Cannot enqueue to "${queue}": data must be a plain JSON object`);
  }
  JSON.stringify(data, (key, value) => {
    if (typeof value !== "bigint") return value;
    throw new TypeError(`Cannot enqueue to "${queue}": "${key}" is a bigint, which JSON has not`);
  });
  return data;
}

/** Queues with a job that was due five minutes ago while none of theirs is being worked. */
async function stuckQueues({ database }: Transactions): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select distinct j.name from pgboss.job j
    where j.state < 'active' and j.name <> 'dead_letter'
      and j.start_after <= now() - ${STUCK_AFTER_SECONDS} * interval '1 second'
      and not exists (
        select 1 from pgboss.job a
        where a.name = j.name and a.started_on > now() - ${STUCK_AFTER_SECONDS} * interval '1 second'
      )`.execute(database.db);
  return rows.map((row) => row.name);
}

async function drain(options: {
  boss: PgBoss;
  definitions: ReadonlyMap<string, Definition>;
  workers: ReadonlyMap<string, QueueWorker>;
  delayed: boolean;
}): Promise<DrainReport> {
  const failures: { queue: string; error: unknown }[] = [];
  let doneCount = 0;
  const runOne = async (queue: string, definition: Definition, job: Job<object>) => {
    try {
      await definition.work(job.data, new AbortController().signal);
      await options.boss.complete(queue, job);
      doneCount += 1;
    } catch (error) {
      failures.push({ queue, error });
      await options.boss.fail(queue, job, { message: messageOf(error) });
    }
  };
  for (let round = 0; round < DRAIN_ROUND_COUNT_MAX; round++) {
    let foundCount = 0;
    for (const [queue, definition] of options.definitions) {
      const jobs = await options.boss.fetch<object>(queue, {
        batchSize: DRAIN_BATCH_SIZE,
        ignoreStartAfter: options.delayed,
      });
      foundCount += jobs.length;
      for (const job of jobs) await runOne(queue, definition, job);
    }
    const isBusy = [...options.workers.values()].some((worker) => worker.runningCount() > 0);
    if (foundCount === 0 && !isBusy) return { doneCount, failures };
    if (foundCount === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`Cannot drain the queues: still busy after ${DRAIN_ROUND_COUNT_MAX} rounds`);
}
