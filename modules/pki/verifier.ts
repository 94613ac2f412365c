import type { Certificate } from "./certificate.ts";
import type { CertificatePolicy } from "./policies.ts";
import type { RevocationEvidence, RevocationOptions } from "./revocation.ts";
import type { TrustStore } from "./trust_store.ts";

export interface VerifierOptions {
  readonly trust: TrustStore;
  readonly revocation: RevocationOptions;
  readonly clock: { now(): Date };
  readonly policyOverrides?: readonly CertificatePolicy[];
  /** Default: every known policy of a person or company; unknown, server and authority policies are refused. */
  readonly policyIsAllowed?: (policy: CertificatePolicy, purpose: "login" | "sign") => boolean;
}

export interface CheckedCertificate {
  readonly certificate: Certificate;
  /** Leaf first, root last. */
  readonly chain: readonly Certificate[];
  readonly policy: CertificatePolicy;
  readonly revocation: RevocationEvidence;
}

export interface Verifier {
  /**
   * Checks a certificate for a purpose: chain, validity, usage, policy and revocation.
   * @throws {ChainInvalidError | CertificateExpiredError | CertificateNotYetValidError | CertificateRevokedError}
   * @throws {RevocationUnknownError | KeyUsageError | WeakKeyError | PolicyNotAllowedError}
   */
  check(
    options: {
      certificate: Certificate;
      otherCertificates?: readonly Certificate[];
      purpose: "login" | "sign";
      /** The moment to check for; the clock's now where absent. */
      at?: Date;
    },
  ): Promise<CheckedCertificate>;
  /** Forgets all that was cached. */
  clearCaches(): void;
}

export declare function createVerifier(options: VerifierOptions): Verifier;
