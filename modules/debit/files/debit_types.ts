import type { DebitFileKind, DebitResultFileKind, FileIdentity } from "./file_types.ts";
import type { ResultCode } from "./result_codes.ts";

/**
 * How much a bank may take (출금형태): "0" any part, "1" the whole or nothing, "2" to "6" parts in
 * steps of 1,000 to 5,000 won.
 */
export type DebitForm = "0" | "1" | "2" | "3" | "4" | "5" | "6";

/** One debit to be asked of a bank (출금의뢰), as EB21 and EC21 send it. */
export interface DebitRequest {
  /** Seven digits: the bank's code of three and "0000". */
  readonly bankBranchCode: string;
  /** Digits only, up to 16. */
  readonly accountNumber: string;
  /** From `DEBIT_AMOUNT_MIN_WON` up to 13 digits. */
  readonly amountWon: bigint;
  /** Birth date YYMMDD or business number of ten digits; "" where the institution has no check. */
  readonly holderIdentifier: string;
  /** What the payer's passbook shows (통장기재내용): up to eight full-width characters. */
  readonly passbookText: string;
  /** The payer's number at the institution (납부자번호): up to 20 letters and digits. */
  readonly payerNumber: string;
  readonly debitForm: DebitForm;
  readonly fundKind?: string;
  /** Up to 5 characters of the institution's own, returned as sent. */
  readonly institutionArea?: string;
  /** Digits only, up to 12. */
  readonly phone?: string;
}

/** A record of EB21 or EC21 as it was read. */
export interface DebitRequestRecord extends Required<DebitRequest> {
  readonly sequence: number;
}

/** A debit that failed in whole or in part (불능), as EB22 and EC22 tell it. */
export interface DebitResult {
  /** The sequence number of the request in the file that was sent. */
  readonly sequence: number;
  readonly bankBranchCode: string;
  readonly accountNumber: string;
  /** What was not debited: the whole amount, or what is missing after a partial debit. */
  readonly failedAmountWon: bigint;
  readonly holderIdentifier: string;
  /** "failed": nothing was debited (N); "partial": a part was (P). */
  readonly outcome: "failed" | "partial";
  readonly code: ResultCode;
  readonly passbookText: string;
  readonly fundKind: string;
  readonly payerNumber: string;
  readonly institutionArea: string;
  readonly debitForm: DebitForm;
  readonly phone: string;
}

/** The institution's account that collects (수납모계좌). */
export interface CollectingAccount {
  /** Seven digits: the bank's code of three and its branch. */
  readonly collectingBank: string;
  /** Digits only, up to 16. */
  readonly collectingAccount: string;
}

export interface DebitFileTotals {
  readonly recordCount: number;
  /** Requests for the whole amount or nothing (debit form "1"). */
  readonly fullDebitCount: number;
  readonly fullDebitSumWon: bigint;
  /** Requests of which a part may be taken (all other debit forms). */
  readonly partialDebitCount: number;
  readonly partialDebitSumWon: bigint;
}

export interface DebitResultTotals {
  readonly recordCount: number;
  readonly fullFailureCount: number;
  readonly fullFailureSumWon: bigint;
  readonly partialFailureCount: number;
  readonly partialFailureSumWon: bigint;
  /** Records that the centre refused when it checked the request file (센터검증오류건수). */
  readonly centreErrorCount: number;
  readonly debitBankFeesWon: bigint;
  readonly creditBankFeesWon: bigint;
}

export interface DebitFileSummary extends FileIdentity<DebitFileKind>, CollectingAccount {
  readonly totals: DebitFileTotals;
}

export interface DebitResultSummary extends FileIdentity<DebitResultFileKind>, CollectingAccount {
  readonly totals: DebitResultTotals;
  /** How many records carry each code that occurs. */
  readonly countByCode: ReadonlyMap<ResultCode, number>;
  /** The greatest sequence number, 0 in a file without failures. */
  readonly lastSequence: number;
}
