import { asciiRecord, digits, isDigits, writeAscii } from "./fields.ts";

const DEBIT_BYTES = 150;

/** A debit record (EB21, EB22, EC21, EC22) as its bytes say, fields untrimmed. */
export interface DebitFields {
  readonly kind: string;
  readonly sequence: string;
  readonly institution: string;
  readonly bank: string;
  readonly branch: string;
  readonly account: string;
  readonly amount: string;
  readonly holderNumber: string;
  readonly passbookText: string;
  readonly payerNumber: string;
  readonly debitForm: string;
}

export function debitFields(text: string): DebitFields {
  return {
    kind: text.slice(0, 1),
    sequence: text.slice(1, 9),
    institution: text.slice(9, 19),
    bank: text.slice(19, 22),
    branch: text.slice(22, 26),
    account: text.slice(26, 42),
    amount: text.slice(42, 55),
    holderNumber: text.slice(55, 68),
    passbookText: text.slice(73, 89),
    payerNumber: text.slice(91, 111),
    debitForm: text.slice(116, 117),
  };
}

/** 0 where the field is no number: such a record is refused for itself. */
export function amountOf({ amount }: DebitFields): number {
  return isDigits(amount) ? Number(amount) : 0;
}

/** Counts and sums by debit form: form 1 is full, all others allow a part. */
export interface DebitTotals {
  count: number;
  fullCount: number;
  fullSumWon: bigint;
  partialCount: number;
  partialSumWon: bigint;
}

export function emptyTotals(): DebitTotals {
  return { count: 0, fullCount: 0, fullSumWon: 0n, partialCount: 0, partialSumWon: 0n };
}

export function addToTotals(totals: DebitTotals, fields: DebitFields): void {
  const amount = BigInt(amountOf(fields));
  totals.count++;
  if (fields.debitForm === "1") {
    totals.fullCount++;
    totals.fullSumWon += amount;
  } else {
    totals.partialCount++;
    totals.partialSumWon += amount;
  }
}

/** Bytes 27–77 of a trailer, request and result alike. */
export function totalsText(totals: DebitTotals): string {
  return digits(totals.count, 8) + digits(totals.fullCount, 8) + digits(totals.fullSumWon, 13) +
    digits(totals.partialCount, 8) + digits(totals.partialSumWon, 13);
}

/** The request's record with the reason why nothing was debited. */
export function failedRecord(record: Uint8Array, code: string): Uint8Array {
  const failed = record.slice();
  writeAscii(failed, 68, `N${code}`);
  return failed;
}

/** The request's header under the name of its result. */
export function resultHeader(requestHeader: Uint8Array, name: string): Uint8Array {
  const header = requestHeader.slice();
  writeAscii(header, 19, name);
  return header;
}

export function resultTrailer(
  input: { institution: string; name: string; totals: DebitTotals; centreErrorCount: number },
): Uint8Array {
  return asciiRecord(DEBIT_BYTES, [
    [0, "T99999999"],
    [9, input.institution],
    [19, input.name],
    [27, totalsText(input.totals)],
    [77, digits(input.centreErrorCount, 8)],
    [85, "0000"],
    [89, digits(0, 11)],
    [100, digits(0, 11)],
  ]);
}
