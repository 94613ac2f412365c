import { createHash } from "node:crypto";

const RANDOM_BYTES = 32;
const TOKEN_LENGTH_MAX = 64;

/** 32 random bytes in base64url, for addresses and cookies; only the hash is kept. */
export function newToken(): string {
  return crypto.getRandomValues(new Uint8Array(RANDOM_BYTES))
    .toBase64({ alphabet: "base64url", omitPadding: true });
}

/** SHA-256 as hex. Of what is longer than any token, that of nothing. */
export function hashOfToken(token: string): string {
  const text = token.length > TOKEN_LENGTH_MAX ? "" : token;
  return createHash("sha256").update(text).digest("hex");
}
