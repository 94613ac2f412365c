import type { Clock } from "./clock.ts";

const FAILURE_COUNT_MAX = 5;
const OPEN_FIRST_MS = 15_000;
const OPEN_LONGEST_MS = 120_000;

/**
 * A circuit breaker of one host, in this process alone. Five failures in a row open it; after 15
 * seconds one call may try, and each failed try doubles the wait, up to two minutes.
 */
export interface Breaker {
  /** Whether a call may go now. Whoever gets true reports its end by one of the next three. */
  admits(): boolean;
  succeeded(): void;
  failed(): void;
  /** The call ended without telling anything about the host. */
  abandoned(): void;
  state(): BreakerState;
}

export interface BreakerState {
  readonly open: boolean;
  readonly failureCount: number;
  /** When the next try may go. */
  readonly opensAgainAt?: Date;
}

/** The state of several hosts in one: an open one, or the most failures. */
export function openOrWorst(states: readonly BreakerState[]): BreakerState {
  return states.find((state) => state.open) ??
    { open: false, failureCount: Math.max(0, ...states.map((state) => state.failureCount)) };
}

export function createBreaker(clock: Clock): Breaker {
  let failureCount = 0;
  let openMs = 0;
  let openUntilMs = 0;
  let isTrying = false;

  return {
    admits() {
      if (openMs === 0) return true;
      if (isTrying || clock.monotonic() < openUntilMs) return false;
      isTrying = true;
      return true;
    },
    succeeded() {
      failureCount = 0;
      openMs = 0;
      isTrying = false;
    },
    failed() {
      failureCount += 1;
      const mustOpen = isTrying || (openMs === 0 && failureCount >= FAILURE_COUNT_MAX);
      isTrying = false;
      if (!mustOpen) return;
      openMs = openMs === 0 ? OPEN_FIRST_MS : Math.min(openMs * 2, OPEN_LONGEST_MS);
      openUntilMs = clock.monotonic() + openMs;
    },
    abandoned() {
      isTrying = false;
    },
    state() {
      if (openMs === 0) return { open: false, failureCount };
      const leftMs = Math.max(0, openUntilMs - clock.monotonic());
      return {
        open: true,
        failureCount,
        opensAgainAt: new Date(clock.now().getTime() + leftMs),
      };
    },
  };
}
