import { DEBIT_RECORD, DEBIT_WON_MAX, readDebitPayer, SEQUENCE_MAX } from "./debit_record.ts";
import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import type { DebitResult } from "./debit_types.ts";
import type { FieldReader } from "./field_reader.ts";
import {
  ACCOUNT_NUMBER,
  BANK_BRANCH,
  DEBIT_FORM,
  DIGITS,
  HOLDER_IDENTIFIER_OR_NONE,
  OWN_PAYER_NUMBER,
  PRINTABLE,
} from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { institutionField } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitResultFileKind, FileIdentity } from "./file_types.ts";
import { ANSWER_CODES } from "./result_codes.ts";

/** The flags of a result (출금여부). A debit that was done has no record. */
export const RESULT_FLAGS = { N: "failed", P: "partial" } as const;

/**
 * The record of one failed debit (출금불능). Institutions only read these; the writer serves those who
 * play the clearing house.
 *
 * @throws {FieldRefusedError} when a field cannot be sent
 */
export function writeDebitResult(
  identity: FileIdentity<DebitResultFileKind>,
  recordNumber: number,
  result: DebitResult,
): Uint8Array<ArrayBuffer> {
  const { sequence, failedAmountWon, outcome, code } = result;
  const options = { recordBytes: DEBIT_RECORD_BYTES, file: recordFileName(identity), recordNumber };
  const fields = new FieldWriter(DEBIT_RECORD, options);
  if (sequence < 1 || sequence > SEQUENCE_MAX) {
    fields.refuse("sequence", String(sequence), "the sequence number of a request");
  }
  if (failedAmountWon < 1 || failedAmountWon > DEBIT_WON_MAX) {
    fields.refuse("amountWon", String(failedAmountWon), `1 to ${DEBIT_WON_MAX} won`);
  }
  if (!Object.hasOwn(ANSWER_CODES, code)) {
    fields.refuse("resultCode", code, "a code of banks or the centre");
  }
  fields.constant("recordKind", "R");
  fields.number("sequence", sequence);
  fields.constant("institutionCode", identity.institutionCode);
  fields.text("bankBranchCode", result.bankBranchCode, BANK_BRANCH);
  fields.text("accountNumber", result.accountNumber, ACCOUNT_NUMBER);
  fields.number("amountWon", failedAmountWon);
  fields.text("holderIdentifier", result.holderIdentifier, HOLDER_IDENTIFIER_OR_NONE);
  fields.constant("resultFlag", outcome === "failed" ? "N" : "P");
  fields.constant("resultCode", code);
  fields.passbookText("passbookText", result.passbookText);
  fields.text("fundKind", result.fundKind, PRINTABLE);
  fields.text("payerNumber", result.payerNumber, OWN_PAYER_NUMBER);
  fields.text("institutionArea", result.institutionArea, PRINTABLE);
  fields.text("debitForm", result.debitForm, DEBIT_FORM);
  fields.text("phone", result.phone, DIGITS);
  return fields.bytes;
}

/**
 * Reads one failed debit.
 *
 * @throws {FileFormatError} when a field holds something else than it should, or the sequence does
 * not rise
 */
export function readDebitResult(
  fields: FieldReader<typeof DEBIT_RECORD>,
  identity: FileIdentity<DebitResultFileKind>,
  lastSequence: number,
): DebitResult {
  const sequence = fields.number("sequence");
  if (sequence <= lastSequence || sequence > SEQUENCE_MAX) {
    fields.refuse("sequence", `more than ${lastSequence}`);
  }
  fields.constant("institutionCode", institutionField(identity));
  const payer = readDebitPayer(fields);
  const failedAmountWon = fields.won("amountWon");
  if (failedAmountWon === 0n) fields.refuse("amountWon", "an amount above zero");
  const outcome = fields.choice("resultFlag", RESULT_FLAGS, '"N" or "P"');
  const code = fields.choice("resultCode", ANSWER_CODES, "a code of banks or the centre");
  if (outcome === "partial" && payer.debitForm === "1") {
    fields.refuse("resultFlag", '"N", for the whole or nothing was asked');
  }
  return { sequence, failedAmountWon, outcome, code, ...payer };
}
