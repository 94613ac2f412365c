import type { BusinessDate } from "@maru/kernel";

const DAY_MS = 86_400_000;

/** The date so many calendar days later. */
export function addCalendarDays(date: BusinessDate, days: number): BusinessDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
}
