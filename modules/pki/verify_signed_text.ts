import { utf8 } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { readDer } from "./der_reader.ts";
import { PKCS } from "./oids.ts";
import { verifySignedData } from "./signed_data.ts";

export interface VerifiedText {
  /** The signer's certificate, as embedded. Its chain is not checked yet: verifier.check() does. */
  readonly certificate: Certificate;
  readonly otherCertificates: readonly Certificate[];
  /** The time that the signer claims. */
  readonly signedAt?: Date;
}

const SIZE_MAX = 64 * 1024;

/**
 * Checks CMS SignedData over exactly this text: one signer, signed attributes, SHA-256 or better, RSA ≥ 2048.
 * @throws {SignatureInvalidError} when anything differs.
 * @throws {WeakKeyError} when the key or digest is too weak.
 * @throws {LimitExceededError} over 64 KB.
 * @throws {DamagedFileError} when it is not DER.
 */
export function verifySignedText(
  { cms, text }: { cms: Uint8Array; text: string },
): Promise<VerifiedText> {
  return Promise.resolve().then(() => {
    const root = readDer(cms, { sizeMax: SIZE_MAX });
    const checks = { contentTypeOid: PKCS.data, expectedContent: utf8(text) };
    const { content: _, ...verified } = verifySignedData(root, checks);
    return verified;
  });
}
