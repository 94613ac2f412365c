/**
 * A small certification authority for the sandbox and for tests: certificates, revocation lists,
 * OCSP and time stamp answers with any dates. Never for production trust.
 * @module
 */
export { generateRsaKeyPair, openedKeyOf } from "./issuer.ts";
export type { Issuer, RsaKeyPair } from "./issuer.ts";
export {
  issueAuthority,
  issueRoot,
  issueServiceCertificate,
  issueUserCertificate,
} from "./issue_certificate.ts";
export type {
  NewCertificate,
  NewUserCertificate,
  SubjectName,
  Validity,
} from "./issue_certificate.ts";
export { issueRevocationList } from "./issue_revocation_list.ts";
export type { NewRevocationList, RevokedEntry } from "./issue_revocation_list.ts";
export { answerOcsp } from "./issue_ocsp_answer.ts";
export type { OcspAnswerOptions, OcspStatus } from "./issue_ocsp_answer.ts";
export { answerTimestamp } from "./issue_timestamp.ts";
export type { TimestampAnswerOptions } from "./issue_timestamp.ts";
export { decryptGatewaySecret } from "./gateway_secret_opening.ts";
export { computeVid } from "./vid.ts";
