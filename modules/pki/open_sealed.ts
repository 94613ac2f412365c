import { type Bytes, fromBase64Url } from "./bytes.ts";
import { SealBrokenError } from "./errors.ts";
import { SEAL_CURVE, SEAL_VERSION, sealHeader, sealKey } from "./sealed_text.ts";

/** A private key for opening: a JWK, or a CryptoKey with the usage deriveBits. */
export type SealPrivateKey = JsonWebKey | CryptoKey;

export interface SealOpener {
  /** Looks the private key up by its id; undefined when it is not known. */
  privateKey(keyId: string): SealPrivateKey | undefined | Promise<SealPrivateKey | undefined>;
  readonly purpose: string;
  readonly context: string;
}

/** Nothing that is sealed here is larger than a PFX in JSON. */
const SEALED_LENGTH_MAX = 1024 * 1024;

/**
 * Opens what sealTo() sealed.
 * @throws {SealBrokenError} when it was changed, or sealed for another key, purpose or context.
 */
export async function openSealed(opener: SealOpener, sealed: string): Promise<Bytes> {
  if (sealed.length > SEALED_LENGTH_MAX) throw new SealBrokenError("it is too long");
  const [version, keyId = "", ephemeralText = "", body = "", ...rest] = sealed.split(".");
  if (version !== SEAL_VERSION || rest.length > 0) throw new SealBrokenError("it is not one");
  const found = await opener.privateKey(keyId);
  if (!found) throw new SealBrokenError("its key is not known");
  const privateKey = found instanceof CryptoKey ? found : await importPrivateKey(found);
  try {
    const ephemeral = fromBase64Url(ephemeralText);
    const publicKey = await crypto.subtle.importKey("raw", ephemeral, SEAL_CURVE, false, []);
    const binding = { keyId, purpose: opener.purpose, context: opener.context };
    const key = await sealKey({ privateKey, publicKey, ephemeral, binding, usage: "decrypt" });
    const bytes = fromBase64Url(body);
    const algorithm = {
      name: "AES-GCM",
      iv: bytes.subarray(0, 12),
      additionalData: sealHeader(keyId),
    };
    return new Uint8Array(await crypto.subtle.decrypt(algorithm, key, bytes.subarray(12)));
  } catch {
    throw new SealBrokenError("it was changed, or sealed for another key, purpose or context");
  }
}

async function importPrivateKey(jwk: JsonWebKey): Promise<CryptoKey> {
  const { kty, crv, x, y, d } = jwk;
  return await crypto.subtle.importKey("jwk", { kty, crv, x, y, d }, SEAL_CURVE, false, [
    "deriveBits",
  ]);
}

/** A new key pair for sealTo() and openSealed(), as JWKs. */
export async function generateSealKeyPair(): Promise<
  { publicJwk: JsonWebKey; privateJwk: JsonWebKey }
> {
  const pair = await crypto.subtle.generateKey(SEAL_CURVE, true, ["deriveBits"]);
  return {
    publicJwk: await crypto.subtle.exportKey("jwk", pair.publicKey),
    privateJwk: await crypto.subtle.exportKey("jwk", pair.privateKey),
  };
}
