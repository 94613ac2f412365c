/**
 * The rules of the ledger's face without a database, for histories to be held against.
 *
 * @module
 */

/** Account 0 is the contra account, account 1 may be negative, the others may not. */
export const ACCOUNT_COUNT = 5;

/**
 * One step of a history. Accounts and ids are numbers into small pools, so that ids are met again,
 * with the same content and with other.
 */
export type Step =
  | { readonly kind: "post"; readonly moves: readonly Move[] }
  | { readonly kind: "reserve"; readonly move: Move; readonly minutes: number }
  | { readonly kind: "postReserved"; readonly id: number; readonly amount?: number }
  | { readonly kind: "voidReserved"; readonly id: number }
  | { readonly kind: "reverse"; readonly id: number; readonly of: number }
  | { readonly kind: "wait"; readonly minutes: number };

export interface Move {
  readonly id: number;
  readonly from: number;
  readonly to: number;
  readonly amount: number;
}

interface ModelPosting extends Move {
  readonly reverses?: number;
}

interface ModelReservation extends Move {
  readonly minutes: number;
  readonly expiresAt: number;
  state: "held" | "posted" | "voided";
  postedAmount?: number;
}

/** The rules of the face in the simplest words: maps in memory, no database. */
export class Model {
  now = 0;
  readonly postings = new Map<number, ModelPosting>();
  readonly reservations = new Map<number, ModelReservation>();

  posted(account: number): number {
    let sum = 0;
    for (const { from, to, amount } of this.postings.values()) {
      if (from === account) sum -= amount;
      if (to === account) sum += amount;
    }
    return sum;
  }

  reserved(account: number): number {
    return [...this.reservations.values()]
      .filter(({ from, state, expiresAt }) =>
        from === account && state === "held" && expiresAt > this.now
      )
      .reduce((sum, { amount }) => sum + amount, 0);
  }

  /** Does the step and answers "ok", or answers the error that it ends with. */
  take(step: Step): string {
    switch (step.kind) {
      case "wait":
        this.now += step.minutes;
        return "ok";
      case "post":
        return this.post(step.moves);
      case "reserve":
        return this.reserve(step.move, step.minutes);
      case "postReserved":
        return this.postReserved(step.id, step.amount);
      case "voidReserved": {
        const reservation = this.reservations.get(step.id);
        if (reservation === undefined) return "PostingUnknownError";
        if (reservation.state === "posted") return "ReservationEndedError";
        reservation.state = "voided";
        return "ok";
      }
      case "reverse": {
        const of = this.postings.get(step.of);
        if (of === undefined) return "PostingUnknownError";
        const reversal = { ...of, id: step.id, from: of.to, to: of.from, reverses: step.of };
        const isReversed = [...this.postings.values()].some(({ reverses }) => reverses === step.of);
        if (isReversed && !this.postings.has(step.id)) return "PostingReversedError";
        return this.post([reversal]);
      }
    }
  }

  private post(postings: readonly ModelPosting[]): string {
    const added = postings.filter((one) => !this.postings.has(one.id));
    if (postings.some((one) => !added.includes(one) && !isSame(one, this.postings.get(one.id)!))) {
      return "PostingConflictError";
    }
    // The database goes by id, so the first that is wrong is not the first that was given.
    const held = added.toSorted((one, other) => one.id - other.id)
      .map((one) => [one, this.reservations.get(one.id)] as const);
    for (const [one, reservation] of held) {
      if (reservation === undefined) continue;
      if (!isSame(one, reservation)) return "PostingConflictError";
      if (!this.isLive(reservation)) return "ReservationEndedError";
    }
    for (const [one, reservation] of held) {
      if (reservation === undefined) continue;
      reservation.state = "posted";
      reservation.postedAmount = one.amount;
    }
    for (const one of added) this.postings.set(one.id, one);
    if (this.isCovered()) return "ok";
    for (const [one, reservation] of held) {
      this.postings.delete(one.id);
      if (reservation !== undefined) reservation.state = "held";
    }
    return "BalanceTooLowError";
  }

  private reserve(move: Move, minutes: number): string {
    const known = this.reservations.get(move.id);
    if (known !== undefined) {
      const isRepeated = isSame(known, move) && known.expiresAt === this.now + minutes;
      return isRepeated ? "ok" : "PostingConflictError";
    }
    if (this.postings.has(move.id)) return "PostingConflictError";
    const expiresAt = this.now + minutes;
    this.reservations.set(move.id, { ...move, minutes, expiresAt, state: "held" });
    if (this.isCovered()) return "ok";
    this.reservations.delete(move.id);
    return "BalanceTooLowError";
  }

  private postReserved(id: number, amount?: number): string {
    const reservation = this.reservations.get(id);
    if (reservation === undefined) return "PostingUnknownError";
    const wanted = amount ?? reservation.amount;
    if (wanted > reservation.amount) return "RangeError";
    if (reservation.state === "posted") {
      return reservation.postedAmount === wanted ? "ok" : "PostingConflictError";
    }
    if (!this.isLive(reservation)) return "ReservationEndedError";
    reservation.state = "posted";
    reservation.postedAmount = wanted;
    this.postings.set(id, { ...reservation, amount: wanted });
    return "ok";
  }

  private isLive({ state, expiresAt }: ModelReservation): boolean {
    return state === "held" && expiresAt > this.now;
  }

  private isCovered(): boolean {
    for (let account = 2; account < ACCOUNT_COUNT; account++) {
      if (this.posted(account) < this.reserved(account)) return false;
    }
    return true;
  }
}

function isSame(one: ModelPosting, other: ModelPosting): boolean {
  return one.from === other.from && one.to === other.to && one.amount === other.amount &&
    one.reverses === other.reverses;
}
