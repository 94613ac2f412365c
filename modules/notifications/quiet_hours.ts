const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Asia/Seoul has no daylight saving time. */
const SEOUL_OFFSET_MS = 9 * HOUR_MS;
const QUIET_FROM_MS = 21 * HOUR_MS;
const QUIET_UNTIL_MS = 8 * HOUR_MS;

/**
 * When advertising may go out: `now` itself, or the next 08:00 in Seoul where it lies in the quiet
 * hours from 21:00 to 08:00 (정보통신망법 제50조 제3항).
 */
export function advertisingAllowedFrom(now: Date): Date {
  const seoulMs = now.getTime() + SEOUL_OFFSET_MS;
  const timeOfDayMs = seoulMs % DAY_MS;
  if (timeOfDayMs >= QUIET_UNTIL_MS && timeOfDayMs < QUIET_FROM_MS) return now;
  const midnightMs = seoulMs - timeOfDayMs;
  const dayMs = timeOfDayMs >= QUIET_FROM_MS ? DAY_MS : 0;
  return new Date(midnightMs + dayMs + QUIET_UNTIL_MS - SEOUL_OFFSET_MS);
}
