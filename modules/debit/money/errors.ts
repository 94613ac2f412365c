import type { SettlementState } from "./money_desk.ts";

export type CashRefusal =
  | "notFailed"
  | "tooMuch"
  | "askedAgain"
  | "notFound"
  | "alreadyReversed"
  | "tooLate"
  | "tooEarly";

/** Cash cannot be taken for this charge, or not so much. */
export class CashRefusedError extends Error {
  override name = "CashRefusedError";
  constructor(readonly refusal: CashRefusal, readonly outstandingWon: bigint) {
    super(`Cannot take cash: ${refusal}, ${outstandingWon} won are outstanding`);
  }
}

/** There is no such receipt of this merchant. */
export class CashReceiptNotFoundError extends RangeError {
  override name = "CashReceiptNotFoundError";
  constructor(readonly receiptId: string) {
    super(`Cannot find the receipt "${receiptId}"`);
  }
}

/** The settlement is in another state than this step needs. */
export class SettlementStateError extends Error {
  override name = "SettlementStateError";
  constructor(readonly settlementId: string, readonly wanted: SettlementState | "listed") {
    super(`Cannot go on with the settlement "${settlementId}": it is not "${wanted}"`);
  }
}

/** The settlement stands in a bank file: it may be paid already, to the account of its approval. */
export class SettlementListedError extends Error {
  override name = "SettlementListedError";
  constructor(readonly settlementId: string) {
    super(`Cannot approve the settlement "${settlementId}" again: it stands in a bank file`);
  }
}

/** Who approved a payout does not also pay it. */
export class SamePersonError extends Error {
  override name = "SamePersonError";
  constructor() {
    super("Cannot mark the settlement as paid: the same person approved it");
  }
}

/** The merchant has named no account, or nobody has checked it. */
export class PayoutAccountMissingError extends Error {
  override name = "PayoutAccountMissingError";
  constructor(readonly merchantId: string) {
    super(`Cannot pay out to the merchant "${merchantId}": it has no checked account`);
  }
}

/** The merchant named another account than the one that was seen at the approval. */
export class PayoutAccountChangedError extends Error {
  override name = "PayoutAccountChangedError";
  constructor(readonly settlementId: string) {
    super(
      `Cannot approve the settlement "${settlementId}": another account is named than was seen`,
    );
  }
}

export class SettlementNotFoundError extends RangeError {
  override name = "SettlementNotFoundError";
  constructor(readonly settlementId: string) {
    super(`Cannot find the settlement "${settlementId}"`);
  }
}

export class InvoiceNotFoundError extends RangeError {
  override name = "InvoiceNotFoundError";
  constructor(readonly invoiceId: string) {
    super(`Cannot find the invoice "${invoiceId}"`);
  }
}

/** The invoice was approved, or the dispute was answered meanwhile. */
export class InvoiceStateError extends Error {
  override name = "InvoiceStateError";
  constructor(readonly invoiceId: string) {
    super(`Cannot change the invoice "${invoiceId}": it is in another state`);
  }
}
