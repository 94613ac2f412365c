import { DEBIT_RECORD_BYTES } from "./debit_header.ts";
import { DEBIT_RECORD, SEQUENCE_MAX } from "./debit_record.ts";
import { DebitResultReaders } from "./debit_result_readers.ts";
import type { DebitResultSummary } from "./debit_types.ts";
import { institutionField, requireIdentity } from "./file_identity.ts";
import type { DebitResultFileKind, FileIdentity } from "./file_types.ts";
import { RecordCutter } from "./record_cutter.ts";
import { RecordOrder } from "./record_order.ts";
import { codeNumberAt } from "./result_counts.ts";

const RECORD = 0x52;
const FAILED = 0x4e;
const PARTIAL = 0x50;
const FULL_ONLY = 0x31;
const CODE_LETTER = 0x41;
const ZEROS = 0x30303030;
const HIGH_HALVES = 0xf0f0f0f0 | 0;
/** Carries any low half above 9 into the high half. */
const ABOVE_NINE = 0x06060606;
/** What `fourDigits` answers for anything else: above all sums that digits can give. */
const NO_DIGITS = -1e15;

/** A run of bytes that holds nothing but sound records. */
export interface CheckedRun {
  readonly bytes: Uint8Array;
  readonly start: number;
  readonly end: number;
  /** The place in the file of the record at `start`. */
  readonly recordNumber: number;
}

/**
 * Checks a file of results at the speed at which bytes come: record by record the kind, sequence,
 * institution, amount, flag and code, and in the end the trailer. What looks wrong at a glance is read
 * again in full, which names the field.
 */
export class DebitResultScanner {
  readonly #cutter = new RecordCutter(DEBIT_RECORD_BYTES);
  readonly #readers: DebitResultReaders;
  readonly #order: RecordOrder<unknown, DebitResultSummary>;
  readonly #institution: DataView;

  constructor(identity: FileIdentity<DebitResultFileKind>) {
    this.#readers = new DebitResultReaders(requireIdentity(identity));
    this.#order = new RecordOrder(this.#readers);
    this.#institution = viewOf(new TextEncoder().encode(institutionField(identity)));
  }

  /** Checks the next chunk; the runs are good until the one after. */
  *push(chunk: Uint8Array): Generator<CheckedRun> {
    for (const bytes of this.#cutter.cut(chunk)) {
      let start = 0;
      while (start < bytes.length) {
        const { recordNumber, isAmongRecords } = this.#order;
        const end = isAmongRecords ? this.#checkRecords(bytes, start) : start;
        if (end > start) yield { bytes, start, end, recordNumber };
        if (end < bytes.length) this.#order.next(bytes, end, []);
        start = end + DEBIT_RECORD_BYTES;
      }
    }
  }

  /** @throws {EmptyFileError | TruncatedFileError | FileFormatError} when the file is not complete */
  end(): DebitResultSummary {
    this.#order.end(this.#cutter.carriedBytes);
    return this.#order.summary!;
  }

  /** Where the first record begins that is none of a result. */
  #checkRecords(bytes: Uint8Array, start: number): number {
    const view = viewOf(bytes);
    let offset = start;
    while (offset < bytes.length && bytes[offset] === RECORD) {
      if (!this.#checkQuickly(view, offset)) {
        this.#readers.record(bytes, offset, this.#order.recordNumber);
      }
      this.#order.skip(1);
      offset += DEBIT_RECORD_BYTES;
    }
    return offset;
  }

  #checkQuickly(view: DataView, offset: number): boolean {
    const counts = this.#readers.counts;
    const institution = this.#institution;
    const institutionAt = offset + DEBIT_RECORD.institutionCode[0];
    const sequenceAt = offset + DEBIT_RECORD.sequence[0];
    const amountAt = offset + DEBIT_RECORD.amountWon[0];
    const codeAt = offset + DEBIT_RECORD.resultCode[0];
    const sequence = fourDigits(view.getInt32(sequenceAt)) * 1e4 +
      fourDigits(view.getInt32(sequenceAt + 4));
    if (sequence <= counts.lastSequence || sequence > SEQUENCE_MAX) return false;
    if (view.getInt32(institutionAt) !== institution.getInt32(0)) return false;
    if (view.getInt32(institutionAt + 4) !== institution.getInt32(4)) return false;
    if (view.getInt16(institutionAt + 8) !== institution.getInt16(8)) return false;
    const amountWon = fourDigits(view.getInt32(amountAt)) * 1e9 +
      fourDigits(view.getInt32(amountAt + 4)) * 1e5 +
      fourDigits(view.getInt32(amountAt + 8)) * 10 +
      oneDigit(view.getUint8(amountAt + 12));
    if (amountWon <= 0) return false;
    const flag = view.getUint8(offset + DEBIT_RECORD.resultFlag[0]);
    const isPartial = flag === PARTIAL;
    if (!isPartial && flag !== FAILED) return false;
    if (isPartial && view.getUint8(offset + DEBIT_RECORD.debitForm[0]) === FULL_ONLY) return false;
    const code = view.getInt32(codeAt);
    const isNumeric = code >>> 24 !== CODE_LETTER;
    const digits = fourDigits(isNumeric ? code : code & 0xffffff | 0x30000000);
    const codeNumber = digits < 0 ? 0 : codeNumberAt(isNumeric, digits);
    if (codeNumber === 0) return false;
    counts.add(sequence, amountWon, isPartial, codeNumber);
    return true;
  }
}

/** The value of four digits that stand in a word, or `NO_DIGITS`. */
function fourDigits(word: number): number {
  if ((word & HIGH_HALVES) !== ZEROS || (word + ABOVE_NINE & HIGH_HALVES) !== ZEROS) {
    return NO_DIGITS;
  }
  return (word >> 24 & 15) * 1000 + (word >> 16 & 15) * 100 + (word >> 8 & 15) * 10 + (word & 15);
}

function oneDigit(byte: number): number {
  return byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : NO_DIGITS;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
