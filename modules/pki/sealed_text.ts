import { type Bytes, owned, utf8 } from "./bytes.ts";

/** First part of every sealed text: format and version. */
export const SEAL_VERSION = "ms1";

/** What a sealed text is bound to, beside the key. */
export interface SealBinding {
  readonly keyId: string;
  readonly purpose: string;
  readonly context: string;
}

export const SEAL_CURVE = { name: "ECDH", namedCurve: "P-256" } as const;

/** The AES-256-GCM key of a sealed text: ECDH, then HKDF-SHA-256 with purpose and context as info. */
export async function sealKey(
  { privateKey, publicKey, ephemeral, binding, usage }: {
    privateKey: CryptoKey;
    publicKey: CryptoKey;
    ephemeral: Uint8Array;
    binding: SealBinding;
    usage: "encrypt" | "decrypt";
  },
): Promise<CryptoKey> {
  const shared = await crypto.subtle.deriveBits(
    { name: "ECDH", public: publicKey },
    privateKey,
    256,
  );
  const material = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  // JSON keeps the border between purpose and context unmistakable.
  const info = utf8(
    JSON.stringify([SEAL_VERSION, binding.keyId, binding.purpose, binding.context]),
  );
  return await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: owned(ephemeral), info },
    material,
    { name: "AES-GCM", length: 256 },
    false,
    [usage],
  );
}

/** Bytes that are authenticated with the ciphertext. */
export function sealHeader(keyId: string): Bytes {
  return utf8(`${SEAL_VERSION}.${keyId}`);
}
