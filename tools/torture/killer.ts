import { sleep } from "./ports.ts";
import type { Random } from "./random.ts";
import type { Slot } from "./slot.ts";
import { RANDOM_MOMENT, type Step, STEPS } from "./steps.ts";

/** What was killed where. */
export interface KillCounts {
  readonly total: () => number;
  readonly at: (name: string) => number;
}

export interface Killer extends KillCounts {
  /** Lives and deaths of one process, until `isOver`; it is left running. */
  haunt(slot: Slot, isOver: () => boolean): Promise<void>;
  /** One kill at the step; false when the process does not come to it. */
  killAt(slot: Slot, step: Step, options: { waitMs: number }): Promise<boolean>;
}

/** A process works undisturbed for so long, and longer where the time that is left allows it. */
const LIFE_MS_MIN = 200;
const LIFE_MS_MAX = 4_000;
/** First the steps that were killed least are waited for, then all, then no longer. */
const RARE_WAIT_MS = 1_000;
const ANY_WAIT_MS = 1_000;
const RARE_SHARE = 0.34;
const FLIGHT_MS = [0, 120] as const;
/** The rest of the time is for what takes longer than planned. */
const TIME_SHARE = 0.8;
/** Now and then the process dies at no step that we know of. */
const RANDOM_SHARE = 0.08;

export function createKiller(
  { random, killCountMax, seconds, slotCount }: {
    random: Random;
    killCountMax: number;
    seconds: number;
    slotCount: number;
  },
): Killer {
  const endsAtMs = performance.now() + seconds * 1_000 * TIME_SHARE;
  const counts = new Map<string, number>();
  const at = (name: string) => counts.get(name) ?? 0;
  const add = (name: string) => void counts.set(name, at(name) + 1);
  const total = () => [...counts.values()].reduce((sum, count) => sum + count, 0);

  /** From one start to the next there is so much time, if all kills shall fit. */
  function lifeMs(startMs: number): number {
    const leftMs = endsAtMs - performance.now();
    const turnMs = leftMs * slotCount / Math.max(1, killCountMax - total());
    const most = turnMs - startMs - RARE_WAIT_MS;
    return random.between(
      LIFE_MS_MIN,
      Math.round(Math.min(Math.max(LIFE_MS_MIN, most), LIFE_MS_MAX)),
    );
  }

  async function killOnce(slot: Slot, startMs: number): Promise<void> {
    await sleep(lifeMs(startMs));
    const met = random.chance(RANDOM_SHARE) ? undefined : await killAtStep(slot);
    if (met === undefined) await slot.killNow();
    add(met?.name ?? RANDOM_MOMENT);
  }

  async function killAtStep(slot: Slot): Promise<Step | undefined> {
    const delayMs = random.between(...FLIGHT_MS);
    const rare = STEPS.toSorted((one, other) => at(one.name) - at(other.name))
      .slice(0, Math.ceil(STEPS.length * RARE_SHARE));
    return await slot.killAt(rare, { waitMs: RARE_WAIT_MS, delayMs }) ??
      await slot.killAt(STEPS, { waitMs: ANY_WAIT_MS, delayMs });
  }

  return {
    total,
    at,
    async haunt(slot, isOver) {
      while (true) {
        const startedMs = performance.now();
        await slot.start();
        if (isOver() || total() >= killCountMax) return;
        await killOnce(slot, performance.now() - startedMs);
      }
    },
    async killAt(slot, step, { waitMs }) {
      const met = await slot.killAt([step], { waitMs, delayMs: 0 });
      if (met !== undefined) add(met.name);
      return met !== undefined;
    },
  };
}
