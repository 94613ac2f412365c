import type { FileIdentity, RegistrationFileKind } from "./file_types.ts";
import type { ResultCode } from "./result_codes.ts";

/** What is applied for (신청구분): a mandate, its end, or its end forced by the bank or the centre. */
export type ApplicationKind = "new" | "cancel" | "forced-cancel";

/** One application for a mandate (출금이체신청), as EB13 sends and EB11 brings it. */
export interface RegistrationApplication {
  /** "YYYY-MM-DD", not after the day of the file. */
  readonly applyDate: string;
  readonly applicationKind: ApplicationKind;
  /** The payer's number at the institution (납부자번호): up to 20 letters and digits. */
  readonly payerNumber: string;
  /** Seven digits: the bank's code of three and, where the branch is not known, "0000". */
  readonly bankBranchCode: string;
  /** Digits only, up to 16. */
  readonly accountNumber: string;
  /** Birth date YYMMDD or business number of ten digits; "" where a cancellation gives none. */
  readonly holderIdentifier: string;
  /** Four digits or "CHNG", which marks one half of an account move; "" where there is none. */
  readonly handlingBranch?: string;
  readonly fundKind?: string;
  /** Up to 12 characters of the institution's own, returned as sent. */
  readonly institutionArea?: string;
  readonly channel?: string;
}

/** How an application ended. Files of answers hold the rejected ones only, so far as is known. */
export interface RegistrationOutcome {
  readonly accepted: boolean;
  /** "0000" where accepted. */
  readonly code: ResultCode;
}

/** A record as it was read: fields that were blank are "". */
export interface RegistrationRecord extends Required<RegistrationApplication> {
  /** In EB12 and EB14 the sequence number of the application that is answered. */
  readonly sequence: number;
  /** Undefined in EB11 and EB13, which ask. */
  readonly outcome: RegistrationOutcome | undefined;
}

/** A record of EB12 or EB14 to be written. */
export interface RegistrationAnswer extends RegistrationApplication, RegistrationOutcome {
  /** The sequence number of the application in EB11 or EB13. */
  readonly sequence: number;
}

export interface RegistrationTotals {
  readonly recordCount: number;
  readonly newCount: number;
  readonly cancelCount: number;
  readonly forcedCancelCount: number;
}

export interface RegistrationSummary extends FileIdentity<RegistrationFileKind> {
  readonly totals: RegistrationTotals;
}
