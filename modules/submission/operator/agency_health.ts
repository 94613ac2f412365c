import { isOpen } from "../pipeline/agency_hours.ts";
import type { AgencyHealth } from "../submission.ts";

/** What is known of an agency now. */
export interface AgencyFigures {
  readonly code: string;
  readonly name: string;
  readonly opensAt: string;
  readonly closesAt: string;
  readonly breakerOpenUntil: Date | null;
  readonly breakerReason: string | null;
  readonly waitingCount: number;
  readonly runningCount: number;
  /** What it did lately, the shortest window first. */
  readonly windows: readonly WindowFigures[];
}

export interface WindowFigures {
  readonly minutes: number;
  /** Requests that were answered, whatever the answer. */
  readonly answeredCount: number;
  /** Requests that the agency itself failed. */
  readonly faultCount: number;
  /** Of issued documents; null where there was none. */
  readonly averageSeconds: number | null;
  /** What the catalogue promises for the same documents. */
  readonly expectedSeconds: number | null;
}

/** A window says something only with so many requests in it. */
const SAMPLE_COUNT_MIN = 20;
const SUCCESS_RATE_MIN = 0.9;
const SLOW_FACTOR = 2;

/** Its figures come from the shortest of the windows that holds enough, at most the last hour. */
export function healthOf(figures: AgencyFigures, now: Date): AgencyHealth {
  const { code, name, waitingCount, runningCount, windows } = figures;
  const window = windows.find((each) => requestCount(each) >= SAMPLE_COUNT_MIN) ?? windows.at(-1);
  const count = window === undefined ? 0 : requestCount(window);
  const successRate = window === undefined || count === 0
    ? undefined
    : window.answeredCount / count;
  const averageSeconds = window?.averageSeconds ?? undefined;
  const breakerOpenUntil = figures.breakerOpenUntil !== null && figures.breakerOpenUntil > now
    ? figures.breakerOpenUntil
    : undefined;
  const isLate = averageSeconds !== undefined && window?.expectedSeconds != null &&
    averageSeconds > SLOW_FACTOR * window.expectedSeconds;
  const isFailing = successRate !== undefined && successRate < SUCCESS_RATE_MIN;
  const state = !isOpen(figures, now)
    ? "closed"
    : breakerOpenUntil !== undefined
    ? "blocked"
    : isLate || isFailing
    ? "slow"
    : "good";
  const reason = reasonOf(figures, state);
  return {
    code,
    name,
    opensAt: figures.opensAt,
    closesAt: figures.closesAt,
    state,
    ...(averageSeconds === undefined ? {} : { averageSeconds }),
    ...(successRate === undefined ? {} : { successRate }),
    waitingCount,
    runningCount,
    ...(reason === undefined ? {} : { reason }),
    ...(breakerOpenUntil === undefined ? {} : { breakerOpenUntil }),
  };
}

function requestCount({ answeredCount, faultCount }: WindowFigures): number {
  return answeredCount + faultCount;
}

function reasonOf(
  { opensAt, closesAt, breakerReason }: AgencyFigures,
  state: AgencyHealth["state"],
): string | undefined {
  if (state === "closed") return `${opensAt}~${closesAt}`;
  return state === "blocked" ? breakerReason ?? undefined : undefined;
}
