import { createHmac, timingSafeEqual } from "node:crypto";

/** What every common app takes without asking: SHA-1, six digits, half a minute (RFC 6238 §4). */
const STEP_SECONDS = 30;
const DIGIT_COUNT = 6;
/** RFC 4226 §4 wants 16 bytes at least and recommends 20. */
const SECRET_BYTE_COUNT = 20;
/** Codes of one step before and after count too: clocks of telephones differ (RFC 6238 §5.2). */
const DRIFT_STEPS = [0, -1, 1] as const;
const BASE32_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export function newTotpSecret(): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(SECRET_BYTE_COUNT));
}

export function stepAt(at: Date): bigint {
  return BigInt(Math.floor(at.getTime() / 1_000 / STEP_SECONDS));
}

/** The code of one step: HOTP (RFC 4226 §5.3) with the step as its counter. */
export function totpCode({ secret, step }: { secret: Uint8Array; step: bigint }): string {
  const counter = new Uint8Array(8);
  new DataView(counter.buffer).setBigUint64(0, step);
  const mac = createHmac("sha1", secret).update(counter).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const truncated = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(truncated % 10 ** DIGIT_COUNT).padStart(DIGIT_COUNT, "0");
}

/** The step that the code belongs to, at this time or beside it; undefined where to none. */
export function matchingStep(
  { secret, code, at }: { secret: Uint8Array; code: string; at: Date },
): bigint | undefined {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return undefined;
  const typed = new TextEncoder().encode(digits);
  return DRIFT_STEPS.map((drift) => stepAt(at) + BigInt(drift)).find((step) =>
    timingSafeEqual(new TextEncoder().encode(totpCode({ secret, step })), typed)
  );
}

/** What the QR code says (Key URI of authenticator apps). */
export function totpUri({ secret, account }: { secret: Uint8Array; account: string }): string {
  const label = `${ISSUER}:${encodeURIComponent(account)}`;
  const query = new URLSearchParams({ secret: toBase32(secret), issuer: ISSUER });
  return `otpauth://totp/${label}?${query}`;
}

const ISSUER = "Maru";

/** Base32 without padding (RFC 4648 §6), as apps want secrets typed. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? [])
    .map((group) => BASE32_ALPHABET[parseInt(group.padEnd(5, "0"), 2)]).join("");
}

/** @throws {RangeError} a character that is not of base32 */
export function fromBase32(text: string): Uint8Array {
  const values = [...text.toUpperCase().replaceAll(/[\s=]/g, "")].map((character) => {
    const value = BASE32_ALPHABET.indexOf(character);
    if (value < 0) throw new RangeError("Cannot read the secret: it is not base32");
    return value.toString(2).padStart(5, "0");
  });
  const bytes = values.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => parseInt(byte, 2));
}
