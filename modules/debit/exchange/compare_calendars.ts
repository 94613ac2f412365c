import { addCalendarDays } from "../schedule/calendar_days.ts";
import { ChannelUnavailableError } from "./channel.ts";
import type { ExchangeWork } from "./deps.ts";

/** How far ahead both calendars must agree: orders are asked for within the month. */
const DAYS_AHEAD = 60;

/**
 * Compares our business days with the clearing house's own list. It changes nothing: a holiday that one
 * of the two does not know moves people's money, so an operator decides.
 */
export async function compareCalendars(work: ExchangeWork): Promise<void> {
  const { kernel, channels, alerts } = work;
  const from = kernel.calendar.dateOf(kernel.clock.now());
  const to = addCalendarDays(from, DAYS_AHEAD);
  try {
    const theirs = await channels.clearingHouse.holidays?.({ from, to });
    if (theirs === undefined) return;
    const dates = theirs.map(({ date }) => date);
    const { onlyTheirs, onlyOurs } = await kernel.calendar.compare(dates, { from, to });
    if (onlyTheirs.length + onlyOurs.length === 0) return;
    await kernel.transaction((tx) =>
      alerts.raise(tx, {
        kind: "calendarDiffers",
        rail: "clearingHouse",
        details: {
          onlyTheirs: onlyTheirs.join(" "),
          onlyOurs: onlyOurs.map(({ date }) => date).join(" "),
        },
      })
    );
  } catch (error) {
    if (!(error instanceof ChannelUnavailableError)) throw error;
    kernel.log.warn("calendars not compared", { error: error.message });
  }
}
