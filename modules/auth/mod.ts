/**
 * The face of `auth`.
 *
 * @module
 */
export * from "./auth.ts";
export * from "./errors.ts";
export { type AuthParts, createAuth } from "./create_auth.ts";
export { createCertificateVerifier } from "./certificate_verifier.ts";
export { authSettings } from "./settings.ts";
export type {
  CloudCertificateProvider,
  CloudSigningRequest,
  CloudSigningState,
} from "./cloud/provider.ts";
export { createCloudCertificateProvider } from "./adapters/cloud_certificate/cloud_certificate.ts";
export {
  type AcceptedCertificate,
  type CertificateCheck,
  type CertificateClaim,
  createCertificateCheck,
} from "./submitters/certificate_check.ts";
export { createPolicyRules, type PolicyRules } from "./submitters/policy_rules.ts";
