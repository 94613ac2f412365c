import { createHash } from "node:crypto";

const TOKEN_BYTE_COUNT = 32;

/** 32 random bytes in base64url: what a cookie holds. Only its hash is kept. */
export function newToken(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(TOKEN_BYTE_COUNT));
  return bytes.toBase64({ alphabet: "base64url", omitPadding: true });
}

/** SHA-256, hexadecimal. Enough for random tokens; passwords need argon2id. */
export function sha256Hex(data: string | Uint8Array): string {
  return createHash("sha256").update(data).digest("hex");
}
