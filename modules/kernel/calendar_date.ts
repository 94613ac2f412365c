import type { BusinessDate } from "./calendar.ts";

const DAY_MS = 86_400_000;
const SEOUL = {
  timeZone: "Asia/Seoul",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
} as const;

/** Korea's last summer time ended on 8 October 1988; since then Seoul is UTC+9 without a break. */
const STEADY_SINCE_MS = Date.UTC(1988, 9, 9);
const SEOUL_OFFSET_MS = 9 * 3_600_000;
const STEADY_FROM_DATE = "1989-01-01";
/** "HH:MM" from 00:00 to 23:59. */
export const WALL_TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** The date in Asia/Seoul of an instant, by the time zone's own history. */
export function dateInSeoul(instant: Date): BusinessDate {
  const ms = instant.getTime();
  // Asking the time zone costs a hundred times as much, and a document is dated at each step.
  if (ms >= STEADY_SINCE_MS) return dateAt(ms + SEOUL_OFFSET_MS);
  const parts = new Map(
    new Intl.DateTimeFormat("en-US", SEOUL).formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.get("year")?.padStart(4, "0")}-${parts.get("month")}-${parts.get("day")}`;
}

/**
 * The instant at which clocks in Seoul show the time "HH:MM" on a date.
 *
 * @throws {RangeError} when there is no such date or time, or the date is before 1989, when summer
 *   time made some times of day happen twice
 */
export function instantInSeoul(date: BusinessDate, time: string): Date {
  if (!WALL_TIME.test(time)) throw new RangeError(`Cannot use "${time}" as a time: wanted HH:MM`);
  const instant = new Date(`${requireDate(date)}T${time}:00+09:00`);
  if (date < STEADY_FROM_DATE) {
    throw new RangeError(`Cannot tell the time of "${date}": Seoul had summer time before 1989`);
  }
  return instant;
}

/**
 * The date itself, if there is such a day.
 *
 * @throws {RangeError} when it is not "YYYY-MM-DD" or the day does not exist
 */
export function requireDate(date: string): BusinessDate {
  const time = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(time) || dateAt(time) !== date) {
    throw new RangeError(`Cannot use "${date}" as a date: wanted YYYY-MM-DD`);
  }
  return date;
}

/** The date so many calendar days later; negative for earlier. */
export function addDays(date: BusinessDate, days: number): BusinessDate {
  return dateAt(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
}

/** Whether the date is a Saturday or a Sunday. */
export function isWeekend(date: BusinessDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday === 0 || weekday === 6;
}

export function yearOf(date: BusinessDate): number {
  return Number(date.slice(0, 4));
}

function dateAt(utcMs: number): BusinessDate {
  return new Date(utcMs).toISOString().slice(0, 10);
}
