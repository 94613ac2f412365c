import { concatBytes, owned, toBase64Url } from "./bytes.ts";
import { SEAL_CURVE, SEAL_VERSION, sealHeader, sealKey } from "./sealed_text.ts";

export interface SealRecipient {
  /** P-256 public key of the server. */
  readonly publicJwk: JsonWebKey;
  readonly keyId: string;
  /** What the sealed text is for, e.g. "login-r". */
  readonly purpose: string;
  /** What it is bound to, e.g. the nonce. */
  readonly context: string;
}

/**
 * Seals bytes to the server: ephemeral ECDH P-256 → HKDF-SHA-256 → AES-256-GCM.
 * @returns "ms1.keyId.ephemeral.ciphertext", URL-safe base64 without padding.
 * @throws {TypeError} when the key id has other characters than letters, digits, "-" and "_".
 */
export async function sealTo(recipient: SealRecipient, plain: Uint8Array): Promise<string> {
  const { publicJwk, keyId } = recipient;
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(keyId)) {
    throw new TypeError("Cannot seal: the key id has other characters than letters and digits");
  }
  const { kty, crv, x, y } = publicJwk;
  const jwk = { kty, crv, x, y };
  const publicKey = await crypto.subtle.importKey("jwk", jwk, SEAL_CURVE, false, []);
  const pair = await crypto.subtle.generateKey(SEAL_CURVE, false, ["deriveBits"]);
  const ephemeral = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const privateKey = pair.privateKey;
  const key = await sealKey({
    privateKey,
    publicKey,
    ephemeral,
    binding: recipient,
    usage: "encrypt",
  });
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const algorithm = { name: "AES-GCM", iv, additionalData: sealHeader(keyId) };
  const encrypted = new Uint8Array(await crypto.subtle.encrypt(algorithm, key, owned(plain)));
  const body = toBase64Url(concatBytes(iv, encrypted));
  return `${SEAL_VERSION}.${keyId}.${toBase64Url(ephemeral)}.${body}`;
}
