/** PostgreSQL counts days and microseconds from 1 January 2000. */
export const COPY_EPOCH_MS = Date.UTC(2000, 0, 1);
const DAY_MS = 86_400_000;

/** The date that was asked for last: rows that come in millions mostly share a few. */
let known = { date: "2000-01-01", days: 0 };

/** @throws {RangeError} when the text is no date "YYYY-MM-DD" */
export function daysSinceCopyEpoch(date: string): number {
  if (date !== known.date) known = { date, days: daysOf(date) };
  return known.days;
}

function daysOf(date: string): number {
  const ms = date.length === 10 ? Date.parse(`${date}T00:00:00Z`) : NaN;
  if (Number.isNaN(ms) || dateOfCopyDays((ms - COPY_EPOCH_MS) / DAY_MS) !== date) {
    throw new RangeError("Cannot write a text as date: wanted YYYY-MM-DD");
  }
  return (ms - COPY_EPOCH_MS) / DAY_MS;
}

/** "YYYY-MM-DD". */
export function dateOfCopyDays(days: number): string {
  return new Date(COPY_EPOCH_MS + days * DAY_MS).toISOString().slice(0, 10);
}
