/** Who set a code: the payer's bank, the clearing house's centre, or the institution itself (EB12). */
export type CodeSource = "none" | "bank" | "centre" | "institution";

/**
 * What can be done about a failure. Only "money" and "outage" may be tried again without a person;
 * "accountFix" wants the payer's data corrected, "reRegister" a new mandate, "dataBug" our own
 * repair.
 */
export type RetryClass = "none" | "money" | "outage" | "accountFix" | "reRegister" | "dataBug";

interface CodeEntry {
  readonly setBy: CodeSource;
  readonly retryClass: RetryClass;
  readonly meaning: string;
}

/** The clearing house's result codes (불능코드). Source: KFTC's basic design §5.3 as three implementations list it. */
export const RESULT_CODES = {
  // Done.
  "0000": entry("none", "none", "Done"),
  // The account number is wrong or no such account exists.
  "0012": entry("bank", "accountFix", "Account number wrong or unknown"),
  // The birth date or business number is not that of the account's holder.
  "0014": entry("bank", "accountFix", "Birth date or business number does not match the holder"),
  // The account is of a type that may not be debited.
  "0015": entry("bank", "accountFix", "Account type not allowed for debits"),
  // The bank has no mandate for this account, or has it under another payer number.
  "0017": entry("bank", "reRegister", "No mandate for this account and payer number"),
  // The bank ended the mandate because nothing was debited for more than a year.
  "0018": entry("bank", "reRegister", "Mandate ended by the bank after a year without debits"),
  // The payer ended the mandate at the bank.
  "0019": entry("bank", "reRegister", "Mandate ended by the payer at the bank"),
  // The bank ended the mandate because the evidence of consent never came.
  "0020": entry("bank", "reRegister", "Mandate ended for want of evidence of consent"),
  // Too little money, or the limit was exceeded; also a part under the smallest amount.
  "0021": entry("bank", "money", "Balance too low or limit exceeded"),
  // The limit for money coming in is exceeded; the source names no class, a person must look.
  "0022": entry("bank", "accountFix", "Credit limit of the account exceeded"),
  // The payer moved the mandate to another account.
  "0024": entry("bank", "reRegister", "Mandate ended because the account was moved"),
  // The account was closed.
  "0031": entry("bank", "accountFix", "Account closed"),
  // The account is anonymous or its holder was never verified.
  "0032": entry("bank", "accountFix", "Account anonymous or holder not verified"),
  // The account was put among the dormant ones (잡좌).
  "0033": entry("bank", "accountFix", "Account dormant"),
  // The account is stopped by law or reported as lost or abused.
  "0034": entry("bank", "accountFix", "Account stopped by law or reported lost"),
  // The account is seized.
  "0035": entry("bank", "accountFix", "Account seized"),
  // A certificate of balance was issued today, so the balance may not change.
  "0036": entry("bank", "accountFix", "Certificate of balance issued"),
  // The account is overdue or controlled by its branch.
  "0037": entry("bank", "accountFix", "Account overdue or controlled by its branch"),
  // The account is suspended after long disuse.
  "0038": entry("bank", "accountFix", "Account suspended after long disuse"),
  // The bank's system failed.
  "0041": entry("bank", "outage", "Error in the bank's system"),
  // Bank or branch code is wrong.
  "0011": entry("centre", "dataBug", "Bank or branch code wrong"),
  // Anything else; the source names no class, a person must look.
  "0051": entry("centre", "dataBug", "Other error found by the centre"),
  // The amount is zero.
  "0061": entry("centre", "dataBug", "Amount is zero"),
  // The amount exceeds the institution's limit per debit.
  "0062": entry("centre", "dataBug", "Limit per debit exceeded"),
  // A corporate account, which the securities house does not debit.
  "0065": entry("centre", "accountFix", "Corporate account cannot be used"),
  // Not an investor's deposit.
  "0066": entry("centre", "accountFix", "Not an investor's deposit"),
  // The passbook text holds a control character.
  "0068": entry("centre", "dataBug", "Passbook text holds a control character"),
  // The debit form is wrong, or the amount is under 140 won (EB21) or 300 won (EC21).
  "0075": entry("centre", "dataBug", "Debit form wrong or amount under the minimum"),
  // The other bank did not send its half of an account move.
  "0077": entry("centre", "dataBug", "Other half of the account move missing at the bank"),
  // The evidence (EI13) did not come before the application.
  "0078": entry("centre", "dataBug", "Evidence of consent missing"),
  // An account move was not sent as cancellation and application together.
  "0079": entry("centre", "dataBug", "Account move not sent as a pair"),
  // Record kind or sequence number is wrong.
  "0081": entry("centre", "dataBug", "Record kind or sequence number wrong"),
  // Hangul is broken.
  "0087": entry("centre", "dataBug", "Hangul broken"),
  // Something other than letters and digits.
  "0088": entry("centre", "dataBug", "Letters and digits wanted"),
  // Something where spaces belong.
  "0089": entry("centre", "dataBug", "Spaces wanted"),
  // Zeros where a value belongs.
  "0090": entry("centre", "dataBug", "All zeros"),
  // A resident number was sent in place of a birth date.
  "0091": entry("centre", "dataBug", "Resident number sent in place of a birth date"),
  // The bank takes no part in the clearing house's debits.
  "0096": entry("centre", "dataBug", "Bank takes no part"),
  // The branch code of an agricultural bank (농협, 농축협) is wrong.
  "0097": entry("centre", "dataBug", "Branch code of the agricultural bank wrong"),
  // Digits must stand first and spaces after them.
  "0098": entry("centre", "dataBug", "Digits first and then spaces wanted"),
  // The kind of the evidence is wrong.
  "0101": entry("centre", "dataBug", "Kind of evidence wrong"),
  // The extension of the evidence is wrong.
  "0102": entry("centre", "dataBug", "Extension of evidence wrong"),
  // The evidence is too large, or its length is not as said.
  "0103": entry("centre", "dataBug", "Size of evidence wrong"),
  // Anything else about the evidence.
  "0105": entry("centre", "dataBug", "Other error in the evidence"),
  // The application's date is missing or after the day of sending.
  "A011": entry("centre", "dataBug", "Application date wrong"),
  // The kind of the application is none of 1, 3 and 7.
  "A012": entry("centre", "dataBug", "Kind of application wrong"),
  // The account and payer number are registered, or ended, already.
  "A016": entry("centre", "dataBug", "Application made twice"),
  // The payer number does not follow the institution's scheme.
  "A018": entry("centre", "dataBug", "Payer number does not follow the scheme"),
  // The institution knows no such payer number.
  "A013": entry("institution", "dataBug", "Payer number unknown to the institution"),
  // Anything else that the institution objects to.
  "A017": entry("institution", "dataBug", "Other objection of the institution"),
  // A debit is under way, so the account cannot be moved now.
  "A019": entry("institution", "dataBug", "Debit under way, account cannot be moved"),
  // Anything else, on a day of trouble.
  "9998": entry("bank", "outage", "Other error"),
  // The bank is out of service.
  "9999": entry("bank", "outage", "Bank out of service"),
} as const;

export type ResultCode = keyof typeof RESULT_CODES;

/** Whether the clearing house has such a code. */
export function isResultCode(code: string): code is ResultCode {
  return Object.hasOwn(RESULT_CODES, code);
}

/** The codes of failures, each by itself. */
export const FAILURE_CODES: Readonly<Record<string, ResultCode>> = Object.fromEntries(
  Object.keys(RESULT_CODES).filter(isResultCode).filter((code) => code !== "0000")
    .map((code) => [code, code]),
);

/** Those that a bank or the centre may set, in EB14, EB22 and EC22; the rest is for EB12. */
export const ANSWER_CODES: Readonly<Record<string, ResultCode>> = Object.fromEntries(
  Object.values(FAILURE_CODES).filter((code) => RESULT_CODES[code].setBy !== "institution")
    .map((code) => [code, code]),
);

function entry(setBy: CodeSource, retryClass: RetryClass, meaning: string): CodeEntry {
  return { setBy, retryClass, meaning };
}
