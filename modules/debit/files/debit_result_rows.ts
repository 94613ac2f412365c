import { CLASS_OF, DIGIT, LETTER } from "./byte_classes.ts";
import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import { DEBIT_RECORD } from "./debit_record.ts";
import { type CheckedRun, DebitResultScanner } from "./debit_result_scanner.ts";
import type { DebitResultSummary } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { OWN_PAYER_NUMBER } from "./field_rules.ts";
import { recordFileName } from "./file_names.ts";
import type { ByteSource, DebitResultFileKind, FileIdentity } from "./file_types.ts";
import { chunksOf } from "./record_cutter.ts";

/** The columns of a row, in this order: flag "N" or "P", and numbers with leading zeros. */
export const DEBIT_RESULT_ROW_COLUMNS = [
  "sequence",
  "payerNumber",
  "failedAmountWon",
  "flag",
  "code",
] as const;

/** More than the longest row has: 8 + 20 + 13 + 1 + 4 characters and their separators. */
const ROW_BYTES_MAX = 52;
const TAB = 0x09;
const LINE_FEED = 0x0a;
const SPACE = 0x20;

/** Results as rows for a database. */
export interface DebitResultRows extends AsyncIterable<Uint8Array> {
  /** @throws {TypeError} before the end, or after a failure */
  summary(): DebitResultSummary;
}

/**
 * Turns EB22 or EC22 into rows of PostgreSQL's text format, for `COPY … FROM STDIN`, checking the file
 * as `verifyDebitResultFile` does. Nothing may be applied before the end was reached.
 *
 * The reading throws `EmptyFileError`, `TruncatedFileError` or `FileFormatError`.
 *
 * @throws {RangeError} when there can be no such file
 */
export function debitResultRows(
  source: ByteSource,
  identity: FileIdentity<DebitResultFileKind>,
): DebitResultRows {
  const scanner = new DebitResultScanner(identity);
  const fields = new FieldReader(DEBIT_RECORD, recordFileName(identity));
  let summary: DebitResultSummary | undefined;
  return {
    async *[Symbol.asyncIterator]() {
      for await (const chunk of chunksOf(source)) {
        for (const run of scanner.push(chunk)) yield rowsOf(run, fields);
      }
      summary = scanner.end();
    },
    summary() {
      if (summary === undefined) {
        throw new TypeError("Cannot tell the summary before the file's end");
      }
      return summary;
    },
  };
}

function rowsOf(run: CheckedRun, fields: FieldReader<typeof DEBIT_RECORD>): Uint8Array {
  const { bytes, start, end } = run;
  const rows = new Uint8Array((end - start) / DEBIT_RECORD_BYTES * ROW_BYTES_MAX);
  let to = 0;
  for (let offset = start; offset < end; offset += DEBIT_RECORD_BYTES) {
    to = copy(bytes, offset, DEBIT_RECORD.sequence, rows, to);
    const payerEnd = endOfPayerNumber(bytes, offset);
    if (payerEnd === undefined) {
      fields.move(bytes, offset, run.recordNumber + (offset - start) / DEBIT_RECORD_BYTES);
      fields.refuse("payerNumber", OWN_PAYER_NUMBER.wanted);
    }
    to = copy(bytes, offset, [DEBIT_RECORD.payerNumber[0], payerEnd - offset], rows, to);
    to = copy(bytes, offset, DEBIT_RECORD.amountWon, rows, to);
    to = copy(bytes, offset, DEBIT_RECORD.resultFlag, rows, to);
    to = copy(bytes, offset, DEBIT_RECORD.resultCode, rows, to);
    rows[to - 1] = LINE_FEED;
  }
  return rows.subarray(0, to);
}

/** Copies a field and sets a tab after it; where the next one goes. */
function copy(
  bytes: Uint8Array,
  offset: number,
  [start, end]: readonly [number, number],
  rows: Uint8Array,
  to: number,
): number {
  let next = to;
  for (let from = offset + start; from < offset + end; from++) rows[next++] = bytes[from]!;
  rows[next] = TAB;
  return next + 1;
}

/** Where the spaces after a payer number begin; undefined where it is no such number. */
function endOfPayerNumber(bytes: Uint8Array, offset: number): number | undefined {
  const start = offset + DEBIT_RECORD.payerNumber[0];
  const end = offset + DEBIT_RECORD.payerNumber[1];
  let last = start;
  while (last < end && (CLASS_OF[bytes[last]!]! & (DIGIT | LETTER)) !== 0) last++;
  for (let index = last; index < end; index++) {
    if (bytes[index] !== SPACE) return undefined;
  }
  return last > start ? last : undefined;
}
