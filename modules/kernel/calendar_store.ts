import { type Kysely, sql } from "kysely";
import type { BusinessDate, HolidayChange } from "./calendar.ts";
import type { KnownCalendar } from "./calendar_days.ts";
import type { CalendarChange } from "./calendar_event.ts";
import type { Clock } from "./clock.ts";
import type { Transaction } from "./database.ts";

/** The calendar's tables. */
export interface CalendarStore {
  /** What stands there; `before` itself while nothing was changed since it was read. */
  read(before: KnownCalendar | undefined, tx?: Transaction): Promise<KnownCalendar>;
  /** Keeps changes away until `tx` ends; many may hold at once. */
  hold(tx: Transaction): Promise<void>;
  /** Adds or renames; tells of a day that was none before. */
  add(
    tx: Transaction,
    holiday: { date: BusinessDate; name: string; actor: string },
  ): Promise<CalendarChange | undefined>;
  remove(
    tx: Transaction,
    holiday: { date: BusinessDate; actor: string },
  ): Promise<CalendarChange | undefined>;
  cover(tx: Transaction, year: number): Promise<void>;
  changes(limit: number): Promise<HolidayChange[]>;
}

/** Any fixed number: a change takes this advisory lock alone, who plans by the calendar shares it. */
const CALENDAR_LOCK = 7_203_819;

/** Whoever plans after a change that waits would wait with it, so it does not wait for long. */
const CHANGE_WAIT_MS = 5_000;
/** lock_not_available: the wait was over. */
const LOCK_NOT_AVAILABLE = "55P03";

/** The calendar cannot be changed now: plans are being made by it. To be tried again (409). */
export class CalendarBusyError extends Error {
  override name = "CalendarBusyError";
  constructor() {
    super("Cannot change the calendar: plans are being made by it, try again in a while");
  }
}

/**
 * @param options.db the database's own handle: a question must not care who asks
 * @param options.changeWaitMs for tests; five seconds by default
 */
export function createCalendarStore(
  { db, clock, uuid, changeWaitMs = CHANGE_WAIT_MS }: {
    db: Kysely<unknown>;
    clock: Clock;
    uuid: () => string;
    changeWaitMs?: number;
  },
): CalendarStore {
  async function lockAlone(tx: Transaction): Promise<void> {
    const { rows: [settings] } = await sql<{ wait: string }>`
      select current_setting('lock_timeout') as wait`.execute(tx);
    const waitFor = (wait: string) =>
      sql`select set_config('lock_timeout', ${wait}, true)`.execute(tx);
    await waitFor(`${changeWaitMs}ms`);
    try {
      await sql`select pg_advisory_xact_lock(${CALENDAR_LOCK})`.execute(tx);
    } catch (error) {
      const isBusy = error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE;
      throw isBusy ? new CalendarBusyError() : error;
    }
    await waitFor(settings?.wait ?? "0");
  }

  async function note(
    tx: Transaction,
    { change, date, name, actor }: Omit<HolidayChange, "at">,
  ): Promise<void> {
    await sql`
      insert into kernel.holiday_change (id, at, change, date, name, actor)
      values (${uuid()}, ${clock.now()}, ${change}, ${date}, ${name}, ${actor})`.execute(tx);
  }

  return {
    read: (before, tx) => readKnown(tx ?? db, before),
    async hold(tx) {
      await sql`select pg_advisory_xact_lock_shared(${CALENDAR_LOCK})`.execute(tx);
    },
    async add(tx, { date, name, actor }) {
      await lockAlone(tx);
      const { rows: [row] } = await sql<{ is_new: boolean }>`
        insert into kernel.holiday as h (date, name) values (${date}, ${name})
        on conflict (date) do update set name = excluded.name where h.name <> excluded.name
        returning xmax = 0 as is_new`.execute(tx);
      if (row === undefined) return undefined;
      await note(tx, { change: row.is_new ? "added" : "renamed", date, name, actor });
      return row.is_new ? { date, change: "added", name } : undefined;
    },
    async remove(tx, { date, actor }) {
      await lockAlone(tx);
      const { rows: [row] } = await sql<{ name: string }>`
        delete from kernel.holiday where date = ${date} returning name`.execute(tx);
      if (row === undefined) return undefined;
      await note(tx, { change: "removed", date, name: row.name, actor });
      return { date, change: "removed", name: row.name };
    },
    async cover(tx, year) {
      await lockAlone(tx);
      await sql`insert into kernel.holiday_year (year) values (${year}) on conflict do nothing`
        .execute(tx);
    },
    changes: async (limit) => {
      const { rows } = await sql<HolidayChange>`
        select at, change, date, name, actor from kernel.holiday_change
        order by at desc, id desc limit ${limit}`.execute(db);
      return rows;
    },
  };
}

async function readKnown(
  db: Kysely<unknown>,
  before: KnownCalendar | undefined,
): Promise<KnownCalendar> {
  // Read first: should a change come between, the older name makes the next reading whole.
  const named = await sql<{ revision: string }>`select revision from kernel.calendar_revision`
    .execute(db);
  const revision = named.rows[0]!.revision;
  if (revision === before?.revision) return before;
  const holidays = await sql<{ date: string; name: string }>`
    select to_char(date, 'YYYY-MM-DD') as date, name from kernel.holiday order by date`.execute(db);
  const years = await sql<{ year: number }>`select year from kernel.holiday_year`.execute(db);
  return {
    revision,
    holidays: new Map(holidays.rows.map(({ date, name }) => [date, name])),
    years: new Set(years.rows.map(({ year }) => year)),
  };
}
