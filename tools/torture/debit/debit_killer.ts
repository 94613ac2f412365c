import type { App } from "../../../compose.ts";
import { sleep } from "../ports.ts";
import type { Random } from "../random.ts";
import { rowsOf } from "../rows.ts";
import type { Slot } from "../slot.ts";
import { RANDOM_MOMENT, type Step } from "../steps.ts";
import type { Cluster } from "./cluster.ts";
import { DEBIT_STEPS } from "./debit_steps.ts";

/** A process, the database under it, or the machine with both. */
export const VICTIMS = ["process", "database", "machine"] as const;
export type Victim = typeof VICTIMS[number];

/** What was killed where. */
export interface DebitKills {
  readonly total: () => number;
  readonly at: (name: string, victim: Victim) => number;
  /** Processes that did not outlive their database's death. */
  readonly endedCount: () => number;
}

export interface DebitKiller extends DebitKills {
  /**
   * Lives and deaths of one process, and of the database beside it, while `mayKill`; until `isOver` it
   * is started again when it ends by itself.
   */
  haunt(slot: Slot, until: { mayKill: () => boolean; isOver: () => boolean }): Promise<void>;
  /** So many more at steps are allowed now: work that dies for ever gets nowhere. */
  allow(count: number): void;
}

/** Of ten. A database is back sooner than a process, which has to load itself first. */
const LOTS: readonly Victim[] = [
  ...Array<Victim>(4).fill("process"),
  ...Array<Victim>(3).fill("machine"),
  ...Array<Victim>(3).fill("database"),
];

/** The postmaster alone: its orphans finish what they have in hand. */
const FIRST_ALONE_SHARE = 0.3;
const LIFE_MS = [50, 300] as const;
/** Once the moment's kills are used up: work has to end sometime. */
const REST_MS = 200;
/** At no step that we know of. */
const RANDOM_SHARE = 0.06;
const NEVER_WAIT_MS = 1_500;
const RARE_WAIT_MS = 1_500;
const ANY_WAIT_MS = 1_500;
const RARE_SHARE = 0.5;
const FLIGHT_MS = [0, 150] as const;
const START_AGAIN_MS = 300;
const START_COUNT_MAX = 20;

export function createDebitKiller(
  { app, cluster, random, killCountMax }: {
    app: App;
    cluster: Cluster;
    random: Random;
    killCountMax: number;
  },
): DebitKiller {
  const counts = new Map<string, number>();
  const keyOf = (name: string, victim: Victim) => `${victim}/${name}`;
  const at = (name: string, victim: Victim) => counts.get(keyOf(name, victim)) ?? 0;
  const add = (name: string, victim: Victim) =>
    void counts.set(keyOf(name, victim), at(name, victim) + 1);
  const total = () => [...counts.values()].reduce((sum, count) => sum + count, 0);
  let restarting: Promise<void> | undefined;
  let allowedCount = 0;
  let endedCount = 0;

  function strikeDatabase(): void {
    cluster.kill(random.chance(FIRST_ALONE_SHARE) ? "first" : "all");
    restarting = cluster.restart().finally(() => restarting = undefined);
  }

  /** @returns whether it struck; not where the process came to no step in time */
  async function killOnce(slot: Slot, mayStrike: () => boolean): Promise<boolean> {
    const victim = random.pick(LOTS);
    let holder: string | undefined;
    let hasStruck = false;
    const strike = () => {
      holder = slot.holder();
      // Two that strike the database at once strike once.
      hasStruck = victim !== "database" || restarting === undefined;
      if (victim !== "process" && restarting === undefined) strikeDatabase();
      if (victim !== "database") void slot.killNow();
      allowedCount -= 1;
    };
    const isRandom = random.chance(RANDOM_SHARE);
    if (isRandom) strike();
    const met = isRandom ? undefined : await killAtStep(slot, { mayStrike, strike });
    if (!isRandom && met === undefined) return false;
    if (hasStruck) add(met?.name ?? RANDOM_MOMENT, victim);
    await restarting;
    if (victim !== "database" && holder !== undefined) await forgetDead(app, holder);
    return true;
  }

  /**
   * Waits with one set of steps after the other. Nothing is killed where none is met: the process that
   * has not got the tick comes to none, and waits armed for its turn.
   */
  async function killAtStep(
    slot: Slot,
    { mayStrike, strike }: { mayStrike: () => boolean; strike: () => void },
  ): Promise<Step | undefined> {
    const delayMs = random.between(...FLIGHT_MS);
    for (const { steps, waitMs } of armings(countOf)) {
      if (!slot.isAlive() || !mayStrike()) return undefined;
      const met = await slot.killAt(steps, { waitMs, delayMs, strike });
      if (met !== undefined) return met;
    }
    return undefined;
  }

  function countOf({ name }: Step): number {
    return VICTIMS.reduce((sum, victim) => sum + at(name, victim), 0);
  }

  /** A start that the database's death cut off is made again. */
  async function bringUp(slot: Slot): Promise<void> {
    for (let count = 1; !slot.isAlive(); count++) {
      await restarting;
      try {
        await slot.start();
      } catch (error) {
        if (count === START_COUNT_MAX) throw error;
        await slot.killNow();
        await sleep(START_AGAIN_MS);
      }
    }
  }

  return {
    total,
    at,
    endedCount: () => endedCount,
    allow: (count) => void (allowedCount = count),
    async haunt(slot, { mayKill, isOver }) {
      // The other one may have used the moment's kills up meanwhile.
      const mayStrike = () => allowedCount > 0 && total() < killCountMax && mayKill();
      while (!isOver()) {
        await bringUp(slot);
        await sleep(mayStrike() ? random.between(...LIFE_MS) : REST_MS);
        const hasStruck = slot.isAlive() && mayStrike() && await killOnce(slot, mayStrike);
        if (!hasStruck && !slot.isAlive()) endedCount += 1;
      }
    },
  };
}

/** Steps that were never struck come first and alone, then the rarer half, then all. */
export function armings(
  countOf: (step: Step) => number,
): { readonly steps: readonly Step[]; readonly waitMs: number }[] {
  const rarestFirst = DEBIT_STEPS.toSorted((one, other) => countOf(one) - countOf(other));
  return [
    { steps: rarestFirst.filter((step) => countOf(step) === 0), waitMs: NEVER_WAIT_MS },
    {
      steps: rarestFirst.slice(0, Math.ceil(rarestFirst.length * RARE_SHARE)),
      waitMs: RARE_WAIT_MS,
    },
    { steps: rarestFirst, waitMs: ANY_WAIT_MS },
  ].filter(({ steps }) => steps.length > 0);
}

/**
 * A dead process keeps work waiting until its leases end. It is known to be dead: nobody has to sit
 * that out, so that more deaths fit into a run.
 */
async function forgetDead(app: App, holder: string): Promise<void> {
  try {
    await rowsOf(
      app,
      `with dead as (
         update kernel.tick set leased_until = now()
         where holder = '${holder}' and leased_until > now() returning name
       )
       update debit.file set lease_until = null
       where state = 'sending' and exists (select from dead where name = 'debit.exchange')`,
    );
  } catch {
    // The database is dead, too; then the leases end by themselves.
  }
}
