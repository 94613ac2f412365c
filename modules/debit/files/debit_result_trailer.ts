import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import type { DebitResultTotals } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { type Layout, PRINTABLE } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { readFrame, writeFrame } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitResultFileKind, FileIdentity } from "./file_types.ts";

/** The trailer of EB22 and EC22 (Trailer Record). */
export const DEBIT_RESULT_TRAILER = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  file: [19, 27],
  recordCount: [27, 35],
  fullFailureCount: [35, 43],
  fullFailureSumWon: [43, 56],
  partialFailureCount: [56, 64],
  partialFailureSumWon: [64, 77],
  centreErrorCount: [77, 85],
  zeros: [85, 89],
  debitBankFeesWon: [89, 100],
  creditBankFeesWon: [100, 111],
  filler: [111, 140],
  authenticationCode: [140, 150],
} as const satisfies Layout;

/** What the records of a file add up to. */
export type CountedResults = Omit<
  DebitResultTotals,
  "centreErrorCount" | "debitBankFeesWon" | "creditBankFeesWon"
>;

type Identity = FileIdentity<DebitResultFileKind>;

/** @throws {FieldRefusedError} when a sum has more digits than its field */
export function writeDebitResultTrailer(
  identity: Identity,
  totals: DebitResultTotals,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(DEBIT_RESULT_TRAILER, {
    recordBytes: DEBIT_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: totals.recordCount + 1,
  });
  writeFrame(fields, "T", identity);
  fields.number("recordCount", totals.recordCount);
  fields.number("fullFailureCount", totals.fullFailureCount);
  fields.number("fullFailureSumWon", totals.fullFailureSumWon);
  fields.number("partialFailureCount", totals.partialFailureCount);
  fields.number("partialFailureSumWon", totals.partialFailureSumWon);
  fields.number("centreErrorCount", totals.centreErrorCount);
  fields.constant("zeros", "0000");
  fields.number("debitBankFeesWon", totals.debitBankFeesWon);
  fields.number("creditBankFeesWon", totals.creditBankFeesWon);
  return fields.bytes;
}

/**
 * Compares the trailer with what the records add up to, and adds what only the trailer tells.
 *
 * @throws {FileFormatError} when a count or a sum differs
 */
export function readDebitResultTrailer(
  identity: Identity,
  counted: CountedResults,
  bytes: Uint8Array,
  offset: number,
): DebitResultTotals {
  const fields = new FieldReader(DEBIT_RESULT_TRAILER, recordFileName(identity));
  fields.move(bytes, offset, counted.recordCount + 1);
  readFrame(fields, "T", identity);
  fields.total("recordCount", counted.recordCount);
  fields.total("fullFailureCount", counted.fullFailureCount);
  fields.total("fullFailureSumWon", counted.fullFailureSumWon);
  fields.total("partialFailureCount", counted.partialFailureCount);
  fields.total("partialFailureSumWon", counted.partialFailureSumWon);
  fields.constant("zeros", "0000");
  fields.spaces("filler");
  fields.text("authenticationCode", PRINTABLE);
  return {
    ...counted,
    centreErrorCount: fields.number("centreErrorCount"),
    debitBankFeesWon: fields.won("debitBankFeesWon"),
    creditBankFeesWon: fields.won("creditBankFeesWon"),
  };
}
