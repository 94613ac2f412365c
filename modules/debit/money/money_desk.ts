import type { BusinessDate } from "@maru/kernel";
import type { Actor, Page, PageQuery } from "../parts.ts";

/** A failed charge that cash may be taken for (현금수납). */
export interface CashCandidate {
  readonly chargeId: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly itemName: string;
  readonly month: BusinessDate;
  readonly dueDate: BusinessDate;
  readonly amountWon: bigint;
  readonly paidWon: bigint;
  /** 현금수납 가능금액. */
  readonly outstandingWon: bigint;
  /** When it was charged: no cash was received for it before that day. */
  readonly madeAt: Date;
  readonly code?: string;
}

export interface CashReceipt {
  readonly id: string;
  readonly chargeId: string;
  readonly customerName: string;
  readonly amountWon: bigint;
  readonly receivedOn: BusinessDate;
  readonly note: string;
  readonly actorName: string;
  readonly reversedById?: string;
}

export interface CashQuery extends PageQuery<"customerNumber" | "month" | "outstanding"> {
  readonly contractId?: string;
  readonly itemCode?: string;
  readonly text?: string;
  /** This one alone, if cash may be taken for it. */
  readonly chargeId?: string;
}

export interface CashDesk {
  candidates(merchantId: string, query: CashQuery): Promise<Page<CashCandidate>>;
  /** All of them, in their order; none twice, whatever is paid meanwhile. */
  candidateStream(
    merchantId: string,
    query: Omit<CashQuery, "after" | "limit">,
  ): AsyncIterable<CashCandidate>;
  /**
   * Takes all or a part. `id` is the form's key: twice is once.
   *
   * @throws {CashRefusedError} not failed, more than is outstanding, asked for again already, or
   *   received on a day to come or before the charge was made
   * @throws {IdempotencyConflictError} the key is of another receipt
   */
  receive(
    merchantId: string,
    input: {
      id: string;
      chargeId: string;
      amountWon: bigint;
      receivedOn: BusinessDate;
      note: string;
      actor: Actor;
    },
  ): Promise<void>;
  /**
   * Takes a receipt back by one below zero. `id` is the form's key.
   *
   * @throws {CashReceiptNotFoundError}
   * @throws {CashRefusedError} taken back already
   * @throws {IdempotencyConflictError} the key is of another receipt
   */
  reverse(
    merchantId: string,
    input: { id: string; receiptId: string; actor: Actor },
  ): Promise<void>;
  /** @throws {CashReceiptNotFoundError} */
  receipt(merchantId: string, id: string): Promise<CashReceipt>;
  receipts(
    merchantId: string,
    query: PageQuery & { from: BusinessDate; to: BusinessDate },
  ): Promise<Page<CashReceipt>>;
  /** All of them, newest first; none twice, whatever is taken meanwhile. */
  receiptStream(
    merchantId: string,
    query: { from: BusinessDate; to: BusinessDate },
  ): AsyncIterable<CashReceipt>;
}

export type SettlementState = "computed" | "approved" | "paid";

export interface Settlement {
  readonly id: string;
  readonly merchantId: string;
  readonly merchantName: string;
  /** Debit dates that it covers, both included. */
  readonly from: BusinessDate;
  readonly to: BusinessDate;
  readonly payoutOn: BusinessDate;
  readonly collectedCount: number;
  readonly collectedWon: bigint;
  readonly feeWon: bigint;
  readonly vatWon: bigint;
  /** Zero or below: what the settlement before could not cover. */
  readonly carriedInWon: bigint;
  /** collected − fee − VAT + carried in, at least zero. */
  readonly payoutWon: bigint;
  /** Zero or below: what is left for the next settlement. */
  readonly carriedOutWon: bigint;
  readonly state: SettlementState;
  readonly paidAt?: Date;
  /** One operator approved and paid it: there was no other. */
  readonly isPaidAlone: boolean;
  /** Where the payout goes, from its approval on. */
  readonly accountMasked?: string;
  readonly bankName?: string;
  readonly accountHolder?: string;
  /** The merchant named its account anew after the approval, before the payout. */
  readonly isAccountChanged?: true;
  /** The bank file that it stands in: it is in no other one. */
  readonly listing?: PayoutListing;
}

export interface PayoutListing {
  readonly id: string;
  readonly at: Date;
  readonly by: Actor;
}

/** An account of a merchant, as operators see it. */
export interface PayoutAccount {
  readonly bankName: string;
  readonly accountMasked: string;
  readonly holder: string;
}

/** Where an approval would send a payout now, beside where the last one went. */
export interface PayoutAccounts {
  readonly named?: PayoutAccount & {
    /** When the bank confirmed the holder; nothing is approved for an account without it. */
    readonly verifiedAt?: Date;
    /** Stands for this naming of the account, and tells nothing of it. */
    readonly version: string;
  };
  readonly last?: PayoutAccount & {
    readonly paidAt: Date;
    /** Bank, number and holder are those of the account that is named now. */
    readonly isSame: boolean;
  };
}

/** A line of the file for the bank's bulk transfer. */
export interface Payout {
  readonly settlementId: string;
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
  readonly amountWon: bigint;
}

export interface SettlementLine {
  readonly itemCode: string;
  readonly itemName: string;
  readonly kind: "success" | "failure" | "registration";
  readonly count: number;
  readonly feeWon: bigint;
  readonly totalFeeWon: bigint;
  readonly collectedWon: bigint;
}

/** 세금계산서 of a settlement's fees: issue → check → approve. */
export interface TaxInvoice {
  readonly id: string;
  readonly merchantId: string;
  readonly settlementIds: readonly string[];
  readonly month: BusinessDate;
  readonly state: "issued" | "checked" | "approved" | "disputed";
  readonly number: string;
  readonly issuedOn: BusinessDate;
  readonly supplier: InvoiceParty;
  readonly buyer: InvoiceParty;
  readonly supplyWon: bigint;
  readonly vatWon: bigint;
  readonly totalWon: bigint;
  readonly lines: readonly {
    name: string;
    count: number;
    unitWon: bigint;
    supplyWon: bigint;
    vatWon: bigint;
  }[];
  readonly note?: string;
}

export interface InvoiceParty {
  readonly businessNumber: string;
  readonly name: string;
  readonly representative: string;
  readonly address: string;
  readonly businessType: string;
  readonly businessItem: string;
  readonly email: string;
}

export interface SettlementDesk {
  list(
    query: { merchantId?: string; from: BusinessDate; to: BusinessDate; state?: SettlementState },
  ): Promise<
    readonly Settlement[]
  >;
  get(merchantId: string, id: string): Promise<Settlement & { lines: readonly SettlementLine[] }>;
  /** The debits of the settlement, a page at a time. */
  debits(
    merchantId: string,
    query: { id: string; after?: string | undefined; limit: number },
  ): Promise<{ readonly rows: readonly SettledDebit[]; readonly next?: string }>;
  /** Each debit of the settlement. */
  stream(merchantId: string, id: string): AsyncIterable<SettledDebit>;
  /** What an operator has to see before he approves a payout to the merchant. */
  payoutAccounts(merchantId: string): Promise<PayoutAccounts>;
  /**
   * Operators: computed → approved, for the account that was seen; again where the merchant's account
   * was named anew meanwhile. `accountVersion` is that of `payoutAccounts`; a settlement without a
   * payout needs none.
   *
   * @throws {SettlementStateError}
   * @throws {SettlementListedError} it stands in a bank file, by which it may be paid already
   * @throws {PayoutAccountMissingError}
   * @throws {PayoutAccountChangedError} another account stands there than was seen
   */
  approve(
    input: { id: string; actor: Actor; accountVersion?: string | undefined },
  ): Promise<void>;
  /**
   * The transfers of approved settlements due by that day, late ones too, for the bank's bulk
   * transfer. Each settlement is given once: whoever lists at the same time gets others.
   */
  payoutList(
    query: { payoutOn: BusinessDate; actor: Actor; address?: string },
  ): Promise<readonly Payout[]>;
  /** What of a listing is not paid and was not taken out, to the same accounts. */
  payoutListAgain(
    query: { listingId: string; actor: Actor; address?: string },
  ): Promise<readonly Payout[]>;
  /**
   * Operators: it was not paid by the file that it stands in (지급하지 않음); the next one has it again.
   *
   * @throws {SettlementStateError} paid, or in no file
   */
  unlist(input: { id: string; actor: Actor; address?: string }): Promise<void>;
  /**
   * Operators: approved → paid; by another person than who approved, where there is one or was one
   * at the approval. Where there is none, the access log tells that one person did both.
   *
   * @throws {SettlementStateError | SamePersonError | PayoutAccountMissingError}
   */
  markPaid(input: { id: string; actor: Actor }): Promise<void>;
  invoices(query: { merchantId?: string; month?: BusinessDate }): Promise<readonly TaxInvoice[]>;
  getInvoice(merchantId: string, id: string): Promise<TaxInvoice>;
  /** The merchant: checks, approves, or says what is wrong. */
  answerInvoice(
    merchantId: string,
    input: { id: string; answer: "checked" | "approved" | "disputed"; note?: string; actor: Actor },
  ): Promise<void>;
  /** Operators: answers a dispute; the merchant checks the invoice again. */
  answerDispute(
    merchantId: string,
    input: { id: string; note: string; actor: Actor },
  ): Promise<void>;
  /** Computes what is due, and issues the invoices of the month before; runs daily by itself. */
  run(): Promise<void>;
}

export interface SettledDebit {
  readonly orderId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly itemName: string;
  readonly debitDate: BusinessDate;
  readonly amountWon: bigint;
  readonly feeWon: bigint;
}
