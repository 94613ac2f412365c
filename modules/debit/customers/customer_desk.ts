import type { Auth } from "@maru/auth";
import type { BusinessDate, Transaction } from "@maru/kernel";
import type { Actor, DebitParts, Page, PageQuery } from "../parts.ts";
import type { RegistrationDesk } from "../registrations/registration_desk.ts";
import type { HolderAnswer } from "../settings/holder_check.ts";

export * from "./errors.ts";
export { type Region, REGIONS } from "./regions.ts";
export type { FieldProblem, RowField } from "./rules.ts";

export interface CustomerInput {
  readonly contractId: string;
  readonly number: string;
  readonly name: string;
  readonly kind: "individual" | "business";
  readonly grade: string;
  /** Business number (10 digits) or birth date (YYMMDD); resident numbers are refused. */
  readonly identity?: string;
  readonly representative: string;
  readonly phone: string;
  readonly mobile: string;
  readonly email: string;
  readonly industryCode: string;
  readonly joinedOn?: BusinessDate;
  readonly region: string;
  readonly postcode: string;
  readonly address: string;
  readonly addressDetail: string;
}

export interface Customer extends Omit<CustomerInput, "identity"> {
  readonly id: string;
  readonly identityMasked: string;
  readonly state: "active" | "ended";
  /** Given back when saving, so that nobody overwrites what he has not seen. */
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export interface InstructionInput {
  readonly itemCode: string;
  readonly limitWon: bigint;
  /** At most the limit. */
  readonly monthlyWon: bigint;
  /** In hundredths of a percent; fills `discountWon`, rounded down to the won. */
  readonly discountRate: number;
  /** Absent: from the rate. */
  readonly discountWon?: bigint;
  /** First day of a month. */
  readonly firstMonth: BusinessDate;
  readonly lastMonth?: BusinessDate;
  readonly dueDay: number;
  readonly bankCode: string;
  readonly account: string;
  readonly holder: string;
  /** The holder's business number or birth date. */
  readonly holderIdentity: string;
  readonly manager: string;
}

export type RegistrationState = "none" | "waiting" | "sent" | "done" | "failed" | "cancelled";

export interface Instruction
  extends Omit<InstructionInput, "account" | "holderIdentity" | "discountWon"> {
  readonly id: string;
  readonly customerId: string;
  readonly contractId: string;
  readonly itemName: string;
  readonly bankName: string;
  readonly accountMasked: string;
  readonly discountWon: bigint;
  readonly payerNumber: string;
  readonly registrationState: RegistrationState;
  readonly registrationCode?: string;
  /** 국민, 새마을금고, and every bank at the clearing house. */
  readonly needsRegistration: boolean;
  /** There is a proof of consent for the account, given since its mandate last ended. */
  readonly hasEvidence: boolean;
  readonly registeredBy: string;
  readonly state: "active" | "stopped" | "ended";
  readonly version: number;
}

export type CustomerSortKey = "number" | "name" | "grade" | "joinedOn" | "createdAt";

export interface CustomerQuery extends PageQuery<CustomerSortKey> {
  /** In number, name, phone, mobile or mail. */
  readonly text?: string;
  readonly contractId?: string;
  readonly grade?: string;
  readonly itemCode?: string;
  readonly bankCode?: string;
  readonly registrationState?: RegistrationState;
  readonly state?: "active" | "ended";
}

export interface CustomerRow extends Customer {
  readonly instructions: readonly Instruction[];
}

export interface HistoryEntry {
  readonly id: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly actorName: string;
  readonly action: string;
  readonly changes: readonly { field: string; from?: string; to?: string }[];
}

/** What `createCustomerDesk(parts, deps)` of `create_customer_desk.ts` is built from. */
export interface CustomerParts extends Pick<DebitParts, "kernel" | "holderCheck"> {
  readonly auth: Pick<Auth, "staff">;
}
export interface CustomerDeps {
  readonly registrations: RegistrationDesk;
}

/** 고객관리 and 할인관리. Wrong fields come as one {@linkcode CustomerInputError} with all problems. */
export interface CustomerDesk {
  /** @throws {CustomerInputError | CustomerNumberTakenError} */
  create(merchantId: string, input: CustomerInput & { actor: Actor }): Promise<{ id: string }>;
  /** @throws {CustomerInputError | CustomerNumberTakenError | StaleVersionError | CustomerNotFoundError} */
  save(
    merchantId: string,
    input: CustomerInput & { id: string; version: number; actor: Actor },
  ): Promise<void>;
  /**
   * Ends the customer and its instructions; registrations are cancelled at the banks.
   *
   * @throws {CustomerNotFoundError | DebitUnderWayError}
   */
  end(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
  /** Undo of `end` while nothing was sent. @throws {CustomerNotFoundError | AlreadySentError} */
  reopen(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
  list(merchantId: string, query: CustomerQuery): Promise<Page<CustomerRow>>;
  /** All that fit, streamed in short snapshots, for exports. */
  stream(
    merchantId: string,
    query: Omit<CustomerQuery, "after" | "limit">,
  ): AsyncIterable<CustomerRow>;
  get(merchantId: string, id: string): Promise<CustomerRow>;
  grades(merchantId: string): Promise<readonly string[]>;
  history(merchantId: string, subjectId: string): Promise<readonly HistoryEntry[]>;

  /**
   * Adds an instruction and applies for its registration at once (초기 고객등록 시 자동 계좌신청).
   *
   * @throws {CustomerInputError | CustomerNotFoundError}
   */
  addInstruction(
    merchantId: string,
    input: InstructionInput & { customerId: string; actor: Actor },
  ): Promise<{ id: string }>;
  /**
   * Changes amounts, dates, item or, with a new account, applies for the pair of cancel and new.
   * Without `account` the account stays.
   *
   * @throws {CustomerInputError | StaleVersionError | InstructionNotFoundError | EndedError}
   * @throws {RegistrationUnderWayError} a new account while the bank has not answered for the old one
   */
  saveInstruction(
    merchantId: string,
    input:
      & Omit<InstructionInput, "account" | "holderIdentity">
      & { id: string; version: number; account?: string; holderIdentity?: string; actor: Actor },
  ): Promise<void>;
  /** @throws {InstructionNotFoundError | EndedError | DebitUnderWayError} */
  stopInstruction(
    merchantId: string,
    input: { id: string; state: "stopped" | "active" | "ended"; actor: Actor },
  ): Promise<void>;
  getInstruction(merchantId: string, id: string): Promise<Instruction>;
  /**
   * Whose account number was shown, and why, stands in the access log.
   *
   * @throws {InstructionNotFoundError | ReasonMissingError}
   */
  revealAccount(
    merchantId: string,
    input: { instructionId: string; reason: string; actor: Actor; address?: string },
  ): Promise<{ account: string; holderIdentity: string }>;
  /**
   * A payer names another account, in the caller's transaction: the change, the pair of applications and
   * the proof of consent stand together or not at all.
   *
   * @throws {CustomerInputError | InstructionNotFoundError | EndedError}
   * @throws {RegistrationUnderWayError | EvidenceRefusedError}
   */
  changeAccount(
    tx: Transaction,
    input: Pick<InstructionInput, "bankCode" | "account" | "holder" | "holderIdentity"> & {
      merchantId: string;
      instructionId: string;
      evidence: EvidenceInput;
      actor: Actor;
    },
  ): Promise<{ isChanged: boolean }>;
  /**
   * 계좌실명조회: asks the bank whether the account is the holder's, before it is registered. Who asked
   * stands in the access log. So many for a member in ten minutes, and for a merchant in a day.
   *
   * @throws {CustomerInputError | HolderCheckUnavailableError | RateLimitedError}
   */
  checkHolder(
    merchantId: string,
    input: Pick<InstructionInput, "bankCode" | "account" | "holder" | "holderIdentity"> & {
      contractId: string;
      actor: Actor;
      address?: string;
    },
  ): Promise<HolderAnswer>;
  /** 할인관리: sets the rate of many; applies from the next request. Returns how many changed. */
  setDiscounts(
    merchantId: string,
    input: { instructionIds: readonly string[]; discountRate: number; actor: Actor },
  ): Promise<number>;

  /** Keeps a proof of consent. @throws {EvidenceRefusedError} kind, extension or size */
  addEvidence(
    merchantId: string,
    input: EvidenceInput & { instructionId: string; actor: Actor },
  ): Promise<{ id: string }>;
  evidence(merchantId: string, instructionId: string): Promise<readonly EvidenceRow[]>;
  /**
   * Who opened it, and why, stands in the access log.
   *
   * @throws {EvidenceNotFoundError | ReasonMissingError}
   */
  openEvidence(
    merchantId: string,
    input: { id: string; reason: string; actor: Actor; address?: string },
  ): Promise<{ bytes: Uint8Array; extension: string }>;
  /** For the import: many customers with instructions in one transaction; see `imports`. */
  nextPayerNumbers(
    tx: Transaction,
    input: { merchantId: string; count: number },
  ): Promise<readonly string[]>;
}

/** A proof of consent: 1 paper, 2 recorded voice, 3 signed by certificate, 4 confirmed by phone code. */
export interface EvidenceInput {
  readonly kind: 1 | 2 | 3 | 4;
  /** Without a dot, e.g. `pdf`. */
  readonly extension: string;
  /** At most 300,000. */
  readonly bytes: Uint8Array;
}

export interface EvidenceRow {
  readonly id: string;
  readonly kind: EvidenceInput["kind"];
  readonly extension: string;
  readonly byteCount: number;
  readonly givenAt: Date;
}
