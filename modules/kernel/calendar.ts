import { CALENDAR_CHANGED, type CalendarChange } from "./calendar_event.ts";
import { dateInSeoul, instantInSeoul, requireDate, yearOf } from "./calendar_date.ts";
import {
  addBusinessDays,
  differences,
  isBusinessDay,
  type KnownCalendar,
  roll,
} from "./calendar_days.ts";
import type { CalendarStore } from "./calendar_store.ts";
import type { Transaction } from "./database.ts";
import type { DeliveredEvent, Events } from "./events.ts";
import type { Transactions } from "./transactions.ts";

/** A calendar date in Asia/Seoul, "YYYY-MM-DD". */
export type BusinessDate = string;

export interface Holiday {
  readonly date: BusinessDate;
  readonly name: string;
}

/**
 * Korean business days: table `kernel.holiday`, editable by operators, 2018–2027 seeded.
 *
 * Answers come from memory, read at start and again every 15 seconds. A transaction that writes down
 * what it computed calls `refresh` first.
 *
 * Functions that take a date throw `RangeError` for a date that does not exist.
 */
export interface BusinessCalendar {
  /** The date in Asia/Seoul of an instant. */
  dateOf(instant: Date): BusinessDate;
  /**
   * The instant at which clocks in Seoul show "HH:MM" on that date, from 1989 on.
   *
   * @throws {RangeError} when there is no such date or time, or the date is before 1989
   */
  instantAt(date: BusinessDate, time: string): Date;
  /** @throws {CalendarNotCoveredError} for a year without holidays on record */
  isBusinessDay(date: BusinessDate): Promise<boolean>;
  /**
   * The date `days` business days after (or, negative, before) `date`; zero days give `date` itself.
   *
   * @throws {CalendarNotCoveredError} when the way leads through a year without holidays on record
   */
  addBusinessDays(date: BusinessDate, days: number): Promise<BusinessDate>;
  /**
   * `date` itself if it is a business day, else the next or the previous one.
   *
   * @throws {CalendarNotCoveredError} when the way leads through a year without holidays on record
   */
  rollForward(date: BusinessDate): Promise<BusinessDate>;
  rollBackward(date: BusinessDate): Promise<BusinessDate>;
  /** The holidays on record in a year, also while it is not covered yet. */
  holidays(year: number): Promise<Holiday[]>;
  /**
   * Adds a holiday or renames it; it does not make its year covered. A day that becomes one is told
   * to the subscribers of `onChange`.
   *
   * Without `by.tx` the change is committed and in force here when this resolves, so never call it
   * so inside a transaction. With it, it is in force soon after that transaction commits.
   *
   * @throws {CalendarBusyError} while a transaction that called `refresh` goes on for seconds
   */
  addHoliday(holiday: Holiday, by?: ChangedBy): Promise<void>;
  /** Takes a holiday away; a day that is none is left alone. As `addHoliday` otherwise. */
  removeHoliday(date: BusinessDate, by?: ChangedBy): Promise<void>;
  /** What was changed last, newest first. */
  changes(limit: number): Promise<HolidayChange[]>;
  /** The years whose holidays are all on record, in order. */
  coveredYears(): Promise<number[]>;
  /** Declares that all holidays of a year are on record now. Never inside a transaction. */
  coverYear(year: number): Promise<void>;
  /**
   * Brings what this process knows up to date and keeps it true until `tx` ends: a change waits for
   * that. With it, nothing is planned by yesterday's calendar while the change is being followed.
   */
  refresh(tx: Transaction): Promise<void>;
  /**
   * Runs `handle` once in effect for each day that became a holiday or ceased to be one, with the
   * new calendar in force (see `refresh`).
   *
   * @param subscriber a fixed name, e.g. `debit.orders`
   */
  onChange(
    subscriber: string,
    handle: (
      tx: Transaction,
      event: DeliveredEvent<typeof CALENDAR_CHANGED, CalendarChange>,
    ) => Promise<void>,
  ): void;
  /**
   * Where another's list of holidays, as the clearing house's, has other business days than ours
   * from `from` to `to`, both included. Weekends are left out, and nothing is changed.
   *
   * @throws {CalendarNotCoveredError} for a year without holidays on record
   */
  compare(
    theirs: readonly BusinessDate[],
    range: { readonly from: BusinessDate; readonly to: BusinessDate },
  ): Promise<CalendarDifferences>;
}

export interface ChangedBy {
  /** The caller's transaction, of which the change becomes a part. */
  readonly tx?: Transaction;
  /** Who wants it, e.g. `operator:0192…`; by default `system`. */
  readonly actor?: string;
}

export interface HolidayChange {
  readonly at: Date;
  readonly change: "added" | "removed" | "renamed";
  readonly date: BusinessDate;
  readonly name: string;
  readonly actor: string;
}

export interface CalendarDifferences {
  /** Days on which they are closed and we work. */
  readonly onlyTheirs: readonly BusinessDate[];
  /** Days on which we are closed and they work. */
  readonly onlyOurs: readonly Holiday[];
}

export interface CalendarOptions {
  readonly store: CalendarStore;
  readonly transactions: Transactions;
  readonly events: Events;
}

/** So soon does a change that another process made become visible here. */
const CACHE_LIFE_MS = 15_000;

export function createCalendar(
  { store, transactions, events }: CalendarOptions,
): BusinessCalendar {
  let held: { known: KnownCalendar; readAtMs: number; order: number } | undefined;
  let reading: Promise<KnownCalendar> | undefined;
  let readCount = 0;

  /** Of readings that overlap the one that began last holds. */
  async function read(tx?: Transaction): Promise<KnownCalendar> {
    const order = ++readCount;
    const known = await store.read(held?.known, tx);
    if (held === undefined || held.order < order) {
      held = { known, readAtMs: performance.now(), order };
    }
    return known;
  }

  /**
   * Who asks may be inside a transaction, where waiting for another connection is a deadlock on
   * PGlite. So what is held answers, however old, and is read again beside it.
   */
  async function known(): Promise<KnownCalendar> {
    const isOld = held === undefined || performance.now() - held.readAtMs > CACHE_LIFE_MS;
    if (isOld) reading ??= read().finally(() => reading = undefined);
    if (held === undefined) return await reading!;
    // A failed reading leaves the old values; the next question tries again.
    reading?.catch(() => {});
    return held.known;
  }

  async function change(
    write: (tx: Transaction) => Promise<CalendarChange | undefined>,
    callers?: Transaction,
  ): Promise<void> {
    const writeAndTell = async (tx: Transaction) => {
      const data = await write(tx);
      if (data !== undefined) {
        await events.publish(tx, { type: CALENDAR_CHANGED, data: { ...data } });
      }
    };
    if (callers === undefined) {
      await transactions.run(writeAndTell);
      await read();
    } else {
      await writeAndTell(callers);
      transactions.afterCommit(() => void read().catch(() => {}));
    }
  }

  return {
    dateOf: dateInSeoul,
    instantAt: instantInSeoul,
    isBusinessDay: async (date) => isBusinessDay(await known(), requireDate(date)),
    addBusinessDays: async (date, days) =>
      addBusinessDays(await known(), { date: requireDate(date), days }),
    rollForward: async (date) => roll(await known(), requireDate(date), 1),
    rollBackward: async (date) => roll(await known(), requireDate(date), -1),
    async holidays(year) {
      return [...(await known()).holidays]
        .filter(([date]) => yearOf(date) === year)
        .map(([date, name]) => ({ date, name }));
    },
    addHoliday: async ({ date, name }, { tx, actor = SYSTEM } = {}) =>
      await change((tx) => store.add(tx, { date: requireDate(date), name, actor }), tx),
    removeHoliday: async (date, { tx, actor = SYSTEM } = {}) =>
      await change((tx) => store.remove(tx, { date: requireDate(date), actor }), tx),
    changes: (limit) => store.changes(limit),
    coveredYears: async () => [...(await known()).years].sort((a, b) => a - b),
    coverYear: (year) =>
      change(async (tx) => {
        await store.cover(tx, year);
        return undefined;
      }),
    async refresh(tx) {
      await store.hold(tx);
      await read(tx);
    },
    onChange(subscriber, handle) {
      events.subscribe<typeof CALENDAR_CHANGED, CalendarChange>(
        CALENDAR_CHANGED,
        subscriber,
        async (tx, event) => {
          await store.hold(tx);
          await read(tx);
          await handle(tx, event);
        },
      );
    },
    compare: async (theirs, { from, to }) =>
      differences(await known(), {
        theirs: new Set(theirs.map(requireDate)),
        from: requireDate(from),
        to: requireDate(to),
      }),
  };
}

const SYSTEM = "system";

export { CALENDAR_CHANGED, type CalendarChange } from "./calendar_event.ts";
export { CalendarBusyError } from "./calendar_store.ts";
export { CalendarNotCoveredError } from "./calendar_days.ts";
