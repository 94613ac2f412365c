import { type Kysely, sql } from "kysely";
import { WALL_TIME } from "./calendar_date.ts";
import type { Clock } from "./clock.ts";
import { messageOf } from "./errors.ts";
import type { Logger } from "./log.ts";

/** Work that repeats, in one process at a time. */
export interface Ticks {
  tick(name: string, everySeconds: number, work: (signal: AbortSignal) => Promise<void>): void;
  daily(name: string, at: string, work: (date: string) => Promise<void>): void;
  start(): void;
  /** Waits for what is running. */
  stop(): Promise<void>;
  /** Runs everything that is declared once, now, whatever its interval; for tests. */
  runAll(): Promise<void>;
}

interface Tick {
  readonly name: string;
  readonly everySeconds: number;
  readonly work: (signal: AbortSignal) => Promise<void>;
}

/** A dead process holds others up for so long; a live one renews four times meanwhile. */
const LEASE_SECONDS = 10;
const RENEWALS_PER_LEASE = 4;
const DAILY_EVERY_SECONDS = 5;
const DAILY_RETRY_SECONDS = 60;
const SEOUL_OFFSET_MS = 9 * 3_600_000;

/** @param options.leaseSeconds for tests; ten by default */
export function createTicks(
  options: {
    db: Kysely<unknown>;
    clock: Clock;
    log: Logger;
    uuid: () => string;
    leaseSeconds?: number;
  },
): Ticks {
  const { db, clock, log, leaseSeconds = LEASE_SECONDS } = options;
  const holder = options.uuid();
  const ticks = new Map<string, Tick>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const running = new Map<string, Promise<void>>();
  const inHand = new Set<string>();
  let isWorking = false;

  function add(tick: Tick): void {
    if (ticks.has(tick.name)) throw new RangeError(`Cannot add tick "${tick.name}" twice`);
    if (!(tick.everySeconds > 0)) throw new RangeError(`Cannot tick every ${tick.everySeconds} s`);
    ticks.set(tick.name, tick);
    if (isWorking) schedule(tick, 0);
  }

  function schedule(tick: Tick, delayMs: number): void {
    timers.set(
      tick.name,
      setTimeout(() => {
        const run = runUnderLease(tick, tick.everySeconds).finally(() => {
          running.delete(tick.name);
          if (isWorking) schedule(tick, tick.everySeconds * 1_000);
        });
        running.set(tick.name, run);
      }, delayMs),
    );
  }

  async function runUnderLease(tick: Tick, everySeconds: number): Promise<void> {
    // A lease alone would not hold its own holder up.
    if (inHand.has(tick.name)) return;
    inHand.add(tick.name);
    const lease = { name: tick.name, holder, leaseSeconds };
    let renewal: ReturnType<typeof setInterval> | undefined;
    let renewing = Promise.resolve();
    try {
      if (!await takeLease(db, { ...lease, everySeconds })) return;
      const lost = new AbortController();
      renewal = setInterval(() => {
        renewing = renewLease(db, lease).then((isHeld) => {
          if (isHeld) return;
          log.error("a tick's lease was lost", { tick: tick.name });
          lost.abort(new Error("Another process has taken the tick over"));
        }, (error) => {
          log.warn("cannot renew a tick's lease", { tick: tick.name, error: messageOf(error) });
        });
      }, leaseSeconds * 1_000 / RENEWALS_PER_LEASE);
      const failure = await tick.work(lost.signal)
        .then(() => null, (error: unknown) => messageOf(error));
      if (failure !== null) log.error("tick failed", { tick: tick.name, error: failure });
      clearInterval(renewal);
      // One that is still under way would bring the ended lease back to life.
      await renewing;
      await endLease(db, { ...lease, failure });
    } catch (error) {
      log.error("cannot run tick", { tick: tick.name, error: messageOf(error) });
    } finally {
      clearInterval(renewal);
      inHand.delete(tick.name);
    }
  }

  return {
    tick: (name, everySeconds, work) => add({ name, everySeconds, work }),
    daily(name, at, work) {
      if (!WALL_TIME.test(at)) throw new RangeError(`Cannot run daily at "${at}": want HH:MM`);
      add({
        name: `daily:${name}`,
        everySeconds: DAILY_EVERY_SECONDS,
        work: () => runDaily({ db, clock, name, at, work }),
      });
    },
    start() {
      isWorking = true;
      for (const tick of ticks.values()) schedule(tick, 0);
    },
    async stop() {
      isWorking = false;
      for (const timer of timers.values()) clearTimeout(timer);
      await Promise.all(running.values());
    },
    async runAll() {
      for (const tick of ticks.values()) await runUnderLease(tick, 0);
    },
  };
}

interface Lease {
  readonly name: string;
  readonly holder: string;
  readonly leaseSeconds: number;
}

async function takeLease(
  db: Kysely<unknown>,
  lease: Lease & { everySeconds: number },
): Promise<boolean> {
  // Nine tenths: the timers of two processes never agree to the millisecond. Its own lease a process
  // takes again at once: the database was away when that was to be ended.
  const { rows } = await sql`
    insert into kernel.tick as t (name, holder, started_at, leased_until)
    values (${lease.name}, ${lease.holder}, now(), now() + ${lease.leaseSeconds}::float8 * interval '1 second')
    on conflict (name) do update set
      holder = excluded.holder, started_at = excluded.started_at,
      leased_until = excluded.leased_until, failure = null
    where (t.leased_until <= now() or t.holder = excluded.holder)
      and t.started_at <= now() - ${lease.everySeconds * 0.9}::float8 * interval '1 second'
    returning t.name`.execute(db);
  return rows.length === 1;
}

/** False when another process holds it by now. */
async function renewLease(db: Kysely<unknown>, lease: Lease): Promise<boolean> {
  const { rows } = await sql`
    update kernel.tick
    set leased_until = now() + ${lease.leaseSeconds}::float8 * interval '1 second'
    where name = ${lease.name} and holder = ${lease.holder} returning name`.execute(db);
  return rows.length === 1;
}

async function endLease(
  db: Kysely<unknown>,
  lease: Lease & { failure: string | null },
) {
  await sql`
    update kernel.tick set leased_until = now(), failure = ${lease.failure}
    where name = ${lease.name} and holder = ${lease.holder}`.execute(db);
}

/**
 * Runs once for the date of the business clock, after `at`. The row is made before the work and
 * finished after it, under the tick's lease: a run that died or failed is tried again.
 */
async function runDaily(options: {
  db: Kysely<unknown>;
  clock: Clock;
  name: string;
  at: string;
  work: (date: string) => Promise<void>;
}): Promise<void> {
  const { db, name } = options;
  const seoul = new Date(options.clock.now().getTime() + SEOUL_OFFSET_MS).toISOString();
  const date = seoul.slice(0, 10);
  if (seoul.slice(11, 16) < options.at) return;
  const { rows } = await sql`
    insert into kernel.daily_run as d (name, date) values (${name}, ${date}::date)
    on conflict (name, date) do update set
      attempt_count = d.attempt_count + 1, attempted_at = now()
    where d.finished_at is null and (d.failure is null
      or d.attempted_at <= now() - ${DAILY_RETRY_SECONDS} * interval '1 second')
    returning d.name`.execute(db);
  if (rows.length === 0) return;
  try {
    await options.work(date);
  } catch (error) {
    await sql`
      update kernel.daily_run set failure = ${messageOf(error)}
      where name = ${name} and date = ${date}::date`.execute(db);
    throw error;
  }
  await sql`
    update kernel.daily_run set finished_at = now(), failure = null
    where name = ${name} and date = ${date}::date`.execute(db);
}
