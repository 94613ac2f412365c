import { type Kysely, sql } from "kysely";
import type { PgBoss } from "pg-boss";
import { DEAD_LETTER_QUEUE } from "./boss.ts";
import { type DeadLetter, DeadLetterNotFoundError } from "./jobs.ts";

const LISTED_COUNT_MAX = 500;

/** Jobs that failed for the last time, newest first, 500 at most. */
export async function listDeadLetters(db: Kysely<unknown>): Promise<DeadLetter[]> {
  const { rows } = await sql<{
    id: string;
    queue: string | null;
    data: unknown;
    output: { message?: unknown; value?: { message?: unknown } } | null;
    failed_at: Date;
  }>`
    select id, source_name as queue, data, source_output as output, created_on as failed_at
    from pgboss.job where name = ${DEAD_LETTER_QUEUE} and state = 'created'
    order by created_on desc, id limit ${LISTED_COUNT_MAX}`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    queue: row.queue ?? "",
    data: row.data,
    error: String(row.output?.message ?? row.output?.value?.message ?? "unknown"),
    failedAt: row.failed_at,
  }));
}

/**
 * Moves a dead letter back into the queue that it came from.
 *
 * @returns the name of that queue
 * @throws {DeadLetterNotFoundError}
 */
export async function redriveDeadLetter(
  { boss, db, id }: { boss: PgBoss; db: Kysely<unknown>; id: string },
): Promise<string> {
  const { rows: [found] } = await sql<{ queue: string | null }>`
    select source_name as queue from pgboss.job
    where name = ${DEAD_LETTER_QUEUE} and state = 'created' and id::text = ${id}`.execute(db);
  const moved = found?.queue ? await boss.redrive(DEAD_LETTER_QUEUE, { ids: [id] }) : 0;
  if (!found?.queue || moved === 0) throw new DeadLetterNotFoundError(id);
  return found.queue;
}

/** How many jobs wait, run and are dead, for each of the queues. */
export async function countJobs(db: Kysely<unknown>, queues: readonly string[]) {
  const { rows } = await sql<
    { queue: string; waiting: bigint; active: bigint; dead: bigint }
  >`
    select q.name as queue,
      (select count(*) from pgboss.job j where j.name = q.name and j.state < 'active') as waiting,
      (select count(*) from pgboss.job j where j.name = q.name and j.state = 'active') as active,
      (select count(*) from pgboss.job j where j.name = ${DEAD_LETTER_QUEUE}
        and j.state = 'created' and j.source_name = q.name) as dead
    from unnest(${queues}::text[]) as q(name) order by q.name`.execute(db);
  return rows.map((row) => ({
    queue: row.queue,
    waiting: Number(row.waiting),
    active: Number(row.active),
    dead: Number(row.dead),
  }));
}
