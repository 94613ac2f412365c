import { PgBoss, type QueueResult } from "pg-boss";
import type { OpenDatabase } from "./database.ts";
import type { JobOptions } from "./jobs.ts";
import type { Logger } from "./log.ts";

export const DEAD_LETTER_QUEUE = "dead_letter";

/** The shortest that pg-boss allows; a job without a heartbeat for so long is given back. */
const HEARTBEAT_SECONDS = 10;
const RETRY_DELAY_MAX_SECONDS = 3_600;
/** Done jobs are of no use to anybody, and the table is scanned for its counts. */
const DONE_KEPT_SECONDS = 3_600;
const DEAD_LETTER_KEPT_SECONDS = 90 * 86_400;

/** Starts pg-boss in schema `pgboss`. It fetches and settles; the loops around it are ours. */
export async function startBoss(
  options: { database: OpenDatabase; log: Logger; migrate: boolean },
): Promise<PgBoss> {
  const boss = new PgBoss({
    ...options.database.bossOptions(),
    schema: "pgboss",
    migrate: options.migrate,
    createSchema: options.migrate,
    schedule: false,
    supervise: false,
    monitorIntervalSeconds: 4,
    maintenanceIntervalSeconds: 600,
    flowIntervalSeconds: 3_600,
  });
  boss.on("error", (error) => options.log.error("job queue failed", { error: error.message }));
  boss.on("warning", (warning) => options.log.warn("job queue warns", { reason: warning.message }));
  await boss.start();
  return boss;
}

/**
 * Creates the queues that are missing and brings the others up to their options. Also makes
 * pg-boss look each one up now: it would do so at the first send, on its own handle, and inside a
 * PGlite transaction that waits for ever.
 */
export async function prepareQueues(
  boss: PgBoss,
  queues: ReadonlyMap<string, JobOptions>,
): Promise<void> {
  const existing = new Map((await boss.getQueues()).map((queue) => [queue.name, queue]));
  if (!existing.has(DEAD_LETTER_QUEUE)) {
    await boss.createQueue(DEAD_LETTER_QUEUE, {
      retentionSeconds: DEAD_LETTER_KEPT_SECONDS,
      deleteAfterSeconds: DONE_KEPT_SECONDS,
    });
  }
  for (const [name, options] of queues) {
    const wanted = queueOptions(options);
    const found = existing.get(name);
    // "short" lets one job per key wait, which is what a singleton key promises.
    if (found === undefined) await boss.createQueue(name, { ...wanted, policy: "short" });
    else if (isDifferent(found, wanted)) await boss.updateQueue(name, wanted);
  }
  for (const name of [DEAD_LETTER_QUEUE, ...queues.keys()]) {
    await boss.findJobs(name, { id: crypto.randomUUID() });
  }
}

function queueOptions(options: JobOptions) {
  return {
    retryLimit: options.retryCountMax,
    retryDelay: options.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: RETRY_DELAY_MAX_SECONDS,
    expireInSeconds: options.expireInSeconds,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: DONE_KEPT_SECONDS,
    deadLetter: DEAD_LETTER_QUEUE,
  };
}

function isDifferent(found: QueueResult, wanted: ReturnType<typeof queueOptions>): boolean {
  return Object.entries(wanted).some(([key, value]) => found[key as keyof QueueResult] !== value);
}
