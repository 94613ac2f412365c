import { DEBIT_RECORD_BYTES, readDebitHeader } from "./debit_header.ts";
import { DEBIT_RECORD } from "./debit_record.ts";
import { readDebitRequest } from "./debit_request_record.ts";
import { readDebitRequestTrailer } from "./debit_request_trailer.ts";
import type { CollectingAccount, DebitFileSummary, DebitRequestRecord } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import { readRecords } from "./file_reading.ts";
import type { ByteSource, DebitFileKind, FileIdentity, FileReading } from "./file_types.ts";
import type { RecordReaders } from "./record_order.ts";
import { RequestCounts } from "./request_counts.ts";

/**
 * Reads EB21 or EC21 (출금의뢰), as those who answer it do.
 *
 * The reading throws `EmptyFileError`, `TruncatedFileError` or `FileFormatError`.
 *
 * @throws {RangeError} when there can be no such file
 */
export function readDebitFile(
  source: ByteSource,
  identity: FileIdentity<DebitFileKind>,
): FileReading<DebitRequestRecord, DebitFileSummary> {
  return readRecords(source, new DebitRequestReaders(requireIdentity(identity)));
}

class DebitRequestReaders implements RecordReaders<DebitRequestRecord, DebitFileSummary> {
  readonly file: string;
  readonly recordBytes = DEBIT_RECORD_BYTES;
  readonly #fields: FieldReader<typeof DEBIT_RECORD>;
  #collecting: CollectingAccount | undefined;
  readonly #counts = new RequestCounts();

  constructor(readonly identity: FileIdentity<DebitFileKind>) {
    this.file = recordFileName(identity);
    this.#fields = new FieldReader(DEBIT_RECORD, this.file);
  }

  header(bytes: Uint8Array, offset: number): void {
    this.#collecting = readDebitHeader(this.identity, bytes, offset);
  }

  record(bytes: Uint8Array, offset: number, recordNumber: number): DebitRequestRecord {
    this.#fields.move(bytes, offset, recordNumber);
    const request = readDebitRequest(this.#fields, this.identity, recordNumber);
    this.#counts.add(request.debitForm, Number(request.amountWon));
    return request;
  }

  trailer(bytes: Uint8Array, offset: number): DebitFileSummary {
    const totals = this.#counts.totals();
    readDebitRequestTrailer(this.identity, totals, bytes, offset);
    return { ...this.identity, ...this.#collecting!, totals };
  }
}
