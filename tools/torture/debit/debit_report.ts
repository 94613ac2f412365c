import type { Violation } from "../invariants.ts";
import { RANDOM_MOMENT } from "../steps.ts";
import { verdictsOf } from "../verdicts.ts";
import type { DebitHistory } from "./books.ts";
import { type DebitKills, VICTIMS } from "./debit_killer.ts";
import { DEBIT_RULES } from "./debit_invariants.ts";
import { DEBIT_STEPS, PHASES } from "./debit_steps.ts";
import { NAMED, REFUSED, WHOLE } from "./ledger_end.ts";
import type { Months } from "./months.ts";
import type { Weather } from "./weather.ts";

export interface DebitRun {
  readonly killer: DebitKills;
  readonly weather: Weather;
  readonly months: Months;
  readonly officeCounts: ReadonlyMap<string, number>;
  readonly history: DebitHistory;
  readonly ledger: { readonly postingCount: number; readonly sealedCount: number };
  readonly violations: readonly Violation[];
  readonly stormSeconds: number;
  readonly drainSeconds: number;
  readonly endsAt: string;
}

const NAMES = [...DEBIT_RULES.map(({ name }) => name), WHOLE, REFUSED, NAMED];

/** The closing table of auto-debit. */
export function debitReportOf(run: DebitRun): string {
  return [
    "",
    ...killTable(run.killer),
    killsByPhase(run.killer),
    shareAtSteps(run.killer),
    "",
    ...figures(run),
    "",
    ...verdictsOf(NAMES, run.violations),
  ].join("\n");
}

function killTable({ at, total }: DebitKills): string[] {
  const steps = [...DEBIT_STEPS, { name: RANDOM_MOMENT, meaning: "whatever it did" }];
  return [
    `${total()} kills (SIGKILL)`,
    VICTIMS.map((victim) => victim.padStart(9)).join(""),
    ...steps.map(({ name, meaning }) =>
      `${VICTIMS.map((victim) => cell(at(name, victim))).join("")}   ${name.padEnd(23)}${meaning}`
    ),
  ];
}

function killsByPhase(kills: DebitKills): string {
  const counts = PHASES.map((phase) => {
    const steps = DEBIT_STEPS.filter((step) => step.phase === phase);
    return `${phase} ${steps.reduce((sum, { name }) => sum + countAt(kills, name), 0)}`;
  });
  return `inside ${counts.join(", ")}; at any moment ${countAt(kills, RANDOM_MOMENT)}`;
}

function shareAtSteps(kills: DebitKills): string {
  const total = kills.total();
  const namedCount = total - countAt(kills, RANDOM_MOMENT);
  const share = total === 0 ? 0 : Math.floor(namedCount * 100 / total);
  const missed = DEBIT_STEPS.filter(({ name }) => countAt(kills, name) === 0);
  const names = missed.map(({ name }) => name).join(", ") || "none";
  return `${namedCount} of ${total} at named steps (${share} %); steps that were never struck: ${names}`;
}

function countAt({ at }: DebitKills, name: string): number {
  return VICTIMS.reduce((sum, victim) => sum + at(name, victim), 0);
}

function cell(count: number): string {
  return String(count).padStart(9);
}

function figures(run: DebitRun): string[] {
  const { history, weather, months, ledger } = run;
  const applied = history.ourFiles.reduce((sum, { appliedCount }) => sum + appliedCount, 0);
  return [
    `storm ${run.stormSeconds} s, drained after ${run.drainSeconds} s more; ` +
    `the house's clock came to ${run.endsAt}`,
    `${months.windowCount()} moments of the schedule, ${months.leftOpenCount()} left with work undone`,
    `${run.killer.endedCount()} times a process ended by itself after the database's death`,
    `merchants: ${told(run.officeCounts)}`,
    `faults switched on: ${told(weather.counts)}`,
    `${weather.badAnswers.length} bad answers lay there until they were seen: ` +
    told(countOf(weather.badAnswers.flatMap(({ alerts }) => alerts))),
    `files: ${told(countOf(history.ourFiles.map(({ kind, state }) => `${kind} ${state}`)))}; ` +
    `${applied} answers applied`,
    `files by kind: ${told(countOf(history.ourFiles.map(({ kind }) => kind)))}`,
    `orders: ${told(countOf(history.orders.map(({ state }) => state)))}; ` +
    `${history.taken.length} debits in the banks' books, ${history.takenWon} won`,
    `${history.refused.length} records refused by banks; ${history.twiceInFileCount} times one ` +
    `account was debited more than once by one file`,
    `debits of ${debitMonths(history).length} months: ${debitMonths(history).join(", ")}`,
    `${ledger.postingCount} postings, ${ledger.sealedCount} of them sealed`,
  ];
}

/** Of the files that were answered; their names end with their day. */
function debitMonths({ ourFiles }: DebitHistory): string[] {
  const debits = ourFiles.filter(({ kind, state }) => kind.endsWith("21") && state === "resulted");
  return [...new Set(debits.map(({ name }) => name.slice(-10, -3)))].sort();
}

function countOf(words: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function told(counts: ReadonlyMap<string, number>): string {
  return [...counts].map(([word, count]) => `${word} ${count}`).sort().join(", ");
}
