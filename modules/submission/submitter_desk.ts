/**
 * What a logged-in submitter sees and does.
 *
 * @module
 */
import type { SubmitterSession, SubmitterType } from "@maru/auth";
import type { InputField, PeriodChoice, SubmissionView } from "./submission_view.ts";

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
