import type { Certificate } from "./certificate.ts";

export interface VerifiedText {
  /** The signer's certificate, as embedded. Its chain is not checked yet: verifier.check() does. */
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  /** The time that the signer claims. */
  readonly signedAt?: Date;
}

/**
 * Checks CMS SignedData over exactly this text: one signer, signed attributes, SHA-256 or better, RSA ≥ 2048.
 * @throws {SignatureInvalidError} when anything differs.
 * @throws {WeakKeyError} when the key or digest is too weak.
 * @throws {LimitExceededError} over 64 KB.
 * @throws {DamagedFileError} when it is not DER.
 */
export declare function verifySignedText(
  options: { cms: Uint8Array; text: string },
): Promise<VerifiedText>;
