import type { BusinessDate } from "@maru/kernel";

/** 이체의뢰내역, 미납내역, 할인내역, 계좌신청현황, 이체의뢰현황, 정산내역현황. */
export const AGGREGATES = [
  "requests",
  "arrears",
  "discounts",
  "registrations",
  "debits",
  "settlements",
] as const;
export type Aggregate = (typeof AGGREGATES)[number];

export const AGGREGATE_KEYS = ["item", "grade", "bank"] as const;
export type AggregateKey = (typeof AGGREGATE_KEYS)[number];

export interface AggregateLine {
  /** Value of the key, e.g. an item code; '' where there is none. */
  readonly key: string;
  readonly label: string;
  /** Of settlements: debits that were answered; registrations are a part of their own. */
  readonly count: number;
  readonly amountWon: bigint;
  /**
   * By the aggregate: states of registrations and debits; of settlements what is settled and what is
   * not yet, and the fees of both.
   */
  readonly parts: readonly {
    readonly name: string;
    readonly count: number;
    readonly amountWon: bigint;
  }[];
}

export interface AggregateQuery {
  readonly aggregate: Aggregate;
  readonly key: AggregateKey;
  readonly contractId?: string;
  readonly from: BusinessDate;
  readonly to: BusinessDate;
}

/** A row behind a line, whatever the aggregate. */
export interface AggregateRow {
  readonly date: BusinessDate;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly itemName: string;
  readonly grade: string;
  readonly bankName: string;
  readonly state: string;
  readonly code?: string;
  readonly amountWon: bigint;
  readonly discountWon: bigint;
}

export interface AggregateDesk {
  lines(merchantId: string, query: AggregateQuery): Promise<
    { readonly lines: readonly AggregateLine[]; readonly total: AggregateLine }
  >;
  rows(
    merchantId: string,
    query: AggregateQuery & { value?: string; after?: string; limit: number },
  ): Promise<{ readonly rows: readonly AggregateRow[]; readonly next?: string }>;
  streamRows(
    merchantId: string,
    query: AggregateQuery & { value?: string },
  ): AsyncIterable<AggregateRow>;
  dashboard(merchantId: string): Promise<Dashboard>;
}

/** The first page: this month's money and what comes next. */
export interface Dashboard {
  readonly month: BusinessDate;
  readonly requestedWon: bigint;
  readonly requestedCount: number;
  readonly collectedWon: bigint;
  readonly collectedCount: number;
  readonly failedWon: bigint;
  readonly failedCount: number;
  /** Not asked for yet this month. */
  readonly dueWon: bigint;
  readonly dueCount: number;
  /** Days of this month with what was or will be debited. */
  readonly days: readonly {
    date: BusinessDate;
    requestedWon: bigint;
    collectedWon: bigint;
    failedWon: bigint;
  }[];
  /** Twelve months back and three ahead (현금흐름 예상), the coming ones from instructions and past success. */
  readonly months: readonly {
    month: BusinessDate;
    collectedWon: bigint;
    failedWon: bigint;
    expectedWon: bigint;
  }[];
  readonly failures: readonly {
    code: string;
    count: number;
    amountWon: bigint;
    willRetryCount: number;
  }[];
  /** Share of failures by bank over the last three months, in hundredths of a percent. */
  readonly banks: readonly { bankName: string; count: number; failureRate: number }[];
  readonly registrations: Readonly<Record<string, number>>;
}
