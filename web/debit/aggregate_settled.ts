import type { AggregateLine, Settlement } from "@maru/debit";

/** What statements of a period add up to beyond collected money and fees. */
export interface SettledSums {
  readonly vatWon: bigint;
  readonly payoutWon: bigint;
  /** Zero or below: what was carried in from before the period, and on to after it. */
  readonly carriedInWon: bigint;
  readonly carriedOutWon: bigint;
}

/** VAT is rounded once a settlement (docs/decisions/0016), so no item, grade or bank has its own. */
export function settledSums(settlements: readonly Settlement[]): SettledSums {
  const sum = (of: (each: Settlement) => bigint) =>
    settlements.reduce((all, each) => all + of(each), 0n);
  const oldestFirst = settlements.toSorted((left, right) => left.id < right.id ? -1 : 1);
  return {
    vatWon: sum(({ vatWon }) => vatWon),
    payoutWon: sum(({ payoutWon }) => payoutWon),
    carriedInWon: oldestFirst[0]?.carriedInWon ?? 0n,
    carriedOutWon: oldestFirst.at(-1)?.carriedOutWon ?? 0n,
  };
}

/** What a part of a line is measured by: fees are money, what brings no money is counted. */
export function measuresOf(
  aggregate: string,
  name: string,
): { readonly count: boolean; readonly won: boolean } {
  if (name === "fee" || name === "unsettledFee") return { count: false, won: true };
  const isCountAlone = aggregate === "settlements" && COUNTED.has(name);
  return { count: true, won: !isCountAlone };
}

const COUNTED: ReadonlySet<string> = new Set(["failed", "registration", "unsettledRegistration"]);

/** Parts in the order in which a statement is read. */
export function orderedParts(total: AggregateLine): AggregateLine["parts"] {
  const place = (name: string) => ORDER.indexOf(name);
  return total.parts.toSorted((left, right) => place(left.name) - place(right.name));
}

const ORDER = [
  "collected",
  "failed",
  "registration",
  "fee",
  "unsettled",
  "unsettledRegistration",
  "unsettledFee",
];
