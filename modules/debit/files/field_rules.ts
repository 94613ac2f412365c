/** Where the fields of a record lie: first byte and the byte after the last, counted from 0. */
export type Layout = Readonly<Record<string, readonly [start: number, end: number]>>;

/** What a field may hold, without the spaces that fill it up. */
export interface FieldRule {
  readonly pattern: RegExp;
  /** The rule as a phrase, for errors. */
  readonly wanted: string;
}

/** Fields whose values stay out of errors, and so out of logs. */
const PERSONAL_FIELDS: ReadonlySet<string> = new Set([
  "accountNumber",
  "holderIdentifier",
  "phone",
  "collectingAccount",
]);

export const ACCOUNT_NUMBER = rule(/^[0-9]{1,16}$/, "digits and then spaces only");
export const BANK_BRANCH = rule(/^[0-9]{7}$/, "seven digits");
export const BANK_CODE = rule(/^[0-9]{3}$/, "three digits");
export const CHANNEL = rule(/^[0-9A-Za-z]?$/, "a letter, a digit or a space");
export const DEBIT_FORM = rule(/^[0-6]$/, "0 to 6");
export const DIGITS = rule(/^[0-9]*$/, "digits and then spaces only");
export const HANDLING_BRANCH = rule(/^([0-9]{4}|CHNG)?$/, 'four digits, "CHNG" or spaces');
export const INSTITUTION_CODE = rule(/^[0-9A-Za-z]{1,10}$/, "up to ten letters and digits");
export const OWN_PAYER_NUMBER = rule(/^[0-9A-Za-z]{1,20}$/, "1 to 20 letters and digits");
export const PRINTABLE = rule(/^[ -~]*$/, "printable ASCII");
/** A bank's customer may have given any number, and the answer to it must repeat it. */
export const ANY_PAYER_NUMBER = rule(/^[!-~][ -~]{0,19}$/, "1 to 20 characters of ASCII");
/** Resident numbers have 13 digits; the clearing house refuses them (0091) and we hold none. */
export const HOLDER_IDENTIFIER = rule(
  /^([0-9]{6}|[0-9]{10})$/,
  "a birth date of 6 digits or a business number of 10",
);
export const HOLDER_IDENTIFIER_OR_NONE = rule(
  /^([0-9]{6}|[0-9]{10})?$/,
  "a birth date of 6 digits, a business number of 10, or spaces",
);

/** The value as an error may show it: undefined for fields that tell of a person. */
export function shownValue(field: string, value: string): string | undefined {
  return PERSONAL_FIELDS.has(field) ? undefined : value;
}

function rule(pattern: RegExp, wanted: string): FieldRule {
  return { pattern, wanted };
}
