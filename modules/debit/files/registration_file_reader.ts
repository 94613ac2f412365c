import { FieldReader } from "./field_reader.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import { readRecords } from "./file_reading.ts";
import type { ByteSource, FileIdentity, FileReading, RegistrationFileKind } from "./file_types.ts";
import type { RecordReaders } from "./record_order.ts";
import { readRegistrationHeader, REGISTRATION_RECORD_BYTES } from "./registration_header.ts";
import { isAnswer, readRegistrationRecord, REGISTRATION_RECORD } from "./registration_record.ts";
import { readRegistrationTrailer, RegistrationCounts } from "./registration_trailer.ts";
import type { RegistrationRecord, RegistrationSummary } from "./registration_types.ts";

/**
 * Reads EB11, EB12, EB13 or EB14 (출금이체신청 and its results). A payer number may come twice in one
 * file: an account move is a cancellation and a new application, so results belong to number *and*
 * kind.
 *
 * The reading throws `EmptyFileError`, `TruncatedFileError` or `FileFormatError`.
 *
 * @throws {RangeError} when there can be no such file
 */
export function readRegistrationFile(
  source: ByteSource,
  identity: FileIdentity<RegistrationFileKind>,
): FileReading<RegistrationRecord, RegistrationSummary> {
  return readRecords(source, new RegistrationReaders(requireIdentity(identity)));
}

class RegistrationReaders implements RecordReaders<RegistrationRecord, RegistrationSummary> {
  readonly file: string;
  readonly recordBytes = REGISTRATION_RECORD_BYTES;
  readonly #fields: FieldReader<typeof REGISTRATION_RECORD>;
  readonly #counts = new RegistrationCounts();
  #lastSequence = 0;

  constructor(readonly identity: FileIdentity<RegistrationFileKind>) {
    this.file = recordFileName(identity);
    this.#fields = new FieldReader(REGISTRATION_RECORD, this.file);
  }

  header(bytes: Uint8Array, offset: number): void {
    readRegistrationHeader(this.identity, bytes, offset);
  }

  record(bytes: Uint8Array, offset: number, recordNumber: number): RegistrationRecord {
    this.#fields.move(bytes, offset, recordNumber);
    const record = readRegistrationRecord(this.#fields, this.identity);
    const next = this.#lastSequence + 1;
    const isInOrder = isAnswer(this.identity.kind)
      ? record.sequence >= next
      : record.sequence === next;
    if (!isInOrder) {
      this.#fields.refuse("sequence", isAnswer(this.identity.kind) ? `${next} or more` : `${next}`);
    }
    this.#lastSequence = record.sequence;
    this.#counts.add(record.applicationKind);
    return record;
  }

  trailer(bytes: Uint8Array, offset: number): RegistrationSummary {
    const totals = this.#counts.totals();
    readRegistrationTrailer(this.identity, totals, bytes, offset);
    return { ...this.identity, totals };
  }
}
