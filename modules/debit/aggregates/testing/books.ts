import fc from "fast-check";

/** A merchant's books as plain values: what tests sum by themselves, beside the database. */
export interface Books {
  readonly payers: readonly BookPayer[];
  /** Fees before the first settlement, between the two, and after. */
  readonly fees: readonly [Fees, Fees, Fees];
}

export interface BookPayer {
  readonly contract: Contract;
  readonly item: Item;
  /** The item that the instruction has after the first settlement. */
  readonly itemLater: Item;
  readonly grade: string;
  readonly bankCode: string;
  readonly monthlyWon: bigint;
  readonly months: readonly BookMonth[];
  readonly registrations: readonly BookRegistration[];
}

/** What became of a month's charge, one outcome an attempt. */
export interface BookMonth {
  readonly discountPercent: number;
  readonly outcomes: readonly Outcome[];
  /** Cash is taken for this share of what is still wanted, in percent, if it failed. */
  readonly cashPercent: number;
  readonly isCashReversed: boolean;
  /** Its orders take what the month before failed to bring. */
  readonly takesArrears: boolean;
}

export const OUTCOMES = ["collected", "failed", "withdrawn", "waiting", "sent"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface BookRegistration {
  readonly kind: 1 | 3;
  readonly origin: "merchant" | "bank";
  readonly state: "waiting" | "sent" | "done" | "failed" | "withdrawn";
  readonly requestedAt: Date;
}

export const CONTRACTS = ["first", "second"] as const;
export type Contract = (typeof CONTRACTS)[number];
export const ITEMS = ["tuition", "lunch"] as const;
export type Item = (typeof ITEMS)[number];
export const BANKS = ["004", "020", "088"] as const;
export const GRADES = ["", "우수", "일반"] as const;

export type Fees = Readonly<
  Record<
    Contract,
    & { readonly registration: bigint }
    & Readonly<Record<Item, { readonly collected: bigint; readonly failed: bigint }>>
  >
>;

const amount = (max: bigint) => fc.bigInt({ min: 0n, max });
const fee = fc.oneof(fc.constant(0n), amount(500n));
const debitFees = fc.record({ collected: fee, failed: fee });
const contractFees = fc.record({ registration: fee, tuition: debitFees, lunch: debitFees });
const fees: fc.Arbitrary<Fees> = fc.record({ first: contractFees, second: contractFees });

const month: fc.Arbitrary<BookMonth> = fc.record({
  discountPercent: fc.constantFrom(0, 0, 10, 33, 99),
  outcomes: fc.array(fc.constantFrom(...OUTCOMES, "failed", "collected"), { maxLength: 3 }),
  cashPercent: fc.constantFrom(0, 0, 40, 100),
  isCashReversed: fc.boolean(),
  takesArrears: fc.boolean(),
});

const registration: fc.Arbitrary<BookRegistration> = fc.record({
  kind: fc.constantFrom(1, 1, 3),
  origin: fc.constantFrom("merchant", "merchant", "bank"),
  state: fc.constantFrom("waiting", "sent", "done", "failed", "withdrawn"),
  // Around midnight in Seoul, where the day of UTC is another one.
  requestedAt: fc.integer({ min: 0, max: 70 * 24 }).map((hours) =>
    new Date(Date.UTC(2026, 8, 1, hours, 30))
  ),
});

const payer: fc.Arbitrary<BookPayer> = fc.record({
  contract: fc.constantFrom(...CONTRACTS),
  item: fc.constantFrom(...ITEMS),
  itemLater: fc.constantFrom(...ITEMS),
  grade: fc.constantFrom(...GRADES),
  bankCode: fc.constantFrom(...BANKS),
  monthlyWon: fc.bigInt({ min: 1_000n, max: 900_000n }),
  months: fc.array(month, { maxLength: 3 }),
  registrations: fc.array(registration, { maxLength: 2 }),
});

export const books: fc.Arbitrary<Books> = fc.record({
  payers: fc.array(payer, { minLength: 1, maxLength: 12 }),
  fees: fc.tuple(fees, fees, fees),
});
