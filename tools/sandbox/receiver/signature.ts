import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_MS = 5 * 60_000;
const STANDARD_SECRET_PREFIX = "whsec_";

/** What an institution finds when it checks a webhook's signature. */
export type Verification =
  | "valid"
  /** No secret was agreed on yet: nothing can be checked. */
  | "no-secret"
  | "missing"
  | "malformed"
  | "expired"
  | "mismatch";

/**
 * Checks `Maru-Signature: t=<seconds>,v1=<hex HMAC-SHA-256 of "t.body">`; several `v1` may stand there
 * while a secret is being changed. `times` are the clocks that `t` may agree with, in milliseconds.
 */
export function verifySignature(
  options: {
    readonly header: string | null;
    readonly body: Uint8Array;
    readonly secret: string;
    readonly times: readonly number[];
  },
): Verification {
  if (options.secret === "") return "no-secret";
  if (options.header === null) return "missing";
  const fields = options.header.split(",").map((part) => part.trim().split("=", 2));
  const seconds = fields.find(([name]) => name === "t")?.[1];
  const signatures = fields.filter(([name]) => name === "v1").map(([, value]) => value ?? "");
  if (seconds === undefined || !/^\d{1,12}$/.test(seconds) || signatures.length === 0) {
    return "malformed";
  }
  const wanted = createHmac("sha256", options.secret).update(`${seconds}.`).update(options.body)
    .digest("hex");
  if (!signatures.some((signature) => isEqual(signature, wanted))) return "mismatch";
  const isFresh = options.times.some((time) =>
    Math.abs(time - Number(seconds) * 1_000) <= TOLERANCE_MS
  );
  return isFresh ? "valid" : "expired";
}

/**
 * Checks the three headers of Standard Webhooks 1.0: `webhook-signature` holds `v1,<base64>` of
 * HMAC-SHA256 over `webhook-id.webhook-timestamp.body`, one for each secret, a space between them. The
 * secret is `whsec_` and the base64 of the key.
 */
export function verifyStandardSignature(
  options: {
    readonly headers: Headers;
    readonly body: Uint8Array;
    readonly secret: string;
    readonly times: readonly number[];
  },
): Verification {
  const { headers, body, secret, times } = options;
  if (secret === "") return "no-secret";
  const [id, seconds, signature] = ["id", "timestamp", "signature"]
    .map((name) => headers.get(`webhook-${name}`));
  if (!id || !seconds || !signature) return "missing";
  const values = signature.split(" ").filter((each) => each.startsWith("v1,"))
    .map((each) => each.slice("v1,".length));
  if (!/^\d{1,12}$/.test(seconds) || values.length === 0) return "malformed";
  const key = keyOf(secret);
  if (key === undefined) return "mismatch";
  const wanted = createHmac("sha256", key).update(`${id}.${seconds}.`).update(body)
    .digest("base64");
  if (!values.some((value) => isEqual(value, wanted))) return "mismatch";
  const isFresh = times.some((time) => Math.abs(time - Number(seconds) * 1_000) <= TOLERANCE_MS);
  return isFresh ? "valid" : "expired";
}

function keyOf(secret: string): Uint8Array | undefined {
  if (!secret.startsWith(STANDARD_SECRET_PREFIX)) return undefined;
  try {
    return Uint8Array.fromBase64(secret.slice(STANDARD_SECRET_PREFIX.length));
  } catch {
    return undefined;
  }
}

function isEqual(left: string, right: string): boolean {
  const [a, b] = [new TextEncoder().encode(left), new TextEncoder().encode(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
