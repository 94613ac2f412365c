import type { BusinessDate } from "@maru/kernel";
import type { EventLog } from "../integration/event_log.ts";
import type { Actor, DebitParts, Page, PageQuery } from "../parts.ts";
import type { DebitOperation, Schedule } from "../schedule/schedule.ts";

export * from "./errors.ts";

/** What `createOrderDesk(parts, deps)` of `create_order_desk.ts` is built from. */
export type OrderParts = Pick<DebitParts, "kernel" | "notifications">;
export interface OrderDeps {
  readonly schedule: Schedule;
  readonly events: EventLog;
}

/** 이체의뢰대기, 이체의뢰중, 이체처리완료, 이체처리미완료, withdrawn. */
export type OrderState = "waiting" | "sent" | "collected" | "failed" | "withdrawn";

export type RetryClass = "money" | "outage" | "accountFix" | "reRegister" | "dataBug";

/** A line of the list that a merchant ticks before asking (이체의뢰). */
export interface Candidate {
  readonly instructionId: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly grade: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly bankName: string;
  readonly accountMasked: string;
  readonly holder: string;
  readonly grossWon: bigint;
  readonly discountWon: bigint;
  readonly arrearsWon: bigint;
  /** After discount, and with arrears where they were asked for. */
  readonly amountWon: bigint;
  /** Absent: may be asked for. */
  readonly obstacle?: Obstacle;
}

/** Why a line cannot be asked for now. */
export type Obstacle =
  /** 계좌신청미완료: the bank refused the account's registration, or ended it. */
  | "registrationFailed"
  /** A bank that must be told of an account has not said yes. */
  | "notRegistered"
  | "registrationTooLate"
  | "alreadyRequested"
  | "exempt"
  | "overDebitLimit"
  | "stopped"
  /** Ticked, and due on another day, in other months, for another item or contract. */
  | "notDue"
  /** Ticked, and no instruction of the merchant's. */
  | "unknown"
  /** The clearing house refuses so small a debit (0075). */
  | "underMinimum"
  /** The payer's bank closes before the others. */
  | "cutoffPassed";

export interface CandidateFilter {
  readonly contractId: string;
  readonly dueDate: BusinessDate;
  readonly itemCodes?: readonly string[];
  readonly withArrears: boolean;
  readonly text?: string;
  /** Of these alone, as ticked. */
  readonly instructionIds?: readonly string[];
  /** All but these. */
  readonly exceptInstructionIds?: readonly string[];
  /** By default "debit"; "sameDayDebit" (당일출금) at the clearing house alone. */
  readonly operation?: DebitOperation;
}

export interface CandidateQuery extends CandidateFilter {
  readonly after?: string;
  readonly limit: number;
}

export interface OrderRow {
  readonly id: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly grade: string;
  readonly instructionId: string;
  readonly chargeId: string;
  readonly contractId: string;
  readonly itemCode: string;
  readonly itemName: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly accountMasked: string;
  readonly kind: "regular" | "retry";
  readonly isAutomatic: boolean;
  readonly month: BusinessDate;
  readonly debitDate: BusinessDate;
  readonly grossWon: bigint;
  readonly discountWon: bigint;
  readonly arrearsWon: bigint;
  readonly amountWon: bigint;
  readonly state: OrderState;
  readonly requestedAt: Date;
  readonly cutoffAt: Date;
  readonly resultDueAt: Date;
  readonly resultedAt?: Date;
  /** The bank's code of a failure; its class says whether it is tried again. */
  readonly code?: string;
  readonly retryClass?: RetryClass;
  /** When the automatic retry of a failed order is debited. */
  readonly willRetryOn?: BusinessDate;
  /** Which uploaded file holds it. */
  readonly fileName?: string;
  readonly sequence?: number;
}

export interface OrderQuery extends
  PageQuery<
    "requestedAt" | "debitDate" | "customerNumber" | "customerName" | "amount"
  > {
  readonly contractId?: string;
  readonly itemCode?: string;
  readonly grade?: string;
  readonly bankCode?: string;
  readonly state?: OrderState;
  /** Leaves withdrawn orders out where no state is named; counts by state keep them. */
  readonly exceptWithdrawn?: boolean;
  readonly kind?: "regular" | "retry";
  /** Debit dates, both included. */
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
  readonly month?: BusinessDate;
  readonly text?: string;
  readonly ids?: readonly string[];
}

export interface OrderTotals {
  readonly count: number;
  readonly amountWon: bigint;
}

/** What may be done on a due date, and if not, why. */
export interface RequestWindow {
  readonly dueDate: BusinessDate;
  readonly debitDate: BusinessDate;
  readonly isOpen: boolean;
  readonly cutoffAt: Date;
  readonly resultDueAt: Date;
  /** The next day that is open, when this one is not. */
  readonly earliestDate: BusinessDate;
}

/** What may be done on the day of a retry; open too means that its result still comes this month. */
export interface RetryWindow extends RequestWindow {
  /** Why nothing at all can be retried on the day, whatever the hour. */
  readonly refusal?: "anotherMonth" | "resultTooLate";
  /** False: nothing can be retried this month any more, and `earliestDate` is no day for it. */
  readonly isAnyDayLeft: boolean;
}

/** What is left for a failed order: a retry this month, going with the next request, or nothing. */
export type RetryChance = "possible" | "nextMonth" | "settled";

export interface RequestAnswer {
  readonly count: number;
  readonly amountWon: bigint;
  readonly cutoffAt: Date;
  readonly resultDueAt: Date;
  /** Lines that could not be asked for, with the reason. */
  readonly refused: readonly { instructionId: string; obstacle: Obstacle }[];
}

/** 이체의뢰, 재처리의뢰, 이체의뢰결과. */
export interface OrderDesk {
  /** The window of a due date for the contract's rail. */
  window(
    merchantId: string,
    input: { contractId: string; dueDate: BusinessDate; operation?: DebitOperation },
  ): Promise<RequestWindow>;
  candidates(merchantId: string, query: CandidateQuery): Promise<
    Page<Candidate> & { readonly open: OrderTotals }
  >;
  /** All of them, in the same order, each looked at once. @throws {ContractNotFoundError} */
  candidateStream(merchantId: string, query: CandidateFilter): AsyncIterable<Candidate>;
  /**
   * Asks for debits: makes charges and orders, set-based. `instructionIds: "all"` takes every
   * candidate of the query but the excepted ones. The same call again adds nothing.
   *
   * @throws {CutoffPassedError | DueDateNotContractedError | MonthlyLimitError | ContractNotFoundError}
   */
  request(
    merchantId: string,
    input: {
      contractId: string;
      dueDate: BusinessDate;
      itemCodes?: readonly string[];
      withArrears: boolean;
      instructionIds: readonly string[] | "all";
      exceptInstructionIds?: readonly string[];
      operation?: DebitOperation;
      actor: Actor;
    },
  ): Promise<RequestAnswer>;
  /** Failed ones that may be asked for again this month; of another month there are none. */
  retryable(
    merchantId: string,
    query: {
      contractId: string;
      month: BusinessDate;
      text?: string;
      after?: string;
      limit: number;
    },
  ): Promise<Page<OrderRow>>;
  /** `earliestDate` is the next day on which a retry can be asked for. */
  retryWindow(
    merchantId: string,
    input: { contractId: string; date: BusinessDate },
  ): Promise<RetryWindow>;
  /** "settled" too for what did not fail. */
  retryChance(merchantId: string, orderId: string): Promise<RetryChance>;
  /** The best that is left for any of this month's failures with a code, by code. */
  retryChances(merchantId: string): Promise<ReadonlyMap<string, RetryChance>>;
  /**
   * Asks again for what failed, with the arrears that the order held. Those that were asked for again
   * already come back as refused; anything else that cannot be retried refuses the whole call.
   *
   * @throws {CutoffPassedError | RetryNotAllowedError | MonthlyLimitError | OrderNotFoundError}
   */
  retry(
    merchantId: string,
    input: { contractId: string; orderIds: readonly string[]; date: BusinessDate; actor: Actor },
  ): Promise<RequestAnswer>;
  /**
   * Takes waiting orders back until the cutoff: all or none; those that were taken back before count
   * for nothing.
   *
   * @throws {CutoffPassedError | AlreadySentError | OrderNotFoundError}
   */
  withdraw(
    merchantId: string,
    input: { orderIds: readonly string[]; actor: Actor },
  ): Promise<number>;
  /** @throws {OrderCursorInvalidError} */
  list(merchantId: string, query: OrderQuery): Promise<
    Page<OrderRow> & {
      readonly sum: OrderTotals;
      readonly byState: Readonly<Record<OrderState, OrderTotals>>;
    }
  >;
  stream(merchantId: string, query: Omit<OrderQuery, "after" | "limit">): AsyncIterable<OrderRow>;
  /** @throws {OrderNotFoundError} */
  get(merchantId: string, id: string): Promise<OrderRow>;
  /**
   * Holidays changed, or a file was missed: moves what was not sent to the day that now holds and
   * tells the merchants. Runs by itself too. Returns how many moved, registrations included.
   */
  replan(): Promise<number>;
}
