import { createHmac } from "node:crypto";

/**
 * `Maru-Signature: t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`. The time is signed too, so a
 * receiver can refuse an old copy.
 */
export function webhookSignature(
  { secret, body, at }: { secret: string; body: string; at: Date },
): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  const mac = createHmac("sha256", secret).update(`${seconds}.${body}`).digest("hex");
  return `t=${seconds},v1=${mac}`;
}
