import type { BusinessDate } from "@maru/kernel";

/** Unknown, or another merchant's: the two look alike (404). */
export class OrderNotFoundError extends Error {
  override name = "OrderNotFoundError";
  constructor(readonly orderId: string) {
    super(`Cannot find order "${orderId}"`);
  }
}

/** The clearing house lets the contract debit no more in that month; nothing was asked for (409). */
export class MonthlyLimitError extends Error {
  override name = "MonthlyLimitError";
  constructor(
    readonly limitWon: bigint,
    /** Asked for in that month before. */
    readonly usedWon: bigint,
    /** What this call asked for. */
    readonly requestedWon: bigint,
  ) {
    super(
      `Cannot ask for "${requestedWon}" won: "${usedWon}" of the month's "${limitWon}" are used`,
    );
  }
}

/** The contract has no such day, so nothing can be due then; nothing was asked for (422). */
export class DueDateNotContractedError extends Error {
  override name = "DueDateNotContractedError";
  constructor(
    readonly dueDate: BusinessDate,
    /** The days of a month that it has; 31 is the last one. */
    readonly dueDays: readonly number[],
  ) {
    super(`Cannot ask for "${dueDate}": the contract's days are ${dueDays.join(", ")}`);
  }
}

/** Why a failed order cannot be asked for again on that day. */
export type RetryRefusal =
  /** The order, or the day, is of another month than this one. */
  | "anotherMonth"
  /** It is the day on which the order was due. */
  | "regularDay"
  | "notFailed"
  /** Failures of so late a due day go to the next month (25일). */
  | "nextMonth"
  /** The result would come in the next month. */
  | "resultTooLate";

/** Nothing was asked for again (409). */
export class RetryNotAllowedError extends Error {
  override name = "RetryNotAllowedError";
  constructor(
    readonly reason: RetryRefusal,
    readonly date: BusinessDate,
    /** One of the orders that it is about; absent where the day itself is refused. */
    readonly orderId?: string,
  ) {
    super(`Cannot retry on "${date}": ${reason}`);
  }
}

/** The place to go on from is none that a list gave (400). */
export class OrderCursorInvalidError extends Error {
  override name = "OrderCursorInvalidError";
  constructor() {
    super("Cannot go on from there: the cursor is not one of this list");
  }
}
