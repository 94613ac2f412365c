import { createHmac, randomBytes } from "node:crypto";

const SALT_BYTE_COUNT = 16;

/**
 * The header of one request: HMAC-SHA-256 of date and salt under the API secret, hexadecimal.
 *
 * Source: Solapi's public documents ("API Key 인증 방식"); its SDK makes the same.
 */
export function authorizationHeader(
  account: { apiKey: string; apiSecret: string },
  now: Date,
): string {
  const date = now.toISOString();
  const salt = randomBytes(SALT_BYTE_COUNT).toString("hex");
  const signature = createHmac("sha256", account.apiSecret).update(date + salt).digest("hex");
  return `HMAC-SHA256 apiKey=${account.apiKey}, date=${date}, salt=${salt}, signature=${signature}`;
}
