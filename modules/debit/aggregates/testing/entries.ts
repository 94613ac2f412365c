import type { BookPayer, Books, Outcome } from "./books.ts";

/** An order as the books have it. */
export interface OrderEntry {
  readonly outcome: Outcome;
  readonly attempt: number;
  readonly debitDate: string;
  readonly chargeWon: bigint;
  /** The charge that it takes as arrears, and how much of it. */
  readonly arrears?: { readonly charge: ChargeEntry; readonly amountWon: bigint };
}

export interface ChargeEntry {
  readonly payer: BookPayer;
  readonly month: string;
  readonly dueDate: string;
  readonly discountWon: bigint;
  readonly amountWon: bigint;
  readonly orders: OrderEntry[];
  /** Each taken, and whether it was taken back. */
  readonly cash: { readonly amountWon: bigint; readonly isReversed: boolean }[];
}

/** Of each month the debit days of the first, second and third attempt; all are banking days. */
export const DEBIT_DATES = [
  ["2026-09-10", "2026-09-14", "2026-09-16"],
  ["2026-10-12", "2026-10-14", "2026-10-16"],
  ["2026-11-10", "2026-11-13", "2026-11-16"],
] as const;
/** After these nothing more is asked for. */
const FINAL: readonly Outcome[] = ["collected", "waiting", "sent"];

/** Charges and orders that follow from the books, in the order in which they came about. */
export function entriesOf({ payers }: Books): ChargeEntry[] {
  return payers.flatMap((payer) => {
    const charges: ChargeEntry[] = [];
    for (const [index, month] of payer.months.entries()) {
      const dates: readonly string[] = DEBIT_DATES[index] ?? [];
      const discountWon = payer.monthlyWon * BigInt(month.discountPercent) / 100n;
      const charge: ChargeEntry = {
        payer,
        month: `${dates[0]?.slice(0, "2026-09".length)}-01`,
        dueDate: dates[0] ?? "",
        discountWon,
        amountWon: payer.monthlyWon - discountWon,
        orders: [],
        cash: [],
      };
      const before = month.takesArrears ? charges.at(-1) : undefined;
      charges.push(charge);
      for (const [attempt, outcome] of month.outcomes.entries()) {
        if (FINAL.includes(charge.orders.at(-1)?.outcome ?? "failed")) break;
        const wantedWon = before === undefined ? 0n : standingOf(charges, before).wantedWon;
        charge.orders.push({
          outcome,
          attempt: attempt + 1,
          debitDate: dates[attempt] ?? "",
          chargeWon: charge.amountWon,
          ...(before === undefined || !hasFailed(before) || wantedWon === 0n
            ? {}
            : { arrears: { charge: before, amountWon: wantedWon } }),
        });
      }
      takeCash(charges, charge, month);
    }
    return charges;
  });
}

function takeCash(
  charges: readonly ChargeEntry[],
  charge: ChargeEntry,
  { cashPercent, isCashReversed }: { cashPercent: number; isCashReversed: boolean },
): void {
  const amountWon = standingOf(charges, charge).wantedWon * BigInt(cashPercent) / 100n;
  if (!hasFailed(charge) || amountWon === 0n) return;
  charge.cash.push({ amountWon, isReversed: isCashReversed });
}

export function hasFailed({ orders }: ChargeEntry): boolean {
  return orders.some(({ outcome }) => outcome === "failed");
}

/** What is still wanted of a charge, after its own orders, those that took it as arrears, and cash. */
export function standingOf(
  charges: readonly ChargeEntry[],
  charge: ChargeEntry,
): { wantedWon: bigint; isAsked: boolean } {
  const parts = charges.flatMap(({ orders }) => orders).flatMap((order) => [
    ...(charge.orders.includes(order) ? [{ ...order, wonOfIt: order.chargeWon }] : []),
    ...(order.arrears?.charge === charge ? [{ ...order, wonOfIt: order.arrears.amountWon }] : []),
  ]);
  let wantedWon = charge.amountWon;
  for (const { outcome, wonOfIt } of parts) if (outcome === "collected") wantedWon -= wonOfIt;
  for (const { amountWon, isReversed } of charge.cash) if (!isReversed) wantedWon -= amountWon;
  return {
    wantedWon,
    isAsked: parts.some(({ outcome }) => outcome === "waiting" || outcome === "sent"),
  };
}
