import type { BusinessDate } from "@maru/kernel";
import type { Rail } from "../parts.ts";

export type DebitOperation = "debit" | "sameDayDebit";
export type Operation = "registration" | DebitOperation;

/** When something must be asked for, is sent and is answered. */
export interface Plan {
  readonly rail: Rail;
  readonly operation: Operation;
  /** The day in the name of the file, from which the days of the rule are counted. */
  readonly fileDate: BusinessDate;
  /** Until then merchants may ask and withdraw: at the cutoff itself it is too late. */
  readonly cutoffAt: Date;
  /** Until then the other side takes the file. */
  readonly sendBy: Date;
  readonly resultDueAt: Date;
}

export interface DebitPlan extends Plan {
  readonly operation: DebitOperation;
  /** The due day itself or the next business day. */
  readonly debitDate: BusinessDate;
}

/** What a debit is planned from. */
export interface DebitQuestion {
  readonly rail: Rail;
  readonly bankCode: string;
  readonly dueDate: BusinessDate;
  /** By default "debit". Only the clearing house knows "sameDayDebit". */
  readonly operation?: DebitOperation;
}

/**
 * Cutoffs and answers, from rows of `debit.schedule_rule` (a bank's own before '*') and the business
 * calendar. Days of cutoffs are business days. All functions may be called inside a transaction; a
 * rule that was just changed is seen there within seconds.
 *
 * All throw `CalendarNotCoveredError` where the way leads out of the years whose holidays are known.
 */
export interface Schedule {
  /**
   * An application that is made now, or was made at `requestedAt`: counted from that day, or, after
   * its cutoff and on holidays, from the next business day.
   */
  registration(input: { rail: Rail; bankCode: string; requestedAt?: Date }): Promise<Plan>;
  /**
   * A debit on a due date, which rolls forward to a business day.
   *
   * @throws {CutoffPassedError} with the earliest date that can still be asked for
   */
  debit(input: DebitQuestion): Promise<DebitPlan>;
  /** The same, whether or not the cutoff has passed. */
  debitPlan(input: DebitQuestion): Promise<DebitPlan>;
  /** The first business day for which a debit can be asked for now. */
  earliestDebitDate(
    input: { rail: Rail; bankCode: string; operation?: DebitOperation },
  ): Promise<BusinessDate>;
  /** Latest business day by which a registration must be complete for a debit on `debitDate`. */
  registrationDeadline(
    input: { rail: Rail; bankCode: string; debitDate: BusinessDate; operation?: DebitOperation },
  ): Promise<BusinessDate>;
  /** The due date of a day of the month, 31 being the last day; not yet rolled to a business day. */
  dueDate(input: { month: BusinessDate; dueDay: number }): BusinessDate;
  /** The days of the month whose due date is this one: on a last day all that the month lacks too. */
  dueDays(dueDate: BusinessDate): readonly number[];
  /** Plans whose cutoff lies ahead, for debit days from..to, soonest first; of all banks by default. */
  upcoming(
    input: { rail: Rail; bankCode?: string; from: BusinessDate; to: BusinessDate },
  ): Promise<readonly DebitPlan[]>;
}

/** It is too late for that day; nothing was asked for. */
export class CutoffPassedError extends Error {
  override name = "CutoffPassedError";
  constructor(
    readonly cutoffAt: Date,
    /** The first day that is still open. */
    readonly earliestDate: BusinessDate,
  ) {
    super(`Cannot ask for that day: its cutoff was "${cutoffAt.toISOString()}"`);
  }
}
