const SECONDS_PER_DAY = 86_400;
const MS_PER_DAY = 86_400_000;
/** 9999-12-31 in the 1900 system. */
const SERIAL_MAX = 2_958_465;
const DAYS_FROM_1900_TO_1904 = 1_462;
/** Day 0 for every serial after the leap day that 1900 did not have. */
const DAY_ZERO_MS = Date.UTC(1899, 11, 30);
/** The serial of 1900-02-29, which the calendar does not have but spreadsheet programs do. */
const FALSE_LEAP_DAY = 60;

/**
 * A serial date (ECMA-376 part 1, 18.17.4) as `YYYY-MM-DD`, with a time of day behind a space, a
 * time alone without a date. Undefined for what no calendar has.
 */
export function dateText(
  serial: number,
  { is1904 }: { readonly is1904: boolean },
): string | undefined {
  const seconds = Math.round(serial * SECONDS_PER_DAY);
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  const time = timeText(seconds - day * SECONDS_PER_DAY);
  if (day === 0 && time !== undefined) return time;
  const day1900 = is1904 ? day + DAYS_FROM_1900_TO_1904 : day;
  const isOnCalendar = serial >= 0 && day1900 >= 1 && day1900 <= SERIAL_MAX &&
    day1900 !== FALSE_LEAP_DAY;
  if (!isOnCalendar) return undefined;
  const shifted = day1900 < FALSE_LEAP_DAY ? day1900 + 1 : day1900;
  const date = new Date(DAY_ZERO_MS + shifted * MS_PER_DAY).toISOString().slice(0, 10);
  return time === undefined ? date : `${date} ${time}`;
}

/** Undefined at midnight: a date without a time. */
function timeText(seconds: number): string | undefined {
  if (seconds === 0) return undefined;
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}
