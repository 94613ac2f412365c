import { verify } from "node:crypto";
import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";
import { publicKeyOf } from "./certificate_cache.ts";
import { PKCS } from "./oids.ts";
import { WeakKeyError } from "./verification_errors.ts";

const MODULUS_BITS_MIN = 2048;
/** A larger key would only cost us time. */
const MODULUS_BITS_MAX = 8192;

/** Signature algorithms that are accepted: RSASSA-PKCS1-v1_5 with SHA-256 or better. */
const DIGEST_OF_SIGNATURE: Readonly<Record<string, "sha256" | "sha384" | "sha512">> = {
  [PKCS.sha256WithRsa]: "sha256",
  [PKCS.sha384WithRsa]: "sha384",
  [PKCS.sha512WithRsa]: "sha512",
};

/** @throws {WeakKeyError} when the key is not RSA of 2048 to 8192 bits. */
export function requireStrongKey(certificate: Certificate): void {
  const { algorithmOid, modulusBits, exponent } = certificate.publicKey;
  if (algorithmOid !== PKCS.rsaEncryption) throw new WeakKeyError("it is not an RSA key");
  if (modulusBits < MODULUS_BITS_MIN || modulusBits > MODULUS_BITS_MAX) {
    throw new WeakKeyError(`it has "${modulusBits}" bits, ${MODULUS_BITS_MIN} are required`);
  }
  const isFineExponent = exponent.length <= 8 && ((exponent.at(-1) ?? 0) & 1) === 1 &&
    (exponent.length > 1 || (exponent[0] ?? 0) > 1);
  if (!isFineExponent) throw new WeakKeyError("its exponent is unusual");
}

/**
 * Whether a signature over these bytes was made with the certificate's key.
 * @throws {WeakKeyError} when key or algorithm are too weak.
 */
export function isSignedBy(
  { signer, signatureAlgorithmOid, signed, signature }: {
    signer: Certificate;
    signatureAlgorithmOid: string;
    signed: Bytes;
    signature: Bytes;
  },
): boolean {
  const digest = DIGEST_OF_SIGNATURE[signatureAlgorithmOid];
  if (!digest) throw new WeakKeyError(`the algorithm "${signatureAlgorithmOid}" is not accepted`);
  requireStrongKey(signer);
  return verify(digest, signed, publicKeyOf(signer), signature);
}
