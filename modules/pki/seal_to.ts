export interface SealRecipient {
  /** P-256 public key of the server. */
  readonly publicJwk: JsonWebKey;
  readonly keyId: string;
  /** What the sealed text is for, e.g. "login-r". */
  readonly purpose: string;
  /** What it is bound to, e.g. the nonce. */
  readonly context: string;
}

/** Seals bytes to the server: ephemeral ECDH P-256 → HKDF-SHA-256 → AES-256-GCM; a compact text. */
export declare function sealTo(recipient: SealRecipient, plain: Uint8Array): Promise<string>;
