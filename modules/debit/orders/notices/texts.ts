const SEOUL_OFFSET_MS = 9 * 3_600_000;

/** Won with its thousands marked, "1,234,000". */
export function wonText(amountWon: bigint): string {
  return amountWon.toLocaleString("en-US");
}

/** An instant as clocks in Seoul show it, "2026-12-10 14:00". */
export function seoulText(instant: Date): string {
  const seoul = new Date(instant.getTime() + SEOUL_OFFSET_MS).toISOString();
  return `${seoul.slice(0, 10)} ${seoul.slice(11, 16)}`;
}
