import { DEBIT_RECORD, DEBIT_WON_MAX, readDebitPayer, SEQUENCE_MAX } from "./debit_record.ts";
import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import type { DebitRequest, DebitRequestRecord } from "./debit_types.ts";
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
import type { DebitFileKind, FileIdentity } from "./file_types.ts";

/** The least that may be asked for; the centre refuses less as 0075. */
export const DEBIT_AMOUNT_MIN_WON: Readonly<Record<DebitFileKind, number>> = {
  EB21: 140,
  EC21: 300,
};

/**
 * The record of one request (출금의뢰), with every field checked and the first wrong one named. The
 * quick writer makes the same bytes; this one is the rule.
 *
 * @throws {FieldRefusedError} when a field cannot be sent
 */
export function writeDebitRequest(
  identity: FileIdentity<DebitFileKind>,
  sequence: number,
  request: DebitRequest,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(DEBIT_RECORD, {
    recordBytes: DEBIT_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: sequence,
  });
  const { amountWon, fundKind = "", institutionArea = "", phone = "" } = request;
  const leastWon = DEBIT_AMOUNT_MIN_WON[identity.kind];
  if (sequence > SEQUENCE_MAX) fields.refuse("sequence", String(sequence), "a free number");
  fields.constant("recordKind", "R");
  fields.number("sequence", sequence);
  fields.constant("institutionCode", identity.institutionCode);
  fields.text("bankBranchCode", request.bankBranchCode, BANK_BRANCH);
  fields.text("accountNumber", request.accountNumber, ACCOUNT_NUMBER);
  if (amountWon < leastWon || amountWon > DEBIT_WON_MAX) {
    fields.refuse("amountWon", String(amountWon), `${leastWon} to ${DEBIT_WON_MAX} won`);
  }
  fields.number("amountWon", amountWon);
  fields.text("holderIdentifier", request.holderIdentifier, HOLDER_IDENTIFIER_OR_NONE);
  fields.passbookText("passbookText", request.passbookText);
  fields.text("fundKind", fundKind, PRINTABLE);
  fields.text("payerNumber", request.payerNumber, OWN_PAYER_NUMBER);
  fields.text("institutionArea", institutionArea, PRINTABLE);
  fields.text("debitForm", request.debitForm, DEBIT_FORM);
  fields.text("phone", phone, DIGITS);
  return fields.bytes;
}

/** @throws {FileFormatError} when a field holds something else than it should */
export function readDebitRequest(
  fields: FieldReader<typeof DEBIT_RECORD>,
  identity: FileIdentity<DebitFileKind>,
  sequence: number,
): DebitRequestRecord {
  fields.constant("sequence", String(sequence).padStart(8, "0"));
  fields.constant("institutionCode", institutionField(identity));
  const payer = readDebitPayer(fields);
  const amountWon = fields.won("amountWon");
  if (amountWon === 0n) fields.refuse("amountWon", "an amount above zero");
  fields.spaces("resultFlag");
  fields.spaces("resultCode");
  return { sequence, amountWon, ...payer };
}
