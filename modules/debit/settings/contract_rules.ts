import { AMOUNT_WON_MAX } from "@maru/kernel";
import { RAILS } from "../parts.ts";
import { FieldChecks } from "./field_checks.ts";
import type { ContractInput } from "./merchant_desk.ts";

const NAME_LENGTH_MAX = 60;
/** The amount field of a debit record has thirteen digits. */
const DEBIT_LIMIT_WON_MAX = 9_999_999_999_999n;
const FEE_WON_MAX = 1_000_000n;

/** What is wrong with a contract by itself. */
export function contractChecks(input: ContractInput): FieldChecks<keyof ContractInput> {
  const checks = new FieldChecks<keyof ContractInput>();
  checks.text("name", input.name, { max: NAME_LENGTH_MAX, required: true });
  if (!RAILS.includes(input.rail)) checks.refuse("rail", "unknown");
  checkDueDays(checks, input.dueDays);
  const startsRight = checks.date("startsOn", input.startsOn);
  if (input.endsOn !== undefined && checks.date("endsOn", input.endsOn) && startsRight) {
    if (input.endsOn < input.startsOn) checks.refuse("endsOn", "reversed");
  }
  checks.amountWon("monthlyLimitWon", input.monthlyLimitWon, { min: 1n, max: AMOUNT_WON_MAX });
  checks.amountWon("debitLimitWon", input.debitLimitWon, { min: 1n, max: DEBIT_LIMIT_WON_MAX });
  if (input.debitLimitWon > input.monthlyLimitWon) checks.refuse("debitLimitWon", "overLimit");
  checks.amountWon("registrationFeeWon", input.registrationFeeWon, { min: 0n, max: FEE_WON_MAX });
  return checks;
}

/** Fees of one item, without VAT. */
export function checkFee<Field extends string>(
  checks: FieldChecks<Field>,
  field: Field,
  feeWon: bigint,
): void {
  checks.amountWon(field, feeWon, { min: 0n, max: FEE_WON_MAX });
}

function checkDueDays(
  checks: FieldChecks<keyof ContractInput>,
  dueDays: ContractInput["dueDays"],
): void {
  if (dueDays.length === 0) checks.refuse("dueDays", "missing");
  else if (dueDays.some((day) => !Number.isInteger(day) || day < 1 || day > 31)) {
    checks.refuse("dueDays", "outOfRange");
  }
}
