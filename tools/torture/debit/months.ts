import { sleep } from "../ports.ts";
import type { Random } from "../random.ts";
import type { DebitKiller } from "./debit_killer.ts";
import type { DebitWorld } from "./debit_world.ts";
import { dueWork } from "./due_work.ts";
import { moveTo, pushOn } from "./house_clock.ts";
import { dueDatesAfter, type Office } from "./office.ts";
import type { Weather } from "./weather.ts";

/** Nothing is planned beyond: the calendar ends with the year. */
export const LAST_MONTH = "2027-10";

export interface Months {
  /** Moments of the business clock that were passed. */
  readonly windowCount: () => number;
  /** Moments that were left with work undone, for the next one to find. */
  readonly leftOpenCount: () => number;
  /** From one moment at which something is due to the next. */
  drive(isOver: () => boolean): Promise<void>;
  /** Until nothing is under way any more; false where that does not come. */
  drain(waitMs: number): Promise<boolean>;
}

const LOOK_EVERY_MS = 400;
const DONE_MS_MAX = 60_000;
/** Now and then the clock goes on whatever is left: files become late. */
const HURRY_SHARE = 0.08;
const HURRY_MS_MAX = 3_000;
/**
 * Few, so that the kills spread over many moments: something is built in few of them. As many again
 * once a bad answer was seen: the right one is applied only then.
 */
const KILLS_PER_MOMENT = [3, 5] as const;
const PUSH_EVERY_MS = 4_000;
const PUSH_MS = 25_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const AHEAD_MS = 6 * DAY_MS;
const OPENS_AT = "10:00";

export function createMonths(
  { world, office, weather, killer, random }: {
    world: DebitWorld;
    office: Office;
    weather: Weather;
    killer: DebitKiller;
    random: Random;
  },
): Months {
  const { app } = world;
  let windowCount = 0;
  let leftOpenCount = 0;

  async function waitUntilDone(waitMs: number): Promise<boolean> {
    const startedMs = performance.now();
    let pushedMs = startedMs;
    while (performance.now() - startedMs < waitMs) {
      if ((await dueWork(app)).openCount === 0) return true;
      if (performance.now() - pushedMs > PUSH_EVERY_MS) {
        await pushOn(world, PUSH_MS);
        pushedMs = performance.now();
      }
      await sleep(LOOK_EVERY_MS);
    }
    return false;
  }

  /** When merchants have something to ask for next. */
  function nextAsking(): Date | undefined {
    const { clock, calendar } = app.kernel;
    const today = calendar.dateOf(clock.now());
    const times = dueDatesAfter(today, LAST_MONTH).map((date) =>
      new Date(calendar.instantAt(date, OPENS_AT).getTime() - AHEAD_MS)
    );
    return times.find((time) => time > clock.now());
  }

  return {
    windowCount: () => windowCount,
    leftOpenCount: () => leftOpenCount,
    async drive(isOver) {
      while (!isOver()) {
        await office.workDay();
        const { nextAt } = await dueWork(app);
        const times = [nextAt, nextAsking()].filter((time) => time !== undefined);
        if (times.length === 0) return;
        killer.allow(random.between(...KILLS_PER_MOMENT));
        await weather.moveThrough(new Date(Math.min(...times.map(Number))));
        windowCount += 1;
        killer.allow(random.between(...KILLS_PER_MOMENT));
        const isDone = await waitUntilDone(
          random.chance(HURRY_SHARE) ? HURRY_MS_MAX : DONE_MS_MAX,
        );
        if (!isDone) leftOpenCount += 1;
        await weather.clear();
      }
    },
    async drain(waitMs) {
      const startedMs = performance.now();
      while (performance.now() - startedMs < waitMs) {
        await waitUntilDone(DONE_MS_MAX);
        // Retries follow results by a job of their own.
        await sleep(PUSH_EVERY_MS);
        const { openCount, nextAt } = await dueWork(app);
        if (openCount === 0 && nextAt === undefined) return true;
        if (nextAt !== undefined) await moveTo(world, nextAt);
      }
      return false;
    },
  };
}
