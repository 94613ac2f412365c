import { DEBIT_RECORD_BYTES, writeDebitHeader } from "./debit_header.ts";
import { writeDebitResult } from "./debit_result_record.ts";
import { writeDebitResultTrailer } from "./debit_result_trailer.ts";
import type {
  CollectingAccount,
  DebitResult,
  DebitResultSummary,
  DebitResultTotals,
} from "./debit_types.ts";
import { FieldRefusedError } from "./file_errors.ts";
import { requireIdentity } from "./file_identity.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitResultFileKind, FileIdentity, FileWriter } from "./file_types.ts";
import { RecordBuffer } from "./record_buffer.ts";
import { codeNumberOf, ResultCounts } from "./result_counts.ts";

export interface DebitResultFileOptions extends CollectingAccount {
  readonly kind: DebitResultFileKind;
  readonly institutionCode: string;
  /** "YYYY-MM-DD". */
  readonly debitDate: string;
  readonly centreErrorCount: number;
  readonly debitBankFeesWon: bigint;
  readonly creditBankFeesWon: bigint;
}

/**
 * Begins EB22 or EC22 (출금의뢰 결과), as the clearing house makes it. Sequence numbers are those of the
 * requests and must rise.
 *
 * @throws {RangeError} when the institution's code or the date is impossible
 * @throws {FieldRefusedError} when the collecting account cannot be sent
 */
export function createDebitResultFileWriter(
  options: DebitResultFileOptions,
): FileWriter<DebitResult, DebitResultSummary> {
  return new DebitResultWriter(options);
}

class DebitResultWriter implements FileWriter<DebitResult, DebitResultSummary> {
  readonly #identity: FileIdentity<DebitResultFileKind>;
  readonly #collecting: CollectingAccount;
  readonly #buffer = new RecordBuffer(new Uint8Array(DEBIT_RECORD_BYTES));
  readonly #counts = new ResultCounts();
  #recordCount = 0;

  constructor(readonly options: DebitResultFileOptions) {
    const { kind, institutionCode, debitDate, collectingBank, collectingAccount } = options;
    this.#identity = requireIdentity({ kind, institutionCode, date: debitDate });
    this.#collecting = { collectingBank, collectingAccount };
    this.#buffer.append(writeDebitHeader(this.#identity, this.#collecting));
  }

  record(result: DebitResult): number {
    const { sequence, failedAmountWon, outcome, code } = result;
    const recordNumber = this.#recordCount + 1;
    if (sequence <= this.#counts.lastSequence) {
      const file = recordFileName(this.#identity);
      const wanted = `more than ${this.#counts.lastSequence}`;
      const value = String(sequence);
      throw new FieldRefusedError({ file, recordNumber, field: "sequence", value, wanted });
    }
    this.#buffer.append(writeDebitResult(this.#identity, recordNumber, result));
    this.#counts.add(sequence, Number(failedAmountWon), outcome === "partial", codeNumberOf(code));
    this.#recordCount = recordNumber;
    return sequence;
  }

  trailer(): DebitResultSummary {
    const { centreErrorCount, debitBankFeesWon, creditBankFeesWon } = this.options;
    const totals: DebitResultTotals = {
      ...this.#counts.counted(),
      centreErrorCount,
      debitBankFeesWon,
      creditBankFeesWon,
    };
    this.#buffer.append(writeDebitResultTrailer(this.#identity, totals));
    this.#buffer.close();
    const { lastSequence } = this.#counts;
    const countByCode = this.#counts.countByCode();
    return { ...this.#identity, ...this.#collecting, totals, countByCode, lastSequence };
  }

  drain(): Uint8Array[] {
    return this.#buffer.drain();
  }
}
