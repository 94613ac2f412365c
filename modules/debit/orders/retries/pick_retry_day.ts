import type { BusinessDate } from "@maru/kernel";

/** What became of a merchant's debits on one day of the month. */
export interface DayRecord {
  readonly collectedCount: number;
  readonly failedCount: number;
}

/** Common pay days (급여일): where nothing speaks for another day, accounts are full then. */
const COMMON_PAY_DAYS: ReadonlySet<number> = new Set([10, 15, 25]);

/**
 * The day on which a retry most likely finds money: of the days that are possible the one whose day of
 * the month has the best share of successes, by what was learned. Shares are reckoned as if one more
 * debit had gone well and one more had failed, so that a single lucky debit outweighs no long record
 * and an unknown day counts as even. Ties go to common pay days, then to the earliest.
 *
 * @param history by day of the month of the debit
 * @returns nothing where no day is possible
 */
export function pickRetryDay(
  days: readonly BusinessDate[],
  history: ReadonlyMap<number, DayRecord>,
): BusinessDate | undefined {
  return [...days].sort((a, b) => compare(a, b, history))[0];
}

function compare(
  a: BusinessDate,
  b: BusinessDate,
  history: ReadonlyMap<number, DayRecord>,
): number {
  const shareA = shareOf(dayOf(a), history);
  const shareB = shareOf(dayOf(b), history);
  // Whole numbers on both sides: shares that are equal must not differ by a rounding.
  const byShare = shareB.good * shareA.all - shareA.good * shareB.all;
  if (byShare !== 0) return byShare;
  const byPayDay = Number(COMMON_PAY_DAYS.has(dayOf(b))) - Number(COMMON_PAY_DAYS.has(dayOf(a)));
  return byPayDay !== 0 ? byPayDay : a < b ? -1 : a > b ? 1 : 0;
}

function shareOf(day: number, history: ReadonlyMap<number, DayRecord>) {
  const { collectedCount = 0, failedCount = 0 } = history.get(day) ?? {};
  return { good: collectedCount + 1, all: collectedCount + failedCount + 2 };
}

function dayOf(date: BusinessDate): number {
  return Number(date.slice(8));
}
