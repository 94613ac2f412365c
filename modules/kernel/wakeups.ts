import { sql } from "kysely";
import type { PgBoss } from "pg-boss";
import type { Database } from "./database.ts";
import { messageOf } from "./errors.ts";
import type { Logger } from "./log.ts";

/** Brings word of new jobs to the workers of all processes. */
export interface Wakeups {
  /** Jobs of the queue were committed: wakes this process now and the others soon. */
  tell(queue: string): void;
  /** Begins to listen and, as a floor under it, to look. */
  start(options: { queues: readonly string[]; pollEveryMs: number }): Promise<void>;
  stop(): Promise<void>;
  /** When the database was last looked at, in monotonic milliseconds. */
  lookedAtMs(): number | undefined;
}

const CHANNEL = "maru_jobs";
/**
 * A NOTIFY makes committing transactions wait for each other, so none is sent inside of one: a
 * statement of its own carries the names of all queues that filled up meanwhile.
 */
const NOTIFY_DELAY_MS = 25;

export function createWakeups(options: {
  database: Database;
  boss: PgBoss;
  log: Logger;
  monotonic: () => number;
  wake: (queue: string) => void;
}): Wakeups {
  const { database: { db, kind }, log, wake } = options;
  const untold = new Set<string>();
  let telling: ReturnType<typeof setTimeout> | undefined;
  let polling: ReturnType<typeof setTimeout> | undefined;
  let listener: { close(): Promise<void> } | undefined;
  let looking: Promise<void> | undefined;
  let isStopped = false;
  let lookedAtMs: number | undefined;

  async function tellOthers(): Promise<void> {
    telling = undefined;
    const queues = [...untold].join(",");
    untold.clear();
    try {
      await sql`select pg_notify(${CHANNEL}, ${queues})`.execute(db);
    } catch (error) {
      log.debug("cannot tell other processes of new jobs", { error: messageOf(error) });
    }
  }

  async function look(queues: readonly string[]): Promise<void> {
    try {
      for (const queue of await queuesWithWork(options.database, queues)) wake(queue);
      lookedAtMs = options.monotonic();
    } catch (error) {
      if (!isStopped) log.error("cannot look for jobs", { error: messageOf(error) });
    }
  }

  return {
    tell(queue) {
      wake(queue);
      if (kind === "pglite" || isStopped) return;
      untold.add(queue);
      telling ??= setTimeout(tellOthers, NOTIFY_DELAY_MS);
    },
    async start({ queues, pollEveryMs }) {
      const again = () => {
        looking = look(queues).then(() => {
          if (!isStopped) polling = setTimeout(again, pollEveryMs);
        });
      };
      again();
      listener = await options.boss.getDb().listen?.(
        CHANNEL,
        (told) => told.split(",").forEach(wake),
        () => queues.forEach(wake),
      );
    },
    async stop() {
      isStopped = true;
      clearTimeout(telling);
      clearTimeout(polling);
      await looking;
      await listener?.close();
    },
    lookedAtMs: () => lookedAtMs,
  };
}

/** Those of the queues that have a job whose time has come. */
async function queuesWithWork(
  { db }: Database,
  queues: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select q.name from unnest(${queues}::text[]) as q(name)
    where exists (
      select 1 from pgboss.job j
      where j.name = q.name and j.state < 'active' and not j.blocked and j.start_after <= now()
    )`.execute(db);
  return rows.map((row) => row.name);
}
