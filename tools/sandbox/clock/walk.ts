import type { SandboxContext } from "../context.ts";

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const KOREA_OFFSET_MS = 9 * HOUR_MS;
/**
 * Hours in Korea after which something closes or is answered at the clearing house or a bank. Whoever
 * leaps over them finds that nobody sent a file in time.
 */
const STOP_HOURS = [3, 11, 12, 14, 17, 23];
/** Just after the hour, so that what happens on the hour has happened. */
const STOP_MS = 60_000;
/** Long enough for the app to see a stop and do its work. */
const PAUSE_MS = 4_000;
/** Two months of stops take some minutes less than an hour. */
const STOP_COUNT_MAX = 400;

/** The moments between two instants at which a walking clock stands still for a while. */
export function stopsBetween(fromMs: number, toMs: number): readonly number[] {
  const stops: number[] = [];
  const firstDay = Math.floor((fromMs + KOREA_OFFSET_MS) / DAY_MS) * DAY_MS - KOREA_OFFSET_MS;
  for (let day = firstDay; day < toMs && stops.length < STOP_COUNT_MAX; day += DAY_MS) {
    for (const hour of STOP_HOURS) {
      const stop = day + hour * HOUR_MS + STOP_MS;
      if (stop > fromMs && stop < toMs) stops.push(stop);
    }
  }
  return stops;
}

export interface Walker {
  /** Moves the clock on by stops instead of at one leap. */
  walkTo(toMs: number): Promise<void>;
  /** Whoever moves the clock otherwise ends a walk that is under way. */
  stop(): void;
}

export function createWalker(context: SandboxContext): Walker {
  let walks = 0;
  return {
    async walkTo(toMs) {
      const walk = ++walks;
      for (const stop of [...stopsBetween(context.now().getTime(), toMs), toMs]) {
        if (walk !== walks) return;
        const aheadMs = stop - context.now().getTime();
        if (aheadMs > 0) context.clock.set(context.clock.offsetMs + aheadMs);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
      }
    },
    stop() {
      walks += 1;
    },
  };
}
