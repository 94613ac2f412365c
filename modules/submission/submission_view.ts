/**
 * What an item and a submission are to those who look at them.
 *
 * @module
 */
/** The states a person is shown (대기 → 처리중 → PDF | 미제공 | 실패) come from these. */
export const ITEM_STATES = [
  "queued",
  "waitingAgency",
  "running",
  "authWait",
  /** Issued; being handed to the institution. */
  "issued",
  /** Issued and delivered: shown as PDF. */
  "delivered",
  /** The agency gives data but no PDF, and the data was delivered: 미제공. */
  "notProvided",
  "failed",
] as const;
export type ItemState = (typeof ITEM_STATES)[number];

/** Why an item waits or failed; each has its own sentence and next step. */
export type FailureClass =
  | "nothingFiled"
  | "wrongPeriod"
  /** The agency does not know an input, e.g. a place name: corrected with the re-issue. */
  | "wrongInput"
  | "agencyClosed"
  | "agencyDown"
  | "agencyBlocked"
  | "transient"
  | "notEntitled"
  | "notRegistered"
  | "notOffered"
  | "arrears"
  | "duplicateLogin"
  | "extraAuthentication"
  | "extraAuthenticationExpired"
  | "confirmAgain"
  | "credentials"
  | "certificateRejected"
  | "damagedDocument"
  /** Issued, but the institution's receiver took it in none of the tries of three days. */
  | "deliveryFailed"
  | "ourFault";

export interface InputField {
  readonly name: string;
  readonly label: string;
  readonly kind: "text" | "date" | "choice" | "businessPlaceNumber";
  readonly required: boolean;
  readonly hint?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  /** What the login already tells, to be confirmed by the person: fill the field with it. */
  readonly suggested?: string;
}

export interface Period {
  /** `YYYY`, `YYYYMM` or `YYYYMMDD`, by the document's period kind. */
  readonly from: string;
  readonly to: string;
  /** e.g. 2024년 1기 ~ 2026년 1기. */
  readonly label: string;
}

export interface PeriodChoice {
  readonly kind:
    | "none"
    | "asOfToday"
    | "year"
    | "fiscalYear"
    | "half"
    | "quarter"
    | "month"
    | "range";
  readonly changeable: boolean;
  readonly chosen?: Period;
  /** Selectable first and last values with labels; empty where nothing can be chosen. */
  readonly options: readonly { readonly value: string; readonly label: string }[];
  /** The first and the last value that may be chosen; of a `range` they are days `YYYYMMDD`. */
  readonly earliest?: string;
  readonly latest?: string;
}

export interface ItemView {
  readonly id: string;
  readonly documentCode: string;
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly period: Period | undefined;
  readonly state: ItemState;
  readonly failure?: {
    readonly class: FailureClass;
    readonly code: string;
    /** What happened, in plain Korean. */
    readonly text: string;
    /** What the person can do next, in plain Korean. */
    readonly nextStep: string;
    readonly link?: { readonly label: string; readonly url: string };
  };
  readonly canReissue: boolean;
  readonly canUpload: boolean;
  /** After the second failure the help desk's number is shown. */
  readonly failureCount: number;
  readonly periodChoice?: PeriodChoice;
  /** The inputs that a re-issue may correct, where the agency refused them. */
  readonly inputFields?: readonly InputField[];
  readonly authExpiresAt?: Date;
  readonly authConfirmed: boolean;
  readonly startedAt?: Date;
  readonly finishedAt?: Date;
  readonly nextAt?: Date;
  readonly document?: {
    readonly id: string;
    readonly fileName: string;
    readonly hasPdf: boolean;
    readonly sizeBytes?: number;
    readonly pageCount?: number;
    readonly sha256?: string;
    readonly destroyed: boolean;
  };
}

export interface SubmissionView {
  readonly id: string;
  readonly reference: string;
  readonly institutionId: string;
  readonly institutionName: string;
  readonly productName: string;
  readonly productSlug: string;
  readonly subjectName: string;
  readonly clientName?: string;
  readonly submitterName: string;
  readonly phoneMasked: string;
  readonly state: "running" | "finished";
  readonly version: string;
  readonly createdAt: Date;
  readonly finishedAt?: Date;
  readonly items: readonly ItemView[];
  readonly counts: {
    readonly total: number;
    readonly delivered: number;
    readonly notProvided: number;
    readonly running: number;
    readonly failed: number;
  };
  readonly remainingSeconds: number;
  readonly helpPhone: string;
  /** Items that need the person's confirmation because the sealed bundle ended. */
  readonly needsBundle: boolean;
}
