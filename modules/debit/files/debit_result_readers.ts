import { DEBIT_RECORD_BYTES, readDebitHeader } from "./debit_header.ts";
import { DEBIT_RECORD } from "./debit_record.ts";
import { readDebitResult } from "./debit_result_record.ts";
import { readDebitResultTrailer } from "./debit_result_trailer.ts";
import type { CollectingAccount, DebitResult, DebitResultSummary } from "./debit_types.ts";
import { FieldReader } from "./field_reader.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitResultFileKind, FileIdentity } from "./file_types.ts";
import type { RecordReaders } from "./record_order.ts";
import { codeNumberOf, ResultCounts } from "./result_counts.ts";

/** Reads header, records and trailer of EB22 or EC22 thoroughly, and adds the records up. */
export class DebitResultReaders implements RecordReaders<DebitResult, DebitResultSummary> {
  readonly file: string;
  readonly recordBytes = DEBIT_RECORD_BYTES;
  readonly counts = new ResultCounts();
  readonly #fields: FieldReader<typeof DEBIT_RECORD>;
  #collecting: CollectingAccount | undefined;

  constructor(readonly identity: FileIdentity<DebitResultFileKind>) {
    this.file = recordFileName(identity);
    this.#fields = new FieldReader(DEBIT_RECORD, this.file);
  }

  header(bytes: Uint8Array, offset: number): void {
    this.#collecting = readDebitHeader(this.identity, bytes, offset);
  }

  record(bytes: Uint8Array, offset: number, recordNumber: number): DebitResult {
    this.#fields.move(bytes, offset, recordNumber);
    const result = readDebitResult(this.#fields, this.identity, this.counts.lastSequence);
    const { sequence, failedAmountWon, outcome, code } = result;
    this.counts.add(sequence, Number(failedAmountWon), outcome === "partial", codeNumberOf(code));
    return result;
  }

  trailer(bytes: Uint8Array, offset: number): DebitResultSummary {
    const totals = readDebitResultTrailer(this.identity, this.counts.counted(), bytes, offset);
    return {
      ...this.identity,
      ...this.#collecting!,
      totals,
      countByCode: this.counts.countByCode(),
      lastSequence: this.counts.lastSequence,
    };
  }
}
