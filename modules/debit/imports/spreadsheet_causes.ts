import type { FieldProblem } from "../customers/rules.ts";
import { isMobile, isPhone } from "../settings/fields/contacts.ts";
import { identityProblem } from "../settings/fields/identity.ts";
import type { ImportedRow } from "./read_row.ts";

const POSTCODE_LENGTH = 5;
/** What a spreadsheet takes for "this is text" where it stands in front, and so do some programs. */
const QUOTES = /^['\u2018\u2019]/;

/**
 * Where a spreadsheet has spoiled a number, says so in place of a reason that leaves the user
 * guessing: 50101 was 050101, 1012345678 was 01012345678.
 */
export function nameCauses(problems: FieldProblem[], row: ImportedRow): void {
  problems.forEach((problem, index) => {
    const cause = causeOf(problem, row);
    if (cause !== undefined) problems[index] = { ...problem, reason: cause };
  });
}

function causeOf(
  { field, reason }: FieldProblem,
  { customer, account }: ImportedRow,
): "zeroLost" | "quoteTyped" | undefined {
  switch (`${field} ${reason}`) {
    case "identity identityFormat":
      return numberCause(customer.identity ?? "", isIdentity);
    case "holderIdentity identityFormat":
      return numberCause(account.holderIdentity, isIdentity);
    case "mobile phoneFormat":
      return numberCause(customer.mobile, isMobile);
    case "phone phoneFormat":
      return numberCause(customer.phone, isPhone);
    case "postcode postcodeFormat":
      return numberCause(customer.postcode, (digits) => digits.length === POSTCODE_LENGTH);
    case "account accountFormat":
      // How many digits an account has is the bank's: a zero too few cannot be told from a slip.
      return QUOTES.test(account.account) ? "quoteTyped" : undefined;
    default:
      return undefined;
  }
}

function numberCause(
  typed: string,
  isRight: (digits: string) => boolean,
): "zeroLost" | "quoteTyped" | undefined {
  if (QUOTES.test(typed)) return "quoteTyped";
  return /^\d+$/.test(typed) && isRight(`0${typed}`) ? "zeroLost" : undefined;
}

function isIdentity(digits: string): boolean {
  return identityProblem(digits) === undefined;
}
