/**
 * Double entry: value moves from one account to another, in whole units, and is never changed
 * afterwards.
 *
 * @module
 */
import type { Transaction } from "@maru/kernel";
import type { RawBuilder } from "kysely";

/** What is counted. Postings never cross units. */
export const UNITS = ["WON", "CREDIT", "MESSAGE", "MINUTE", "SESSION", "DAY"] as const;
export type Unit = (typeof UNITS)[number];

/**
 * How an account's balance is known: `stored` on its row and checked at every posting, or `summed`
 * from its postings when asked, for contra accounts that every transaction touches.
 */
export type BalanceKind = "stored" | "summed";

export interface AccountInput {
  /** Made by the caller, UUIDv7 or derived from what the account is for. */
  readonly id: string;
  /** Unique, e.g. `debit.payable:<merchant id>`; never personal data. */
  readonly code: string;
  readonly unit: Unit;
  readonly balanceKind: BalanceKind;
  /** Whether the balance may fall below zero; a summed account always may. */
  readonly mayBeNegative: boolean;
  /**
   * Whether its units come in lots; a stored account that may not be negative alone. Whatever leaves
   * it then, by whichever function, is taken out of its lots.
   */
  readonly hasLots?: boolean;
  /** The tenant whose account it is; absent for the house's own. */
  readonly ownerId?: string;
}

export interface PostingInput {
  /** Made by the caller: the same id twice is one posting. */
  readonly id: string;
  readonly fromId: string;
  readonly toId: string;
  /** In units of both accounts, above zero. */
  readonly amount: bigint;
  /** A fixed word for what happened, e.g. `debit.collected`. */
  readonly purpose: string;
  /** An id of the business object; never personal data. */
  readonly reference?: string;
}

export interface ReservationInput extends PostingInput {
  readonly expiresAt: Date;
}

export interface Balance {
  /** Σ of postings into the account − Σ of those out of it. */
  readonly posted: bigint;
  /** Reserved to leave the account. */
  readonly reservedOut: bigint;
  /** Reserved to come into it. */
  readonly reservedIn: bigint;
  /** What may be spent now: `posted − reservedOut`, less what expired in its lots. */
  readonly available: bigint;
}

/** The order in which lots of prepaid units are used; one row per unit. */
export type LotPolicy = "expiryFirst" | "oldestFirst";

export interface LotInput extends PostingInput {
  /** Absent: the units never expire. */
  readonly expiresAt?: Date;
}

export interface Posting extends PostingInput {
  readonly at: Date;
  /** The posting that this one takes back. */
  readonly reversesId?: string;
}

export interface Ledger {
  /**
   * Opens accounts that are not open yet.
   *
   * @throws {AccountConflictError} the id or the code is open with other properties
   * @throws {RangeError} the properties do not go together
   */
  openAccounts(tx: Transaction, accounts: readonly AccountInput[]): Promise<void>;
  /**
   * Posts up to 10,000 postings in one statement: all of them or none. Balances are looked at after
   * the last of them. A transaction that posts in one call never deadlocks with another. An id that
   * is reserved with the same content posts the reservation.
   *
   * @throws {PostingConflictError} an id was posted, or is reserved, with other content
   * @throws {ReservationEndedError} an id was reserved, and no longer is
   * @throws {BalanceTooLowError} a stored account would fall below zero
   * @throws {AccountUnknownError | UnitMismatchError | RangeError}
   */
  post(tx: Transaction, postings: readonly PostingInput[]): Promise<void>;
  /**
   * Posts in a transaction of its own, in one round trip: for callers that write nothing else.
   *
   * @throws the classes of `post`
   */
  postAlone(posting: PostingInput): Promise<void>;
  /**
   * Posts what a query of the caller's own schema yields, in one statement, without its rows passing
   * through the application. Columns: `id uuid, from_id uuid, to_id uuid, amount bigint,
   * purpose text, reference text`. Ids that are posted already with the same content are skipped.
   *
   * @returns how many postings were added and the sum of their amounts
   * @throws the classes of `post`
   */
  postFrom(tx: Transaction, rows: RawBuilder<unknown>): Promise<{ count: number; sum: bigint }>;
  /**
   * Takes the units out of what is available until posted, voided or expired. The same id with the
   * same content changes nothing, even after the reservation ended.
   *
   * @throws {RangeError} it would have expired already
   * @throws the classes of `post`
   */
  reserve(tx: Transaction, reservations: readonly ReservationInput[]): Promise<void>;
  /**
   * Turns a reservation into a posting with the reservation's id, of its amount or less; the rest is
   * free again. Doing it twice with the same amount is no error.
   *
   * @throws {ReservationEndedError} it was voided or has expired
   * @throws {PostingConflictError} another amount was posted
   * @throws {PostingUnknownError} there is no such reservation
   * @throws {RangeError} the amount is more than was reserved
   */
  postReserved(tx: Transaction, input: { id: string; amount?: bigint }): Promise<void>;
  /**
   * @throws {ReservationEndedError} it was posted; voiding twice is no error
   * @throws {PostingUnknownError} there is no such reservation
   */
  voidReserved(tx: Transaction, id: string): Promise<void>;
  /**
   * A correction: the same amount the other way round. Each posting can be reversed once.
   *
   * @throws {PostingReversedError} by a posting with another id
   * @throws {PostingUnknownError} there is no such posting
   * @throws {BalanceTooLowError | PostingConflictError}
   */
  reverse(
    tx: Transaction,
    input: { id: string; postingId: string; purpose: string },
  ): Promise<void>;
  /**
   * Posted and pending in one read.
   *
   * @throws {AccountUnknownError}
   */
  balance(accountId: string): Promise<Balance>;
  /**
   * The posted balance as it was at an instant of the business clock.
   *
   * @throws {AccountUnknownError}
   */
  balanceAt(accountId: string, at: Date): Promise<bigint>;
  /** Newest first; `before` is the id of the last one that was seen, `limit` 1,000 at most. */
  postings(query: { accountId: string; limit: number; before?: string }): Promise<Posting[]>;
  readonly lots: Lots;
}

/** Prepaid units that came in together and expire together. */
export interface Lots {
  /**
   * Adds units to the account of `toId` as one lot, with the posting's id.
   *
   * @throws {AccountWithoutLotsError}
   * @throws the classes of `post`
   */
  add(tx: Transaction, lot: LotInput): Promise<void>;
  /**
   * Takes units from the account's lots in the order of the unit's policy, never from expired ones.
   * `post` does the same and does not tell from which.
   *
   * @throws {AccountWithoutLotsError}
   * @throws the classes of `post`
   */
  use(
    tx: Transaction,
    posting: PostingInput,
  ): Promise<readonly { lotId: string; amount: bigint }[]>;
  /**
   * Posts what is left of expired lots to `toId`; returns how many lots ended. Units that are
   * reserved stay until their reservation ends.
   */
  expire(tx: Transaction, input: { unit: Unit; toId: string; limit: number }): Promise<number>;
  /** What can be used, in the order in which it will be. */
  list(accountId: string): Promise<readonly { id: string; left: bigint; expiresAt?: Date }[]>;
}
