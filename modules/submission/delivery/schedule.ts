/** Pauses after the first, second, … attempt; the last one repeats. Growing, up to six hours. */
const PAUSES_SECONDS = [1, 5, 30, 120, 600, 3_600, 10_800, 21_600];
const GIVE_UP_AFTER_MS = 3 * 24 * 3_600 * 1_000;

/**
 * When a delivery is tried again after `attemptCount` failures; undefined when three days are over.
 */
export function nextAttemptAt(
  { createdAt, attemptCount, now }: { createdAt: Date; attemptCount: number; now: Date },
): Date | undefined {
  const pauseSeconds = PAUSES_SECONDS[Math.min(attemptCount, PAUSES_SECONDS.length) - 1] ?? 1;
  if (now.getTime() - createdAt.getTime() >= GIVE_UP_AFTER_MS) return undefined;
  return new Date(now.getTime() + pauseSeconds * 1_000);
}
