/**
 * The baseline of the pipeline: pg-boss by itself, with jobs that do nothing but one INSERT.
 *
 * @module
 */
// @ts-types="npm:@types/pg@8.23.1"
import pg from "npm:pg@8.23.1";
import { PgBoss } from "npm:pg-boss@12.35.0";

export interface InsertJobs {
  /** Adds so many jobs, in as many calls as there were clicks, and waits until all are done. */
  run(options: { clickCount: number; perClick: number }): Promise<void>;
  stop(): Promise<void>;
}

const QUEUE = "bench_insert";
const SCHEMA = "bench_boss";
/** As many as our own pipeline works side by side. */
const BATCH_SIZE = 32;
const WORKER_COUNT = 2;
const POOL_SIZE = 10;

export async function startInsertJobs(databaseUrl: string): Promise<InsertJobs> {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: POOL_SIZE });
  await pool.query(`create table bench_row (id uuid primary key, at timestamptz not null)`);
  const boss = new PgBoss({ connectionString: databaseUrl, schema: SCHEMA, max: POOL_SIZE });
  await boss.start();
  await boss.createQueue(QUEUE);
  let left = 0;
  let done = () => {};
  await boss.work(QUEUE, {
    batchSize: BATCH_SIZE,
    localConcurrency: WORKER_COUNT,
    pollingIntervalSeconds: 0.5,
    burstWhenBatchFull: true,
  }, async (jobs) => {
    await Promise.all(
      jobs.map(({ id }) => pool.query(`insert into bench_row values ($1, now())`, [id])),
    );
    left -= jobs.length;
    if (left <= 0) done();
  });
  return {
    async run({ clickCount, perClick }) {
      left = clickCount * perClick;
      const finished = new Promise<void>((resolve) => done = resolve);
      const click = Array.from({ length: perClick }, () => ({}));
      for (let index = 0; index < clickCount; index++) await boss.insert(QUEUE, click);
      await finished;
    },
    async stop() {
      await boss.stop({ graceful: false });
      await pool.end();
    },
  };
}
