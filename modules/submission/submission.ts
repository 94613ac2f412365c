/**
 * One-click submission (원클릭 서류제출): products ask for documents; a submitter presses one button;
 * each document is issued by its agency and delivered to the institution once in effect.
 *
 * @module
 */
import type { SubmitterSession, SubmitterType } from "@maru/auth";
import type { Transaction } from "@maru/kernel";

/** The states a person is shown (대기 → 처리중 → PDF | 미제공 | 실패) come from these. */
export type ItemState =
  | "queued"
  | "waitingAgency"
  | "running"
  | "authWait"
  /** Issued; being handed to the institution. */
  | "issued"
  /** Issued and delivered: shown as PDF. */
  | "delivered"
  /** The agency gives data but no PDF, and the data was delivered: 미제공. */
  | "notProvided"
  | "failed";

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

/** One line of the list that a submitter sees before pressing the button. */
export interface RequestedDocument {
  readonly documentCode: string;
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly period: PeriodChoice;
  readonly inputs: readonly InputField[];
  readonly required: boolean;
  readonly expectedSeconds: number;
  /** False where this submitter's certificate may not request it, with the reason. */
  readonly available: boolean;
  readonly unavailableReason?: string;
  readonly dataOnly: boolean;
  readonly needsVatConsent: boolean;
}

export interface ProductView {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly productId: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly submitterTypes: readonly SubmitterType[];
  readonly documents: readonly RequestedDocument[];
}

export interface SubmissionRequest {
  readonly productSlug: string;
  readonly documents: readonly {
    readonly documentCode: string;
    readonly periodFrom?: string;
    readonly periodTo?: string;
    readonly inputs: Readonly<Record<string, string>>;
  }[];
  readonly consents: readonly { readonly kind: string; readonly version: number }[];
  /**
   * `sealTo(…, { purpose: "bundle", context: session id })` of {@linkcode GatewayBundle} as JSON.
   */
  readonly sealedBundle: string;
  readonly idempotencyKey: string;
  readonly address: string;
}

/** What an agency's gateway needs. Our server can open neither password nor key. */
export type GatewayBundle =
  | {
    readonly kind: "certificate";
    /** signCert.der, or the PFX; base64. */
    readonly certFile: string;
    /** signPri.key still encrypted, base64; absent with a PFX. */
    readonly keyFile?: string;
    /** Encrypted in the browser to the gateway's public key, base64. */
    readonly certPassword: string;
    readonly residentNumber?: string;
    readonly manageNumber?: string;
    /** Encrypted to the gateway's public key, base64. */
    readonly managePassword?: string;
  }
  | {
    /** 간편인증: the agency asks on the phone, as a two-way step. */
    readonly kind: "simpleAuthentication";
    readonly residentNumber?: string;
    readonly phone: string;
    readonly userName: string;
  };

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

/** What a logged-in submitter can do. Another person's id is answered as not found. */
export interface SubmitterDesk {
  products(session: SubmitterSession | undefined): Promise<
    { slug: string; name: string; institutionName: string; documentCount: number }[]
  >;
  /** @throws {ProductNotFoundError} */
  product(slug: string, session?: SubmitterSession): Promise<ProductView>;
  /** @throws {ClientNotOursError} the agency does not know the client as the tax agent's */
  checkClient(
    session: SubmitterSession,
    input: { businessNumber: string; sealedBundle: string },
  ): Promise<{ name: string }>;
  /** The public key the browser encrypts certificate passwords to (the gateway's). */
  gatewayKey(): Promise<{ publicKeyBase64: string }>;
  /** @throws {MissingInputError, ConsentMissingError, PeriodOutOfRangeError, DuplicateLoginError} */
  submit(session: SubmitterSession, request: SubmissionRequest): Promise<{ submissionId: string }>;
  /** @throws {SubmissionNotFoundError} unknown or another person's */
  view(session: SubmitterSession, submissionId: string): Promise<SubmissionView>;
  /** Cheap: the version alone, for progress streams. */
  version(session: SubmitterSession, submissionId: string): Promise<string>;
  history(
    session: SubmitterSession,
    query: { from?: string; to?: string; productSlug?: string; before?: string; limit: number },
  ): Promise<{ rows: SubmissionView[]; next?: string }>;
  reissue(
    session: SubmitterSession,
    input: {
      submissionId: string;
      itemIds: readonly string[];
      period?: { from: string; to: string };
      /** Corrected inputs, for the items that have them. */
      inputs?: Readonly<Record<string, string>>;
      sealedBundle?: string;
      idempotencyKey: string;
    },
  ): Promise<void>;
  /** The person says that the extra authentication on the phone is done. */
  confirmAuthentication(
    session: SubmitterSession,
    input: { submissionId: string; itemId: string },
  ): Promise<void>;
  /** The last source: the person's own file with the issuer's verification number. */
  upload(
    session: SubmitterSession,
    input: { submissionId: string; itemId: string; pdf: Uint8Array; verificationNumber: string },
  ): Promise<void>;
  download(
    session: SubmitterSession,
    input: { submissionId: string; itemId: string; address: string },
  ): Promise<{ fileName: string; pdf: Uint8Array; sha256: string }>;
}

export interface DeliveryView {
  readonly id: string;
  readonly submissionReference: string;
  readonly documentName: string;
  readonly channel: "webhook" | "pull";
  readonly state: "pending" | "delivered" | "failed";
  readonly createdAt: Date;
  readonly deliveredAt?: Date;
  readonly attempts: readonly {
    readonly at: Date;
    readonly status?: number;
    readonly failure?: string;
    readonly durationMs: number;
    readonly manual: boolean;
  }[];
}

export interface ReceivedQuery {
  readonly text?: string;
  readonly productId?: string;
  readonly state?: "running" | "finished" | "failed";
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
  readonly limit: number;
}

export interface InstitutionSummary {
  readonly receivedToday: number;
  /** Submissions that still run. */
  readonly running: number;
  /** Of the last 14 days, today included. */
  readonly deliveredDocuments: number;
  readonly failedDocuments: number;
  /** 14 days in Asia/Seoul, oldest first, zeros included. */
  readonly daily: readonly { readonly date: string; readonly count: number }[];
  /** Why documents failed, most frequent first. */
  readonly failures: readonly {
    readonly text: string;
    readonly nextStep: string;
    readonly count: number;
  }[];
}

/** What an institution's staff and its API keys can do; the institution's id is always first. */
export interface InstitutionDesk {
  institution(institutionId: string): Promise<
    { id: string; name: string; retentionDays: number; helpPhone: string }
  >;
  /** Figures of the last 14 days for the console's first page. */
  summary(institutionId: string): Promise<InstitutionSummary>;
  setRetention(institutionId: string, retentionDays: number, actor: string): Promise<void>;
  received(institutionId: string, query: ReceivedQuery): Promise<
    { rows: SubmissionView[]; next?: string; total: number }
  >;
  submission(institutionId: string, submissionId: string): Promise<SubmissionView>;
  /** Structured data of a document as a table. */
  documentData(
    institutionId: string,
    documentId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<
    { name: string; columns: string[]; rows: string[][]; json: unknown; hasPdf: boolean }
  >;
  documentPdf(
    institutionId: string,
    documentId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<{ fileName: string; pdf: Uint8Array; sha256: string }>;
  /** PDFs, JSON and CSV of one submission. */
  zip(
    institutionId: string,
    submissionId: string,
    actor: { actor: string; address: string; reason: string },
  ): Promise<{ fileName: string; zip: Uint8Array }>;
  products(institutionId: string): Promise<ProductSetting[]>;
  product(institutionId: string, productId: string): Promise<ProductSetting>;
  /** @throws {ProductInvalidError} with field errors */
  saveProduct(institutionId: string, product: ProductInput): Promise<{ productId: string }>;
  catalogue(): Promise<DocumentType[]>;
  deliveries(
    institutionId: string,
    query: { state?: string; before?: string; limit: number },
  ): Promise<{ rows: DeliveryView[]; next?: string }>;
  sendAgain(institutionId: string, deliveryId: string, actor: string): Promise<void>;
  webhook(
    institutionId: string,
  ): Promise<{ url: string; active: boolean; changedAt: Date } | undefined>;
  /** Answers the signing secret once. @throws {WebhookAddressError} */
  setWebhook(
    institutionId: string,
    input: { url: string; active: boolean; actor: string },
  ): Promise<{ secret?: string }>;
  apiKeys(institutionId: string): Promise<
    {
      id: string;
      name: string;
      prefix: string;
      createdAt: Date;
      lastUsedAt?: Date;
      revokedAt?: Date;
    }[]
  >;
  /** The key itself is answered once and stored as a hash. */
  createApiKey(institutionId: string, input: { name: string; actor: string }): Promise<
    { id: string; key: string }
  >;
  revokeApiKey(institutionId: string, keyId: string, actor: string): Promise<void>;
  /** The institution that a presented API key belongs to. */
  institutionOfKey(key: string): Promise<string | undefined>;
  /** Pull API: documents ready since a cursor, oldest first; reading marks `pull` deliveries. */
  pull(institutionId: string, query: { after?: string; limit: number }): Promise<
    { rows: PulledDocument[]; next?: string }
  >;
}

export interface PulledDocument {
  readonly deliveryId: string;
  readonly documentId: string;
  readonly submissionId: string;
  readonly reference: string;
  readonly documentCode: string;
  readonly documentName: string;
  readonly state: "delivered" | "notProvided";
  readonly sha256?: string;
  readonly sizeBytes?: number;
  readonly issuedAt: string;
  readonly data: unknown;
}

export interface ProductSetting {
  readonly id: string;
  readonly slug: string;
  readonly name: string;
  readonly description: string;
  readonly submitterTypes: readonly SubmitterType[];
  readonly active: boolean;
  readonly documents: readonly {
    readonly documentCode: string;
    readonly periodExpression: string;
    readonly periodChangeable: boolean;
    readonly required: boolean;
  }[];
}

export type ProductInput = Omit<ProductSetting, "id"> & { readonly id?: string };

export interface DocumentType {
  readonly code: string;
  readonly name: string;
  readonly agencyCode: string;
  readonly agencyName: string;
  readonly submitterTypes: readonly SubmitterType[];
  readonly periodKind: PeriodChoice["kind"];
  readonly periodDefault: string;
  readonly hasPdf: boolean;
  readonly expectedSeconds: number;
  readonly active: boolean;
  readonly sources: readonly string[];
}

export interface AgencyHealth {
  readonly code: string;
  readonly name: string;
  readonly state: "good" | "slow" | "blocked" | "closed";
  readonly averageSeconds?: number;
  readonly successRate?: number;
  readonly waitingCount: number;
  readonly runningCount: number;
  readonly reason?: string;
  readonly breakerOpenUntil?: Date;
}

export interface OperatorDesk {
  agencies(): Promise<AgencyHealth[]>;
  queue(query: { state?: ItemState; agencyCode?: string; limit: number; before?: string }): Promise<
    {
      rows: (ItemView & { submissionId: string; reference: string; institutionName: string })[];
      next?: string;
    }
  >;
  totals(): Promise<{ state: ItemState; count: number }[]>;
  /** Tries a waiting or failed item again now. */
  retryItem(itemId: string, actor: string): Promise<void>;
  /** Closes an agency's breaker by hand. */
  resetAgency(agencyCode: string, actor: string): Promise<void>;
  catalogue(): Promise<DocumentType[]>;
  saveDocumentType(input: {
    code: string;
    active: boolean;
    expectedSeconds: number;
    periodDefault: string;
    actor: string;
  }): Promise<void>;
}

export interface Submission {
  readonly submitter: SubmitterDesk;
  readonly institution: InstitutionDesk;
  readonly operator: OperatorDesk;
  /** Called by demo data: an institution with its retention. */
  createInstitution(
    tx: Transaction,
    input: { id: string; name: string; retentionDays: number; helpPhone?: string },
  ): Promise<void>;
}
