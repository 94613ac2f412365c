import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import type { DebitFileTotals } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { type Layout, PRINTABLE } from "./field_rules.ts";
import { FieldWriter } from "./field_writer.ts";
import { readFrame, writeFrame } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitFileKind, FileIdentity } from "./file_types.ts";

/** The trailer of EB21 and EC21 (Trailer Record). */
export const DEBIT_REQUEST_TRAILER = {
  recordKind: [0, 1],
  sequence: [1, 9],
  institutionCode: [9, 19],
  file: [19, 27],
  recordCount: [27, 35],
  fullDebitCount: [35, 43],
  fullDebitSumWon: [43, 56],
  partialDebitCount: [56, 64],
  partialDebitSumWon: [64, 77],
  filler: [77, 140],
  // How the code of authenticity is computed is told under contract only, so it stays spaces.
  authenticationCode: [140, 150],
} as const satisfies Layout;

type Identity = FileIdentity<DebitFileKind>;

/** @throws {FieldRefusedError} when a sum has more digits than its field */
export function writeDebitRequestTrailer(
  identity: Identity,
  totals: DebitFileTotals,
): Uint8Array<ArrayBuffer> {
  const fields = new FieldWriter(DEBIT_REQUEST_TRAILER, {
    recordBytes: DEBIT_RECORD_BYTES,
    file: recordFileName(identity),
    recordNumber: totals.recordCount + 1,
  });
  writeFrame(fields, "T", identity);
  fields.number("recordCount", totals.recordCount);
  fields.number("fullDebitCount", totals.fullDebitCount);
  fields.number("fullDebitSumWon", totals.fullDebitSumWon);
  fields.number("partialDebitCount", totals.partialDebitCount);
  fields.number("partialDebitSumWon", totals.partialDebitSumWon);
  return fields.bytes;
}

/**
 * Compares the trailer with what the records add up to.
 *
 * @throws {FileFormatError} when a count or a sum differs
 */
export function readDebitRequestTrailer(
  identity: Identity,
  counted: DebitFileTotals,
  bytes: Uint8Array,
  offset: number,
): void {
  const fields = new FieldReader(DEBIT_REQUEST_TRAILER, recordFileName(identity));
  fields.move(bytes, offset, counted.recordCount + 1);
  readFrame(fields, "T", identity);
  fields.total("recordCount", counted.recordCount);
  fields.total("fullDebitCount", counted.fullDebitCount);
  fields.total("fullDebitSumWon", counted.fullDebitSumWon);
  fields.total("partialDebitCount", counted.partialDebitCount);
  fields.total("partialDebitSumWon", counted.partialDebitSumWon);
  fields.spaces("filler");
  fields.text("authenticationCode", PRINTABLE);
}
