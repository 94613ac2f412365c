import { createHmac } from "node:crypto";

/** Secrets are told as `whsec_` and the base64 of their bytes (Standard Webhooks 1.0). */
export const SECRET_PREFIX = "whsec_";

/**
 * The three headers of Standard Webhooks 1.0: each signature is HMAC-SHA256 over `id.timestamp.body`,
 * so that neither can be exchanged. While a secret is being exchanged there is one for each, the
 * newest first.
 */
export function webhookHeaders(
  { secrets, id, at, body }: {
    readonly secrets: readonly string[];
    readonly id: string;
    readonly at: Date;
    readonly body: string;
  },
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1_000));
  const signatures = secrets.map((secret) => {
    const key = Uint8Array.fromBase64(secret.slice(SECRET_PREFIX.length));
    const mac = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
    return `v1,${mac}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
