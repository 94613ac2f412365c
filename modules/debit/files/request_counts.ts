import { DEBIT_WON_MAX } from "./debit_record.ts";
import type { DebitFileTotals } from "./debit_types.ts";

/** The debit form (출금형태) that takes the whole or nothing; all others may take a part. */
const FULL_ONLY = "1";

/** Adds up the requests of one file, apart by whether a part may be taken. */
export class RequestCounts {
  recordCount = 0;
  #fullDebitCount = 0;
  // Numbers hold sums exactly up to 2⁵³, far above the 13 digits of the trailer.
  #fullDebitSumWon = 0;
  #partialDebitSumWon = 0;

  /** Whether the trailer's fields could still hold the sums with this amount. */
  fits(debitForm: string, amountWon: number): boolean {
    const sumWon = debitForm === FULL_ONLY ? this.#fullDebitSumWon : this.#partialDebitSumWon;
    return sumWon + amountWon <= DEBIT_WON_MAX;
  }

  /** The number of records so far, this one included. */
  add(debitForm: string, amountWon: number): number {
    if (debitForm === FULL_ONLY) {
      this.#fullDebitCount++;
      this.#fullDebitSumWon += amountWon;
    } else {
      this.#partialDebitSumWon += amountWon;
    }
    return ++this.recordCount;
  }

  totals(): DebitFileTotals {
    return {
      recordCount: this.recordCount,
      fullDebitCount: this.#fullDebitCount,
      fullDebitSumWon: BigInt(this.#fullDebitSumWon),
      partialDebitCount: this.recordCount - this.#fullDebitCount,
      partialDebitSumWon: BigInt(this.#partialDebitSumWon),
    };
  }
}
