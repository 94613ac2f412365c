/**
 * Certificates on the server: everything of `@maru/pki/browser`, and checks of signatures, chains,
 * revocation, virtual ids and time stamps. Stands alone: no kernel, no database.
 * @module
 */
export * from "./browser.ts";
export { generateSealKeyPair, openSealed } from "./open_sealed.ts";
export type { SealOpener, SealPrivateKey } from "./open_sealed.ts";
export { verifySignedText } from "./verify_signed_text.ts";
export type { VerifiedText } from "./verify_signed_text.ts";
export { createTrustStore } from "./trust_store.ts";
export type { TrustedCertificates, TrustStore } from "./trust_store.ts";
export { createVerifier } from "./verifier.ts";
export type {
  CertificateCheck,
  CertificatePurpose,
  CheckedCertificate,
  Verifier,
  VerifierOptions,
} from "./verifier.ts";
export type { RevocationEvidence, RevocationFetch, RevocationOptions } from "./revocation.ts";
export { computeVid, verifyVid } from "./vid.ts";
export { timestampRequest, verifyTimestamp } from "./timestamp.ts";
export type { TimestampCheck, VerifiedTimestamp } from "./timestamp.ts";
export {
  CertificateExpiredError,
  CertificateNotYetValidError,
  CertificateRevokedError,
  ChainInvalidError,
  KeyUsageError,
  PolicyNotAllowedError,
  RevocationUnknownError,
  SignatureInvalidError,
  VidMismatchError,
  VidMissingError,
  WeakKeyError,
} from "./verification_errors.ts";
