import type { Bytes } from "./bytes.ts";

export interface SealOpener {
  /** Looks the private key up by its id; undefined when it is not known. */
  privateKey(
    keyId: string,
  ): JsonWebKey | CryptoKey | undefined | Promise<JsonWebKey | CryptoKey | undefined>;
  readonly purpose: string;
  readonly context: string;
}

/**
 * Opens what sealTo() sealed.
 * @throws {SealBrokenError} when it was changed, or sealed for another key, purpose or context.
 */
export declare function openSealed(opener: SealOpener, sealed: string): Promise<Bytes>;

/** A new key pair for sealTo() and openSealed(), as JWKs. */
export declare function generateSealKeyPair(): Promise<
  { publicJwk: JsonWebKey; privateJwk: JsonWebKey }
>;
