/** A day in Korea, "YYYY-MM-DD". */
export type Day = string;

export const DAY_MS = 86_400_000;
const KOREA_OFFSET_MS = 9 * 3_600_000;

/** The day that a clock on a wall in Korea shows. */
export function koreanDay(at: Date): Day {
  return new Date(at.getTime() + KOREA_OFFSET_MS).toISOString().slice(0, 10);
}

/** That wall-clock time ("14:00") on that day in Korea. */
export function koreanMoment(day: Day, time: string): Date {
  return new Date(`${day}T${time}:00+09:00`);
}

export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** 0 is Sunday. */
export function weekday(day: Day): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

export function isWeekend(day: Day): boolean {
  return weekday(day) % 6 === 0;
}

/** Reads "20261123"; undefined where it is no day of the calendar. */
export function parseCompactDay(text: string): Day | undefined {
  if (!/^\d{8}$/.test(text)) return undefined;
  return realDay(`${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`);
}

/** Reads "2026-11-23"; undefined where it is no day of the calendar. */
export function parseDay(text: unknown): Day | undefined {
  return typeof text === "string" && /^\d{4}-\d{2}-\d{2}$/.test(text) ? realDay(text) : undefined;
}

/** "20261123". */
export function compactDay(day: Day): string {
  return day.replaceAll("-", "");
}

function realDay(day: Day): Day | undefined {
  const at = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) ? day : undefined;
}
