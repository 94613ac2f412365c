/**
 * The half of pki that runs in a browser or a worker: it reads and writes certificates and key files,
 * signs, and seals. No network, no clock, no storage.
 * @module
 */
export type { Bytes } from "./bytes.ts";
export {
  concatBytes,
  equalBytes,
  fromBase64,
  fromBase64Url,
  fromHex,
  toBase64,
  toBase64Url,
  toHex,
} from "./bytes.ts";
export {
  DamagedFileError,
  LimitExceededError,
  SealBrokenError,
  UnsupportedFormatError,
  WrongPasswordError,
} from "./errors.ts";
export { readCertificate } from "./certificate.ts";
export type {
  Certificate,
  DistinguishedName,
  KeyUsage,
  PublicKey,
  VirtualId,
} from "./certificate.ts";
export { keyBelongsTo } from "./opened_key.ts";
export type { KeyForm, OpenedKey } from "./opened_key.ts";
export { openKeyFile } from "./key_file.ts";
export { writeKeyFile } from "./key_file_writer.ts";
export type { KeyFileForm } from "./key_file_writer.ts";
export { openPfx } from "./pfx.ts";
export type { OpenedPfx } from "./pfx.ts";
export { writePfx } from "./pfx_writer.ts";
export type { PfxEncryption } from "./pfx_writer.ts";
export { documentText, loginText, parseLoginText, textDocument } from "./signed_texts.ts";
export type { DocumentText, LoginText } from "./signed_texts.ts";
export { signText } from "./sign_text.ts";
export { sealTo } from "./seal_to.ts";
export type { SealRecipient } from "./seal_to.ts";
export { encryptForGateway } from "./gateway_secret.ts";
export { unwrapWithPassword, wrapWithPassword } from "./password_wrap.ts";
export {
  newTransferCode,
  parseTransferCode,
  unwrapFromTransfer,
  wrapForTransfer,
} from "./transfer_code.ts";
export type { TransferCode } from "./transfer_code.ts";
export { CERTIFICATE_POLICIES, describePolicy, policyOf } from "./policies.ts";
export type {
  CertificateIssuer,
  CertificateKind,
  CertificatePolicy,
  CertificateUse,
} from "./policies.ts";
