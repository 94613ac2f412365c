import type { BusinessDate, Transaction } from "@maru/kernel";
import type { EventLog } from "../integration/event_log.ts";
import type { Actor, DebitParts, Page, PageQuery, Rail } from "../parts.ts";
import type { Schedule } from "../schedule/schedule.ts";

export * from "./errors.ts";

/**
 * What `createRegistrationDesk(parts, deps)` of `create_registration_desk.ts` and
 * `createBankApplications(parts, deps)` of `bank_applications.ts` are built from.
 */
export type RegistrationParts = Pick<DebitParts, "kernel">;
export interface RegistrationDeps {
  readonly schedule: Pick<Schedule, "registration">;
  readonly eventLog: EventLog;
}

/** 계좌신청대기, 신청중, 신청완료, 신청미완료, withdrawn. */
export type RegistrationRowState = "waiting" | "sent" | "done" | "failed" | "withdrawn";

export interface RegistrationRow {
  readonly id: string;
  readonly instructionId: string;
  readonly customerId: string;
  readonly customerNumber: string;
  readonly customerName: string;
  readonly itemName: string;
  readonly kind: "new" | "cancel" | "forcedCancel";
  readonly origin: "merchant" | "payer" | "bank" | "accountMove";
  readonly pairId?: string;
  readonly bankCode: string;
  readonly bankName: string;
  readonly accountMasked: string;
  /** Of an account change, which is one row: bank and account that it leaves, masked. */
  readonly previousAccount?: string;
  readonly holder: string;
  readonly monthlyWon: bigint;
  readonly dueDay: number;
  readonly state: RegistrationRowState;
  readonly code?: string;
  readonly requestedAt: Date;
  readonly cutoffAt: Date;
  readonly resultDueAt: Date;
  readonly rail: Rail;
  /** There is a proof of consent that stands; for what is on its way, one that did. */
  readonly hasEvidence: boolean;
  /** 동의자료 필요: at the clearing house it is not sent before a proof of consent is there (0078). */
  readonly lacksEvidence: boolean;
  /** It lacks one given since the mandate ended: what is there was given before. */
  readonly needsNewEvidence: boolean;
  /** 다시 신청: the bank refused or ended it, and nothing was applied for since. */
  readonly isRenewable: boolean;
}

export interface RegistrationQuery extends PageQuery<"requestedAt" | "customerNumber" | "bank"> {
  readonly contractId?: string;
  readonly state?: RegistrationRowState;
  readonly bankCode?: string;
  readonly text?: string;
  readonly from?: BusinessDate;
  readonly to?: BusinessDate;
}

/** 계좌신청. */
export interface RegistrationDesk {
  /**
   * Applies for an instruction in the caller's transaction; called when one is added, when its
   * account changes (a pair), and when it ends.
   */
  apply(
    tx: Transaction,
    input: {
      merchantId: string;
      instructionId: string;
      kind: "new" | "cancel";
      accountId: string;
      origin: "merchant" | "payer";
      pairId?: string;
      actor: Actor;
    },
  ): Promise<{ id: string; cutoffAt: Date; resultDueAt: Date }>;
  /** The same for many new instructions at once, set-based. */
  applyForAll(
    tx: Transaction,
    input: { merchantId: string; instructionIds: readonly string[]; actor: Actor },
  ): Promise<void>;
  /** Asks again for failed ones. */
  applyAgain(
    merchantId: string,
    input: { instructionIds: readonly string[]; actor: Actor },
  ): Promise<number>;
  /**
   * Until the cutoff; a pair goes together, and the instruction has its old account again.
   *
   * @throws {RegistrationNotFoundError | CutoffPassedError | AlreadySentError}
   */
  withdraw(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
  /**
   * Takes back what still can be taken back of an instruction, in the caller's transaction; what lies
   * in a file or past its cutoff goes on. Returns how many.
   */
  withdrawWaiting(
    tx: Transaction,
    input: { merchantId: string; instructionId: string; actor: Actor },
  ): Promise<number>;
  /**
   * Moves applications that missed their cutoff without a proof of consent to the next one: all, by a
   * tick, or those of one instruction, before a proof is added. Returns how many moved.
   */
  moveUnproven(
    tx: Transaction,
    only?: { merchantId: string; instructionId: string },
  ): Promise<number>;
  list(merchantId: string, query: RegistrationQuery): Promise<Page<RegistrationRow>>;
  stream(
    merchantId: string,
    query: Omit<RegistrationQuery, "after" | "limit">,
  ): AsyncIterable<RegistrationRow>;
  counts(merchantId: string): Promise<Readonly<Record<RegistrationRowState, number>>>;
}
