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
  /** As many kills as asked for, at one step. */
  killAt(slot: Slot, step: Step, options: { waitMs: number }): Promise<boolean>;
}

const LIFE_MS = [200, 1_100] as const;
/** A step that does not come in this time is not waited for. */
const STEP_WAIT_MS = 1_800;
const FLIGHT_MS = [0, 120] as const;
/** A step that was waited for in vain counts as so many kills when the next one is chosen. */
const MISS_WEIGHT = 0.5;

export function createKiller(
  { random, killCountMax }: { random: Random; killCountMax: number },
): Killer {
  const counts = new Map<string, number>();
  const misses = new Map<string, number>();
  const total = () => [...counts.values()].reduce((sum, count) => sum + count, 0);
  const add = (to: Map<string, number>, name: string) => to.set(name, (to.get(name) ?? 0) + 1);

  /** The step that was killed at least; of several, any. */
  function chooseStep(): Step {
    const weight = ({ name }: Step) =>
      (counts.get(name) ?? 0) + MISS_WEIGHT * (misses.get(name) ?? 0);
    const least = Math.min(...STEPS.map(weight));
    return random.pick(STEPS.filter((step) => weight(step) === least));
  }

  async function killOnce(slot: Slot): Promise<void> {
    await sleep(random.between(...LIFE_MS));
    const step = chooseStep();
    // Counted as missed until it was hit, so that the other process chooses another one.
    add(misses, step.name);
    const delayMs = random.between(...FLIGHT_MS);
    if (await slot.killAt(step, { waitMs: STEP_WAIT_MS, delayMs })) {
      misses.set(step.name, (misses.get(step.name) ?? 1) - 1);
      add(counts, step.name);
      return;
    }
    await slot.killNow();
    add(counts, RANDOM_MOMENT);
  }

  return {
    total,
    at: (name) => counts.get(name) ?? 0,
    async haunt(slot, isOver) {
      while (true) {
        await slot.start();
        if (isOver() || total() >= killCountMax) return;
        await killOnce(slot);
      }
    },
    async killAt(slot, step, { waitMs }) {
      const isKilled = await slot.killAt(step, { waitMs, delayMs: 0 });
      if (isKilled) add(counts, step.name);
      return isKilled;
    },
  };
}
