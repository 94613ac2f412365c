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
  /** Lives and deaths of one process, and of the database beside it, until `isOver`. */
  haunt(slot: Slot, isOver: () => boolean): Promise<void>;
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
const LIFE_MS = [50, 600] as const;
/** Once the moment's kills at steps are used up: work has to end sometime. */
const LONG_LIFE_MS = [2_000, 4_500] as const;
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

  async function killOnce(slot: Slot): Promise<void> {
    const victim = random.pick(LOTS);
    let holder: string | undefined;
    let hasStruck = false;
    const strike = () => {
      holder = slot.holder();
      // Two that strike the database at once strike once.
      hasStruck = victim !== "database" || restarting === undefined;
      if (victim !== "process" && restarting === undefined) strikeDatabase();
      if (victim !== "database") void slot.killNow();
    };
    const met = allowedCount > 0 ? await killAtStep(slot, strike) : undefined;
    if (met === undefined) strike();
    else allowedCount -= 1;
    if (hasStruck) add(met?.name ?? RANDOM_MOMENT, victim);
    await restarting;
    if (victim !== "database" && holder !== undefined) await forgetDead(app, holder);
  }

  async function killAtStep(slot: Slot, strike: () => void): Promise<Step | undefined> {
    const how = { delayMs: random.between(...FLIGHT_MS), strike };
    const countOf = ({ name }: Step) => VICTIMS.reduce((sum, victim) => sum + at(name, victim), 0);
    const rare = DEBIT_STEPS.toSorted((one, other) => countOf(one) - countOf(other))
      .slice(0, Math.ceil(DEBIT_STEPS.length * RARE_SHARE));
    return await slot.killAt(rare, { waitMs: RARE_WAIT_MS, ...how }) ??
      await slot.killAt(DEBIT_STEPS, { waitMs: ANY_WAIT_MS, ...how });
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
    async haunt(slot, isOver) {
      while (true) {
        await bringUp(slot);
        if (isOver() || total() >= killCountMax) return;
        await sleep(
          allowedCount > 0 ? random.between(...LIFE_MS) : random.between(...LONG_LIFE_MS),
        );
        if (!slot.isAlive()) endedCount += 1;
        else await killOnce(slot);
      }
    },
  };
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
