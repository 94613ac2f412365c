import type { FieldReader } from "./field_reader.ts";
import {
  ACCOUNT_NUMBER,
  BANK_BRANCH,
  DEBIT_FORM,
  DIGITS,
  HOLDER_IDENTIFIER_OR_NONE,
  type Layout,
  OWN_PAYER_NUMBER,
  PRINTABLE,
} from "./field_rules.ts";
import type { DebitForm, DebitRequest } from "./debit_types.ts";

/** A data record (Data Record) of requests and of results: results repeat what was asked. */
export const DEBIT_RECORD = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  bankBranchCode: [19, 26],
  accountNumber: [26, 42],
  amountWon: [42, 55],
  holderIdentifier: [55, 68],
  resultFlag: [68, 69],
  resultCode: [69, 73],
  passbookText: [73, 89],
  fundKind: [89, 91],
  payerNumber: [91, 111],
  institutionArea: [111, 116],
  debitForm: [116, 117],
  phone: [117, 129],
  filler: [129, 150],
} as const satisfies Layout;

/** The most that 13 digits can say, of an amount and of a sum. */
export const DEBIT_WON_MAX = 9_999_999_999_999;
/** The most that 8 digits can say and the trailer's "99999999" does not. */
export const SEQUENCE_MAX = 99_999_998;

/** What requests and results have in common, amount and sequence aside. */
export type DebitPayer = Omit<Required<DebitRequest>, "amountWon">;

export function readDebitPayer(fields: FieldReader<typeof DEBIT_RECORD>): DebitPayer {
  fields.spaces("filler");
  return {
    bankBranchCode: fields.text("bankBranchCode", BANK_BRANCH),
    accountNumber: fields.text("accountNumber", ACCOUNT_NUMBER),
    holderIdentifier: fields.text("holderIdentifier", HOLDER_IDENTIFIER_OR_NONE),
    passbookText: fields.passbookText("passbookText"),
    fundKind: fields.text("fundKind", PRINTABLE),
    payerNumber: fields.text("payerNumber", OWN_PAYER_NUMBER),
    institutionArea: fields.text("institutionArea", PRINTABLE),
    debitForm: fields.text("debitForm", DEBIT_FORM) as DebitForm,
    phone: fields.text("phone", DIGITS),
  };
}
