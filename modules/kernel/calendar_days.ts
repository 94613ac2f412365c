import type { BusinessDate, CalendarDifferences, Holiday } from "./calendar.ts";
import { addDays, isWeekend, yearOf } from "./calendar_date.ts";

/** The calendar as it was read at one time. */
export interface KnownCalendar {
  /** Another one after each change. */
  readonly revision: string;
  /** Names by date, in order. */
  readonly holidays: ReadonlyMap<BusinessDate, string>;
  readonly years: ReadonlySet<number>;
}

/** A date lies outside the years whose holidays are known. */
export class CalendarNotCoveredError extends Error {
  override name = "CalendarNotCoveredError";
  constructor(readonly date: BusinessDate) {
    super(`Cannot tell business days of "${date}": its year has no holidays on record`);
  }
}

/** Some 40 years of business days: whoever asks for more has mistaken a unit. */
const DAY_COUNT_MAX = 10_000;

export function isBusinessDay(known: KnownCalendar, date: BusinessDate): boolean {
  if (!known.years.has(yearOf(date))) throw new CalendarNotCoveredError(date);
  return !isWeekend(date) && !known.holidays.has(date);
}

export function roll(known: KnownCalendar, date: BusinessDate, step: 1 | -1): BusinessDate {
  let day = date;
  while (!isBusinessDay(known, day)) day = addDays(day, step);
  return day;
}

export function addBusinessDays(
  known: KnownCalendar,
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

export function differences(
  known: KnownCalendar,
  { theirs, from, to }: {
    theirs: ReadonlySet<BusinessDate>;
    from: BusinessDate;
    to: BusinessDate;
  },
): CalendarDifferences {
  const onlyTheirs: BusinessDate[] = [];
  const onlyOurs: Holiday[] = [];
  for (let date = from; date <= to; date = addDays(date, 1)) {
    const isOpen = isBusinessDay(known, date);
    if (isWeekend(date) || isOpen !== theirs.has(date)) continue;
    if (isOpen) onlyTheirs.push(date);
    else onlyOurs.push({ date, name: known.holidays.get(date)! });
  }
  return { onlyTheirs, onlyOurs };
}
