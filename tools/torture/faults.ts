import type { Outside } from "./outside.ts";
import { sleep } from "./ports.ts";
import type { Random } from "./random.ts";

/**
 * Faults that pass by themselves: what they hit must still end in a document. The longest ones are
 * over our own limit of five seconds, and all together under the seven of a login's lease: as the
 * real gateway, the agency lets nothing run longer.
 */
const PASSING: readonly {
  readonly kind: string;
  readonly countMax: number;
  readonly delayMs?: readonly [number, number];
}[] = [
  { kind: "slow", countMax: 4, delayMs: [500, 2_500] },
  { kind: "slow", countMax: 1, delayMs: [5_000, 5_300] },
  { kind: "down", countMax: 4 },
  { kind: "reset", countMax: 2 },
  { kind: "error-after-work", countMax: 3 },
  { kind: "timeout-after-work", countMax: 1, delayMs: [200, 700] },
  { kind: "truncated-pdf", countMax: 2 },
  { kind: "garbage-encoding", countMax: 1 },
  { kind: "ip-block", countMax: 2 },
  { kind: "closed", countMax: 3 },
  { kind: "extra-authentication", countMax: 3 },
];

const PAUSE_MS = [300, 1_500] as const;
/** Of what the institution's receiver is sent, it answers so much with 500 after it was stored. */
const STORED_500_SHARE = 0.6;

export interface FaultStorm {
  /** How often each was switched on. */
  readonly counts: ReadonlyMap<string, number>;
  /** Switches all off. */
  end(): Promise<void>;
}

/** Switches passing faults on and on, at agencies and at the receiver. */
export function startFaults(
  { outside, random, agencies }: { outside: Outside; random: Random; agencies: readonly string[] },
): FaultStorm {
  const counts = new Map<string, number>();
  let isOver = false;

  async function add(kind: string, rule: Record<string, unknown>): Promise<void> {
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    await outside.send("POST", "/sandbox/faults", { kind, ...rule });
  }

  const running = (async () => {
    while (!isOver) {
      const fault = random.pick(PASSING);
      await add(fault.kind, {
        service: random.pick(agencies),
        count: random.between(1, fault.countMax),
        ...(fault.delayMs ? { delayMs: random.between(...fault.delayMs) } : {}),
      });
      if (random.chance(STORED_500_SHARE)) {
        await add("error-after-work", { service: "receiver", count: random.between(1, 2) });
      }
      await sleep(random.between(...PAUSE_MS));
    }
  })();

  return {
    counts,
    async end() {
      isOver = true;
      await running;
      await outside.send("DELETE", "/sandbox/faults");
    },
  };
}
