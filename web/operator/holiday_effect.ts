import { type BusinessCalendar, CalendarNotCoveredError } from "@maru/kernel";

/** What a day's becoming a holiday, or ceasing to be one, means to business days. */
export type HolidayEffect =
  /** It falls on a Saturday or Sunday, which are closed anyway. */
  | { readonly kind: "weekend" }
  /** Nothing is planned by its year yet. */
  | { readonly kind: "uncovered" }
  /** What falls on the day is planned anew; the next business day after it. */
  | { readonly kind: "moves"; readonly next?: string };

export async function holidayEffect(
  calendar: BusinessCalendar,
  date: string,
): Promise<HolidayEffect> {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return { kind: "weekend" };
  const years = await calendar.coveredYears();
  if (!years.includes(Number(date.slice(0, 4)))) return { kind: "uncovered" };
  try {
    return { kind: "moves", next: await calendar.addBusinessDays(date, 1) };
  } catch (error) {
    // The last days of the last covered year have no next business day yet.
    if (error instanceof CalendarNotCoveredError) return { kind: "moves" };
    throw error;
  }
}
