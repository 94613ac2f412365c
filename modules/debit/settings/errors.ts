/** Unknown, or no merchant of ours (404). */
export class MerchantNotFoundError extends Error {
  override name = "MerchantNotFoundError";
  constructor(readonly merchantId: string) {
    super(`Cannot find merchant "${merchantId}"`);
  }
}

/** Why a setting is refused. */
export type SettingProblem =
  | "missing"
  | "tooLong"
  | "characters"
  | "format"
  | "outOfRange"
  | "unknown"
  | "reversed"
  | "overLimit"
  | "notContracted"
  | "inUse"
  | "taken";

export interface FieldRefusal<Field extends string = string> {
  readonly field: Field;
  readonly reason: SettingProblem;
}

/** Fields of a merchant are wrong; all of them stand together (422). */
export class MerchantInputError extends Error {
  override name = "MerchantInputError";
  constructor(readonly problems: readonly FieldRefusal[]) {
    super(`Cannot save the merchant: ${describe(problems)}`);
  }
}

/** Unknown, or another merchant's: the two look alike (404). */
export class ContractNotFoundError extends Error {
  override name = "ContractNotFoundError";
  constructor(readonly contractId: string) {
    super(`Cannot find contract "${contractId}"`);
  }
}

/** Fields of a contract or one of its items are wrong; all of them stand together (422). */
export class ContractInputError extends Error {
  override name = "ContractInputError";
  constructor(readonly problems: readonly FieldRefusal[]) {
    super(`Cannot save the contract: ${describe(problems)}`);
  }
}

/** Fields of an item or of a request for one are wrong (422). */
export class ItemInputError extends Error {
  override name = "ItemInputError";
  constructor(readonly problems: readonly FieldRefusal[]) {
    super(`Cannot save the item: ${describe(problems)}`);
  }
}

/** Instructions still collect the item (409). */
export class ItemInUseError extends Error {
  override name = "ItemInUseError";
  constructor(readonly itemCode: string, readonly instructionCount: number) {
    super(`Cannot remove item "${itemCode}": "${instructionCount}" instructions collect it`);
  }
}

/** Unknown, or answered already (404). */
export class ItemRequestNotFoundError extends Error {
  override name = "ItemRequestNotFoundError";
  constructor(readonly requestId: string) {
    super(`Cannot find an open item request "${requestId}"`);
  }
}

/** Fields of a schedule rule are wrong; all of them stand together (422). */
export class ScheduleRuleError extends Error {
  override name = "ScheduleRuleError";
  constructor(readonly problems: readonly FieldRefusal[]) {
    super(`Cannot save the schedule rule: ${describe(problems)}`);
  }
}

/** The account for payouts is not named: the bank knows it otherwise, or cannot be asked (422). */
export class SettlementAccountError extends Error {
  override name = "SettlementAccountError";
  constructor(
    readonly reason:
      | "bankUnknown"
      | "accountFormat"
      | "holder"
      | "otherHolder"
      | "unknownAccount"
      | "checkUnavailable",
    /** The bank's answer: the holder's name, masked, or its code. */
    readonly detail?: string,
    options?: ErrorOptions,
  ) {
    super(`Cannot name the account for payouts: ${reason}`, options);
  }
}

function describe(problems: readonly FieldRefusal[]): string {
  return problems.map(({ field, reason }) => `"${field}" ${reason}`).join(", ");
}
