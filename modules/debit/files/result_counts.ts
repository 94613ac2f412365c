import type { CountedResults } from "./debit_result_trailer.ts";
import { ANSWER_CODES, RESULT_CODES, type ResultCode } from "./result_codes.ts";

/** All codes, "0000" first. */
const CODES = (Object.keys(RESULT_CODES) as ResultCode[]).sort();
/** Numeric codes have 10,000 places and those that begin with "A" the thousand after them. */
const CODE_PLACES = 11_000;
const LETTER_PLACES = 10_000;

/** The number in `CODES` of each code that a result may have; 0 ("0000") for everything else. */
const NUMBER_AT = numbersByPlace();

/** Adds up the results of one file. */
export class ResultCounts {
  lastSequence = 0;
  #recordCount = 0;
  #fullFailureCount = 0;
  // Numbers hold sums exactly up to 2⁵³, far above the 13 digits of the trailer that they must equal;
  // as no amount is negative, a greater sum can never come down to it again.
  #fullFailureSumWon = 0;
  #partialFailureSumWon = 0;
  readonly #countByNumber = new Int32Array(CODES.length);

  add(sequence: number, amountWon: number, isPartial: boolean, codeNumber: number): void {
    this.lastSequence = sequence;
    this.#recordCount++;
    if (isPartial) {
      this.#partialFailureSumWon += amountWon;
    } else {
      this.#fullFailureCount++;
      this.#fullFailureSumWon += amountWon;
    }
    this.#countByNumber[codeNumber]!++;
  }

  counted(): CountedResults {
    return {
      recordCount: this.#recordCount,
      fullFailureCount: this.#fullFailureCount,
      fullFailureSumWon: BigInt(this.#fullFailureSumWon),
      partialFailureCount: this.#recordCount - this.#fullFailureCount,
      partialFailureSumWon: BigInt(this.#partialFailureSumWon),
    };
  }

  countByCode(): ReadonlyMap<ResultCode, number> {
    const counts = CODES.map((code, number) => [code, this.#countByNumber[number]!] as const);
    return new Map(counts.filter(([, count]) => count > 0));
  }
}

/** The number that `ResultCounts.add` wants. */
export function codeNumberOf(code: ResultCode): number {
  return CODES.indexOf(code);
}

/** The same from a code's first byte and its digits as a number; 0 where no result has the code. */
export function codeNumberAt(isNumeric: boolean, digits: number): number {
  return NUMBER_AT[isNumeric ? digits : LETTER_PLACES + digits]!;
}

function numbersByPlace(): Uint8Array {
  const numbers = new Uint8Array(CODE_PLACES);
  CODES.forEach((code, number) => {
    if (!Object.hasOwn(ANSWER_CODES, code)) return;
    const digits = Number(code.replace("A", ""));
    numbers[code.startsWith("A") ? LETTER_PLACES + digits : digits] = number;
  });
  return numbers;
}
