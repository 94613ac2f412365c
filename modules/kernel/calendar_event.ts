import type { BusinessDate } from "./calendar.ts";

/**
 * A day became a holiday or ceased to be one. It is told in the transaction of the change. Two
 * changes of one day may arrive in either order: what holds is what the calendar answers.
 */
export const CALENDAR_CHANGED = "kernel.calendarChanged";

export interface CalendarChange {
  readonly date: BusinessDate;
  readonly change: "added" | "removed";
  /** Name of the holiday. */
  readonly name: string;
}
