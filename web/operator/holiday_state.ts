import type { BusinessCalendar, Holiday, HolidayChange } from "@maru/kernel";
import { holidayPaths } from "./holiday_paths.ts";
import type { ShownChange } from "./holidays_page.ts";

const CHANGES_SHOWN = 10;

/** The holiday on a date, if it is one. */
export async function holidayOn(
  calendar: BusinessCalendar,
  date: string,
): Promise<Holiday | undefined> {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) return undefined;
  return (await calendar.holidays(Number(date.slice(0, 4)))).find((each) => each.date === date);
}

/** The latest changes; the last one of each day can be undone while the day has not passed. */
export async function shownChanges(
  calendar: BusinessCalendar,
  today: string,
): Promise<ShownChange[]> {
  const seen = new Set<string>();
  const shown: ShownChange[] = [];
  for (const change of await calendar.changes(CHANGES_SHOWN)) {
    const isLast = !seen.has(change.date);
    seen.add(change.date);
    const canUndo = isLast && change.date >= today && change.change !== "renamed";
    shown.push(canUndo ? { ...change, undoHref: undoHref(change) } : change);
  }
  return shown;
}

function undoHref(change: HolidayChange): string {
  return change.change === "added"
    ? holidayPaths.removalOf(change.date)
    : holidayPaths.additionOf(change);
}
