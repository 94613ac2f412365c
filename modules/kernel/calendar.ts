import { type Kysely, sql } from "kysely";
import { addDays, dateInSeoul, isWeekend, requireDate, yearOf } from "./calendar_date.ts";

/** A calendar date in Asia/Seoul, "YYYY-MM-DD". */
export type BusinessDate = string;

export interface Holiday {
  readonly date: BusinessDate;
  readonly name: string;
}

/**
 * Korean business days: table `kernel.holiday`, editable by operators, 2018–2027 seeded.
 *
 * Answers come from memory, read at start and again every 15 seconds; `addHoliday`, `removeHoliday`
 * and `coverYear` write to the database: never call those inside a transaction.
 *
 * Functions that take a date throw `RangeError` for a date that does not exist.
 */
export interface BusinessCalendar {
  /** The date in Asia/Seoul of an instant. */
  dateOf(instant: Date): BusinessDate;
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
  /** Adds a holiday or renames it. It does not make its year covered. */
  addHoliday(holiday: Holiday): Promise<void>;
  removeHoliday(date: BusinessDate): Promise<void>;
  /** The years whose holidays are all on record, in order. */
  coveredYears(): Promise<number[]>;
  /** Declares that all holidays of a year are on record now. */
  coverYear(year: number): Promise<void>;
}

/** A date lies outside the years whose holidays are known. */
export class CalendarNotCoveredError extends Error {
  override name = "CalendarNotCoveredError";
  constructor(readonly date: BusinessDate) {
    super(`Cannot tell business days of "${date}": its year has no holidays on record`);
  }
}

/** So soon does a change that another process made become visible here. */
const CACHE_LIFE_MS = 15_000;
/** Some 40 years of business days: whoever asks for more has mistaken a unit. */
const DAY_COUNT_MAX = 10_000;

interface Known {
  readonly holidays: ReadonlyMap<BusinessDate, string>;
  readonly years: ReadonlySet<number>;
}

export function createCalendar({ db }: { db: Kysely<unknown> }): BusinessCalendar {
  let held: { known: Known; readAtMs: number } | undefined;
  let reading: Promise<Known> | undefined;

  function read(): Promise<Known> {
    reading ??= readKnown(db).then((known) => {
      held = { known, readAtMs: performance.now() };
      return known;
    }).finally(() => reading = undefined);
    return reading;
  }

  /**
   * Who asks may be inside a transaction, where waiting for another connection is a deadlock on
   * PGlite. So what is held answers, however old, and is read again beside it.
   */
  async function known(): Promise<Known> {
    if (held === undefined) return await read();
    // A failed reading leaves the old values; the next question tries again.
    if (performance.now() - held.readAtMs > CACHE_LIFE_MS) read().catch(() => {});
    return held.known;
  }

  async function roll(date: BusinessDate, step: 1 | -1): Promise<BusinessDate> {
    const calendar = await known();
    let day = requireDate(date);
    while (!isBusinessDay(calendar, day)) day = addDays(day, step);
    return day;
  }

  async function change(write: Promise<unknown>): Promise<void> {
    await write;
    await reading;
    await read();
  }

  return {
    dateOf: dateInSeoul,
    isBusinessDay: async (date) => isBusinessDay(await known(), requireDate(date)),
    addBusinessDays: async (date, days) =>
      addBusinessDays(await known(), { date: requireDate(date), days }),
    rollForward: (date) => roll(date, 1),
    rollBackward: (date) => roll(date, -1),
    async holidays(year) {
      return [...(await known()).holidays]
        .filter(([date]) => yearOf(date) === year)
        .map(([date, name]) => ({ date, name }));
    },
    addHoliday: ({ date, name }) =>
      change(
        sql`insert into kernel.holiday (date, name) values (${requireDate(date)}, ${name})
          on conflict (date) do update set name = excluded.name`.execute(db),
      ),
    removeHoliday: (date) =>
      change(sql`delete from kernel.holiday where date = ${requireDate(date)}`.execute(db)),
    coveredYears: async () => [...(await known()).years].sort((a, b) => a - b),
    coverYear: (year) =>
      change(
        sql`insert into kernel.holiday_year (year) values (${year}) on conflict do nothing`
          .execute(db),
      ),
  };
}

function isBusinessDay(known: Known, date: BusinessDate): boolean {
  if (!known.years.has(yearOf(date))) throw new CalendarNotCoveredError(date);
  return !isWeekend(date) && !known.holidays.has(date);
}

function addBusinessDays(
  known: Known,
  { date, days }: { date: BusinessDate; days: number },
): BusinessDate {
  if (!Number.isInteger(days) || Math.abs(days) > DAY_COUNT_MAX) {
    throw new RangeError(`Cannot add "${days}" business days: not a whole number up to 10000`);
  }
  const step = days < 0 ? -1 : 1;
  let day = date;
  for (let left = Math.abs(days); left > 0;) {
    day = addDays(day, step);
    if (isBusinessDay(known, day)) left -= 1;
  }
  return day;
}

async function readKnown(db: Kysely<unknown>): Promise<Known> {
  const holidays = await sql<{ date: string; name: string }>`
    select to_char(date, 'YYYY-MM-DD') as date, name from kernel.holiday order by date`.execute(db);
  const years = await sql<{ year: number }>`select year from kernel.holiday_year`.execute(db);
  return {
    holidays: new Map(holidays.rows.map(({ date, name }) => [date, name])),
    years: new Set(years.rows.map(({ year }) => year)),
  };
}
