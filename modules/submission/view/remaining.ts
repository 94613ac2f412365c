import type { ItemRow } from "./view_rows.ts";

/** Even a document that is later than expected is not "ready in 0 seconds". */
const LATE_SECONDS = 2;
/** A wait beyond this is told by its own time and not counted into the seconds. */
const WAIT_COUNTED_SECONDS_MAX = 600;

type TimedItem = Pick<
  ItemRow,
  "agency_code" | "state" | "started_at" | "next_at" | "expected_seconds"
>;

/**
 * How long the rest is likely to take: an agency's documents one after another, agencies side by
 * side. Items that wait for a person, or for the morning, are not counted.
 */
export function remainingSeconds(items: readonly TimedItem[], now: Date): number {
  const byAgency = Map.groupBy(items, (item) => item.agency_code);
  const lanes = [...byAgency.values()].map((lane) =>
    lane.reduce((sum, item) => sum + itemSeconds(item, now), 0)
  );
  return Math.ceil(Math.max(0, ...lanes));
}

function itemSeconds(item: TimedItem, now: Date): number {
  if (item.state === "issued") return LATE_SECONDS;
  if (item.state === "running") {
    const spentMs = item.started_at === null ? 0 : now.getTime() - item.started_at.getTime();
    return Math.max(LATE_SECONDS, item.expected_seconds - spentMs / 1_000);
  }
  if (item.state !== "queued" && item.state !== "waitingAgency") return 0;
  const waitMs = item.next_at === null ? 0 : item.next_at.getTime() - now.getTime();
  const waitSeconds = Math.max(0, waitMs / 1_000);
  return waitSeconds > WAIT_COUNTED_SECONDS_MAX ? 0 : waitSeconds + item.expected_seconds;
}
