import type { Bytes } from "./bytes.ts";
import type { Certificate } from "./certificate.ts";

/** How a key was encrypted. "plain" is a key that was not. */
export type KeyForm = "seedCBCWithSHA1" | "seedCBC" | "pbes2" | "pkcs12" | "plain";

/** A private key in the clear. It never leaves the memory of the page or worker that opened it. */
export interface OpenedKey {
  readonly form: KeyForm;
  /** RSAPrivateKey (PKCS #1). */
  readonly rsaPrivateKeyDer: Bytes;
  /** PrivateKeyInfo without attributes, as WebCrypto imports it. */
  readonly pkcs8: Bytes;
  /** R, the secret of the virtual id; absent where a tool lost it. */
  readonly randomNum?: Bytes;
}

/** Whether the key is the one that the certificate certifies. */
export declare function keyBelongsTo(certificate: Certificate, key: OpenedKey): boolean;
