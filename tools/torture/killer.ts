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

const LIFE_MS = [200, 1_100] as const;
/** First the steps that were killed least are waited for, then all, then no longer. */
const RARE_WAIT_MS = 1_000;
const ANY_WAIT_MS = 1_000;
const RARE_SHARE = 0.34;
const FLIGHT_MS = [0, 120] as const;
/** Now and then the process dies at no step that we know of. */
const RANDOM_SHARE = 0.08;

export function createKiller(
  { random, killCountMax }: { random: Random; killCountMax: number },
): Killer {
  const counts = new Map<string, number>();
  const at = (name: string) => counts.get(name) ?? 0;
  const add = (name: string) => void counts.set(name, at(name) + 1);
  const total = () => [...counts.values()].reduce((sum, count) => sum + count, 0);

  async function killOnce(slot: Slot): Promise<void> {
    await sleep(random.between(...LIFE_MS));
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
        await slot.start();
        if (isOver() || total() >= killCountMax) return;
        await killOnce(slot);
      }
    },
    async killAt(slot, step, { waitMs }) {
      const met = await slot.killAt([step], { waitMs, delayMs: 0 });
      if (met !== undefined) add(met.name);
      return met !== undefined;
    },
  };
}
