import type { Aggregate } from "../aggregate_desk.ts";
import type { BookPayer, Books, Contract, Fees, Item } from "./books.ts";
import { type ChargeEntry, hasFailed, standingOf } from "./entries.ts";

/** A row behind an aggregate, as plain values. */
export interface ExpectedFact {
  readonly date: string;
  readonly contract: Contract;
  readonly item: Item;
  readonly grade: string;
  readonly bank: string;
  readonly state: string;
  readonly amountWon: bigint;
  readonly feeWon: bigint;
}

/** When a debit of a day is paid out, and with whose fees: undefined while it is not settled. */
export interface ExpectedPayout {
  readonly payoutOn: string;
  readonly fees: Fees;
  readonly isSettled: boolean;
}

export interface ExpectedWorld {
  readonly books: Books;
  readonly entries: readonly ChargeEntry[];
  /** By debit date. */
  readonly payouts: ReadonlyMap<string, ExpectedPayout>;
  /** Of registrations: with the first settlement that there is, under the item of that time. */
  readonly registrationPayout?: ExpectedPayout & { readonly isUnderItemLater: boolean };
}

/** Adds up by hand what each aggregate is about. */
export function expectedFacts(world: ExpectedWorld, aggregate: Aggregate): ExpectedFact[] {
  return FACTS[aggregate](world);
}

const FACTS: Readonly<Record<Aggregate, (world: ExpectedWorld) => ExpectedFact[]>> = {
  requests: (world) => orders(world).filter(({ state }) => state !== "withdrawn"),
  debits: (world) =>
    orders(world).filter(({ state }) => state !== "withdrawn" && state !== "waiting"),
  arrears,
  discounts,
  registrations,
  settlements,
};

const keysOf = (payer: BookPayer) => ({
  contract: payer.contract,
  item: payer.item,
  grade: payer.grade,
  bank: payer.bankCode,
});

function orders({ entries }: ExpectedWorld): ExpectedFact[] {
  return entries.flatMap(({ payer, orders }) =>
    orders.map((order) => ({
      ...keysOf(payer),
      date: order.debitDate,
      state: order.outcome,
      amountWon: order.chargeWon + (order.arrears?.amountWon ?? 0n),
      feeWon: 0n,
    }))
  );
}

function arrears({ entries }: ExpectedWorld): ExpectedFact[] {
  return entries.filter(hasFailed).map((charge) => {
    const { wantedWon, isAsked } = standingOf(entries, charge);
    return {
      ...keysOf(charge.payer),
      date: charge.dueDate,
      state: isAsked ? "asked" : "failed",
      amountWon: wantedWon,
      feeWon: 0n,
    };
  }).filter(({ amountWon }) => amountWon > 0n);
}

function discounts({ entries }: ExpectedWorld): ExpectedFact[] {
  return entries
    .filter(({ discountWon, orders }) =>
      discountWon > 0n && orders.some(({ outcome }) => outcome !== "withdrawn")
    )
    .map(({ payer, dueDate, discountWon }) => ({
      ...keysOf(payer),
      date: dueDate,
      state: "discounted",
      amountWon: discountWon,
      feeWon: 0n,
    }));
}

function registrations({ books }: ExpectedWorld): ExpectedFact[] {
  return books.payers.flatMap((payer) =>
    payer.registrations.filter(({ state }) => state !== "withdrawn").map((each) => ({
      ...keysOf(payer),
      item: payer.itemLater,
      date: each.requestedAt.toLocaleDateString("sv-SE", { timeZone: "Asia/Seoul" }),
      state: each.state,
      amountWon: payer.monthlyWon,
      feeWon: 0n,
    }))
  );
}

function settlements(world: ExpectedWorld): ExpectedFact[] {
  const debits = orders(world).flatMap((order) => {
    const payout = world.payouts.get(order.date);
    if (payout === undefined || !["collected", "failed"].includes(order.state)) return [];
    const fees = payout.fees[order.contract][order.item];
    const isCollected = order.state === "collected";
    return [{
      ...order,
      date: payout.payoutOn,
      state: payout.isSettled ? order.state : "unsettled",
      amountWon: isCollected ? order.amountWon : 0n,
      feeWon: isCollected ? fees.collected : fees.failed,
    }];
  });
  return [...debits, ...chargedRegistrations(world)];
}

function chargedRegistrations(
  { books, registrationPayout: payout }: ExpectedWorld,
): ExpectedFact[] {
  if (payout === undefined) return [];
  return books.payers.flatMap((payer) => {
    const feeWon = payout.fees[payer.contract].registration;
    const charged = payer.registrations.filter(({ kind, origin, state }) =>
      kind === 1 && origin !== "bank" && (state === "done" || state === "failed") && feeWon > 0n
    );
    return charged.map(() => ({
      ...keysOf(payer),
      // What was charged under an item stays there, whatever the instruction says later.
      item: payout.isUnderItemLater ? payer.itemLater : payer.item,
      date: payout.payoutOn,
      state: payout.isSettled ? "registration" : "unsettledRegistration",
      amountWon: 0n,
      feeWon,
    }));
  });
}
