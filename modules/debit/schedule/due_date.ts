import type { BusinessDate } from "@maru/kernel";

/** 31 stands for the last day of any month. */
const DUE_DAY_MAX = 31;

/**
 * The due date (이체예정일) of a day of the month; a day that the month lacks is its last one.
 *
 * @param month any date of the month
 * @throws {RangeError} no day of a month
 */
export function dueDateOf(
  { month, dueDay }: { month: BusinessDate; dueDay: number },
): BusinessDate {
  if (!Number.isInteger(dueDay) || dueDay < 1 || dueDay > DUE_DAY_MAX) {
    throw new RangeError(`Cannot use "${dueDay}" as a due day: wanted 1 to 31`);
  }
  const day = Math.min(dueDay, lastDayOf(month));
  return `${month.slice(0, 8)}${String(day).padStart(2, "0")}`;
}

/** All days whose due date in that month is this date. */
export function dueDaysOf(dueDate: BusinessDate): readonly number[] {
  const day = Number(dueDate.slice(8));
  if (day < lastDayOf(dueDate)) return [day];
  return Array.from({ length: DUE_DAY_MAX - day + 1 }, (_, index) => day + index);
}

/** The first day of the date's month, as months are kept. */
export function monthOf(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 8)}01`;
}

function lastDayOf(date: BusinessDate): number {
  const [year, month] = date.split("-").map(Number);
  return new Date(Date.UTC(year!, month!, 0)).getUTCDate();
}
