import type { Calm } from "./calm.ts";
import type { Crowd } from "./crowd.ts";
import type { FaultStorm } from "./faults.ts";
import type { History } from "./history.ts";
import { RULES, type Violation } from "./invariants.ts";
import type { KillCounts } from "./killer.ts";
import type { Options } from "./options.ts";
import { RANDOM_MOMENT, RETENTION, STEPS } from "./steps.ts";
import { verdictsOf } from "./verdicts.ts";

export interface Run {
  readonly options: Options;
  readonly stormSeconds: number;
  readonly calm: Calm;
  readonly killer: KillCounts;
  readonly faults: FaultStorm;
  readonly crowd: Crowd;
  readonly history: History;
  readonly violations: readonly Violation[];
}

/** The closing table. */
export function reportOf(run: Run): string {
  return [
    "",
    ...killTable(run),
    "",
    `faults switched on: ${
      [...run.faults.counts].map(([kind, count]) => `${kind} ${count}`).sort().join(", ")
    }`,
    ...figures(run),
    "",
    ...verdictsOf(RULES.map(({ name }) => name), run.violations),
  ].join("\n");
}

function killTable({ killer, options }: Run): string[] {
  if (options.killCount === 0) return ["no kills: two processes raced for the same work"];
  const rows = [...STEPS, RETENTION].map(({ name, meaning }) => [name, meaning] as const);
  return [
    `${killer.total()} kills (SIGKILL)`,
    ...[...rows, [RANDOM_MOMENT, "whatever it did"] as const].map(([name, meaning]) =>
      `  ${String(killer.at(name)).padStart(4)}  ${name.padEnd(20)}${meaning}`
    ),
  ];
}

function figures({ history, crowd, stormSeconds, calm }: Run): string[] {
  const states = new Map<string, number>();
  for (const { state } of history.items) states.set(state, (states.get(state) ?? 0) + 1);
  const kept = history.received.filter(({ isKept }) => isKept);
  const keptIds = new Set(kept.map(({ deliveryId }) => deliveryId));
  const starts = history.logins.filter(({ kind }) => kind === "start");
  return [
    `storm ${stormSeconds} s, calm after ${calm.seconds} s more ` +
    `(${calm.skippedSeconds} s of waiting skipped by the clock)`,
    `${crowd.submittedCount()} submissions, ${history.items.length} items: ` +
    [...states].map(([state, count]) => `${count} ${state}`).join(", "),
    `${crowd.reissuedCount()} items re-issued by hand, whose faults came more often than we try`,
    `${history.documents.length} documents, ${history.received.length} requests at the receiver: ` +
    `${keptIds.size} deliveries kept, ${kept.length - keptIds.size} repeats of the same`,
    `${starts.length} logins at agencies, ${history.arrivals.length} messages at phones`,
  ];
}
