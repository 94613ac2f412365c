import { createHmac, timingSafeEqual } from "node:crypto";

const TOLERANCE_MS = 5 * 60_000;

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

function isEqual(left: string, right: string): boolean {
  const [a, b] = [new TextEncoder().encode(left), new TextEncoder().encode(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
