/**
 * People and their sessions: submitters who log in with a certificate, staff who log in with an ID.
 *
 * @module
 */
import type { Transaction } from "@maru/kernel";
import type { Members } from "./members.ts";
import type { SecondFactors } from "./second_factors.ts";
import type { StaffAuth } from "./staff_auth.ts";

export * from "./members.ts";
export * from "./second_factors.ts";
export * from "./staff_auth.ts";
export { type Right, RIGHTS } from "./staff/rights.ts";

/** The five kinds of submitter (이용자 유형) that the login page offers. */
export const SUBMITTER_TYPES = [
  "corporation",
  "proprietorByRepresentative",
  "proprietorByBusiness",
  "individual",
  "taxAgent",
] as const;
export type SubmitterType = (typeof SUBMITTER_TYPES)[number];

/** What the browser must sign, and the key that secrets are sealed to. */
export interface LoginChallenge {
  readonly id: string;
  /** 32 random bytes, base64url; used once, within three minutes. */
  readonly nonce: string;
  readonly expiresAt: Date;
  /** Server time for the signed text, ISO 8601. */
  readonly at: string;
  readonly transportKey: { readonly id: string; readonly publicJwk: JsonWebKey };
}

export interface LoginInput {
  readonly challengeId: string;
  readonly origin: string;
  readonly submitterType: SubmitterType;
  readonly businessNumber?: string;
  readonly submitterName: string;
  readonly phone: string;
  /** CMS SignedData over `loginText({ origin, nonce, at })`, base64. */
  readonly cms: string;
  /**
   * `sealTo(…, { purpose: "login", context: challengeId })` of the JSON
   * `{ randomNum?: base64, residentNumber?: string }`.
   */
  readonly sealed: string;
  /**
   * A second text sealed the same way. With a cloud certificate `sealed` is the provider's; what the
   * person typed here comes in this one, and wins.
   */
  readonly sealedByPerson?: string;
  readonly address: string;
}

export interface SubmitterSession {
  readonly id: string;
  readonly submitterId: string;
  readonly submitterType: SubmitterType;
  /** SHA-256 of the certificate, hex. */
  readonly certificateFingerprint: string;
  /** Where the certificate came from decides how an agency is entered. */
  readonly certificateKind: "file" | "cloud";
  /** Company or person named by the certificate. */
  readonly subjectName: string;
  readonly businessNumber?: string;
  readonly submitterName: string;
  readonly phone: string;
  readonly phoneMasked: string;
  /** A tax agent's confirmed client (수임업체). */
  readonly client?: { readonly businessNumber: string; readonly name: string };
  /** True until the person confirmed basic information and terms for the first time. */
  readonly needsFirstConsent: boolean;
  readonly createdAt: Date;
  readonly expiresAt: Date;
}

/** What a session token stands for now. */
export type SessionLookup =
  | { readonly state: "live"; readonly session: SubmitterSession }
  /** Ended by a newer login with the same certificate, here or at an agency: LOGIN-999. */
  | { readonly state: "superseded"; readonly session: SubmitterSession }
  | { readonly state: "none" };

export interface SubmitterAuth {
  /** @throws {RateLimitedError} */
  openChallenge(input: { address: string }): Promise<LoginChallenge>;
  /**
   * Consumes the nonce first, then checks signature, chain, dates, revocation, policy and VID; ends
   * an earlier session of the same certificate.
   *
   * @throws one class per condition, see `errors.ts` and the classes of `@maru/pki`
   */
  logIn(input: LoginInput): Promise<{ token: string; session: SubmitterSession }>;
  find(token: string): Promise<SessionLookup>;
  logOut(token: string): Promise<void>;
  /** @throws {DuplicateLoginError} the session was superseded; `SessionEndedError` otherwise ended */
  requireLive(tx: Transaction, sessionId: string): Promise<void>;
  /** An agency told of a newer login there: ends the session as superseded, publishes the event. */
  endByAgency(tx: Transaction, certificateFingerprint: string): Promise<void>;
  /** @throws {ClientNotAllowedError | ClientAlreadySetError | SessionEndedError | DuplicateLoginError} */
  setClient(
    tx: Transaction,
    sessionId: string,
    client: { businessNumber: string; name: string },
  ): Promise<void>;
  /** Opens what the browser sealed with `sealTo` for `purpose` and `context`. */
  openSealed(input: { sealed: string; purpose: string; context: string }): Promise<Uint8Array>;
  /** The key that the browser seals to now. */
  transportKey(): Promise<{ id: string; publicJwk: JsonWebKey }>;
}

/** PC ↔ phone transfer: the server keeps a ciphertext under a look-up word, once, five minutes. */
export interface CertificateTransfers {
  /** @throws {TransferLookupTakenError | TransferTooLargeError | RateLimitedError} */
  put(input: { lookup: string; ciphertext: Uint8Array; address: string }): Promise<
    { expiresAt: Date }
  >;
  /** @throws {TransferNotFoundError | RateLimitedError} unknown, taken or expired */
  take(input: { lookup: string; address: string }): Promise<Uint8Array>;
}

/** Terms and consents (약관·동의), versioned as data. */
export interface Consents {
  current(): Promise<ConsentDocument[]>;
  find(kind: ConsentKind, version: number): Promise<ConsentDocument | undefined>;
  /** @throws {ConsentVersionError} a version that is not the current one */
  record(
    tx: Transaction,
    input: {
      submitterId: string;
      submissionId?: string;
      given: readonly { kind: ConsentKind; version: number }[];
      address: string;
    },
  ): Promise<void>;
  given(submitterId: string): Promise<{ kind: ConsentKind; version: number; at: Date }[]>;
}

export type ConsentKind = "service" | "personalData" | "provision" | "vatData";

export interface ConsentDocument {
  readonly kind: ConsentKind;
  readonly version: number;
  readonly title: string;
  /** Paragraphs, plain text. */
  readonly body: string;
  readonly required: boolean;
  readonly effectiveFrom: Date;
}

/** Cloud certificate (금융인증서) login: the provider signs, the person confirms there. */
export interface CloudCertificates {
  /**
   * Where the person confirms, and the id to poll.
   *
   * @throws {NonceUnknownError | NonceExpiredError | OriginNotAllowedError}
   * @throws {CloudCertificateUnavailableError}
   */
  begin(
    input: {
      challengeId: string;
      origin: string;
      returnUrl: string;
      address: string;
      /** The provider is asked for the resident number only where its kind needs it. */
      submitterType?: SubmitterType;
    },
  ): Promise<
    { requestId: string; url: string }
  >;
  /**
   * `signed` carries what `logIn` needs in place of the browser's own signature.
   *
   * @throws {CloudRequestNotFoundError | CloudCertificateUnavailableError}
   */
  poll(requestId: string): Promise<
    | { state: "waiting" | "refused" | "expired" }
    | { state: "signed"; cms: string; sealed: string }
  >;
}

export interface Auth {
  readonly submitters: SubmitterAuth;
  readonly staff: StaffAuth;
  readonly members: Members;
  readonly secondFactors: SecondFactors;
  readonly transfers: CertificateTransfers;
  readonly consents: Consents;
  readonly cloud: CloudCertificates;
}
