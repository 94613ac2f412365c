import { DEBIT_RECORD } from "./debit_record.ts";
import { writeDebitHeader } from "./debit_header.ts";
import {
  debitRequestTemplate,
  putDebitRequest,
  type RecordPlace,
  REFUSED,
} from "./debit_request_quick.ts";
import { DEBIT_AMOUNT_MIN_WON, writeDebitRequest } from "./debit_request_record.ts";
import { writeDebitRequestTrailer } from "./debit_request_trailer.ts";
import { DebitRowReader } from "./debit_rows.ts";
import type { CollectingAccount, DebitFileSummary, DebitRequest } from "./debit_types.ts";
import { FieldRefusedError } from "./file_errors.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitFileKind, FileIdentity, FileWriter } from "./file_types.ts";
import { RecordBuffer } from "./record_buffer.ts";
import { RequestCounts } from "./request_counts.ts";

const LINE_FEED = 0x0a;

export interface DebitFileOptions extends CollectingAccount {
  readonly kind: DebitFileKind;
  readonly institutionCode: string;
  /** "YYYY-MM-DD". */
  readonly debitDate: string;
}

/** A file of debit requests being written. */
export interface DebitFileWriter extends FileWriter<DebitRequest, DebitFileSummary> {
  /**
   * Adds a record for each row of PostgreSQL's `COPY (SELECT …) TO STDOUT`, text format in UTF-8 and
   * cut anywhere, with the columns `DEBIT_ROW_COLUMNS`. Sequence numbers follow the order of the rows.
   *
   * @returns the number of records so far
   * @throws {FieldRefusedError} when a field cannot be sent; the file must be begun anew then
   * @throws {TypeError} when a row has other columns
   */
  rows(bytes: Uint8Array): number;
}

/**
 * Begins EB21 or EC21 (출금의뢰).
 *
 * @throws {RangeError} when the institution's code or the date is impossible
 * @throws {FieldRefusedError} when the collecting account cannot be sent
 */
export function createDebitFileWriter(options: DebitFileOptions): DebitFileWriter {
  const { kind, institutionCode, debitDate, collectingBank, collectingAccount } = options;
  const identity = requireIdentity({ kind, institutionCode, date: debitDate });
  return new DebitRequestWriter(identity, { collectingBank, collectingAccount });
}

class DebitRequestWriter implements DebitFileWriter {
  readonly #buffer: RecordBuffer;
  readonly #amountMinWon: number;
  readonly #rows = new DebitRowReader();
  #unfinishedRow: Uint8Array = new Uint8Array();
  readonly #counts = new RequestCounts();

  constructor(
    readonly identity: FileIdentity<DebitFileKind>,
    readonly collecting: CollectingAccount,
  ) {
    this.#amountMinWon = DEBIT_AMOUNT_MIN_WON[identity.kind];
    this.#buffer = new RecordBuffer(debitRequestTemplate(identity));
    this.#buffer.append(writeDebitHeader(identity, collecting));
  }

  record(request: DebitRequest): number {
    this.#buffer.requireOpen();
    const amountWon = putDebitRequest(this.#place(), request);
    return this.#keep(amountWon === REFUSED ? this.#writeThoroughly(request) : amountWon);
  }

  rows(bytes: Uint8Array): number {
    this.#buffer.requireOpen();
    const end = bytes.lastIndexOf(LINE_FEED) + 1;
    if (this.#unfinishedRow.length > 0 && end > 0) {
      const rowEnd = bytes.indexOf(LINE_FEED) + 1;
      this.#wholeRows(joined(this.#unfinishedRow, bytes.subarray(0, rowEnd)));
      this.#wholeRows(bytes.subarray(rowEnd, end));
      this.#unfinishedRow = bytes.slice(end);
    } else {
      this.#wholeRows(bytes.subarray(0, end));
      this.#unfinishedRow = joined(this.#unfinishedRow, bytes.subarray(end));
    }
    return this.#counts.recordCount;
  }

  trailer(): DebitFileSummary {
    this.#buffer.requireOpen();
    if (this.#unfinishedRow.length > 0) throw new TypeError("Cannot end a file inside a row");
    const totals = this.#counts.totals();
    this.#buffer.append(writeDebitRequestTrailer(this.identity, totals));
    this.#buffer.close();
    return { ...this.identity, ...this.collecting, totals };
  }

  drain(): Uint8Array[] {
    return this.#buffer.drain();
  }

  #wholeRows(bytes: Uint8Array): void {
    const rows = this.#rows;
    rows.start(bytes);
    while (rows.position < bytes.length) {
      const amountWon = rows.put(this.#place());
      this.#keep(amountWon === REFUSED ? this.#writeThoroughly(rows.request()) : amountWon);
    }
  }

  #place(): RecordPlace {
    const { bytes, offset } = this.#buffer;
    return {
      bytes,
      offset,
      sequence: this.#counts.recordCount + 1,
      amountMinWon: this.#amountMinWon,
    };
  }

  /** Says what the quick writer did not like about a request. */
  #writeThoroughly(request: DebitRequest): number {
    this.#buffer.restore();
    const record = writeDebitRequest(this.identity, this.#counts.recordCount + 1, request);
    this.#buffer.bytes.set(record, this.#buffer.offset);
    return Number(request.amountWon);
  }

  /** Counts the record that was written, and keeps it. */
  #keep(amountWon: number): number {
    const { bytes, offset } = this.#buffer;
    const debitForm = String.fromCharCode(bytes[offset + DEBIT_RECORD.debitForm[0]]!);
    if (!this.#counts.fits(debitForm, amountWon)) this.#refuseSum(amountWon);
    this.#buffer.commit();
    return this.#counts.add(debitForm, amountWon);
  }

  #refuseSum(amountWon: number): never {
    this.#buffer.restore();
    throw new FieldRefusedError({
      file: recordFileName(this.identity),
      recordNumber: this.#counts.recordCount + 1,
      field: "amountWon",
      value: String(amountWon),
      wanted: "a sum of at most 13 digits in the trailer",
    });
  }
}

function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
