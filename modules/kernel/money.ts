/** Money is whole won in a `bigint`. No amount in the system is beyond this, either way. */
export const AMOUNT_WON_MAX = 1_000_000_000_000_000n;

/**
 * The amount itself, if it is within the limits.
 *
 * @throws {RangeError} beyond ±10^15 won
 */
export function requireAmountWon(amountWon: bigint): bigint {
  if (amountWon > AMOUNT_WON_MAX || amountWon < -AMOUNT_WON_MAX) {
    throw new RangeError(`Cannot use the amount "${amountWon}": beyond 1,000,000,000,000,000 won`);
  }
  return amountWon;
}

/**
 * Reads what people and files write: `1234`, `1,234`, `-1,234원`, `₩1,234`, full-width digits.
 * Commas must stand where thousands end.
 *
 * @throws {RangeError} when it is no whole amount or beyond ±10^15 won
 */
export function parseWon(text: string): bigint {
  const plain = text.normalize("NFKC").trim();
  const [, sign, digits] = /^([-+−]?)[₩\\]?(\d{1,3}(?:,\d{3})+|\d{1,16})\s*원?$/.exec(plain) ?? [];
  if (digits === undefined) {
    throw new RangeError(`Cannot read "${text.slice(0, 40)}" as an amount in won`);
  }
  const amountWon = BigInt(digits.replaceAll(",", ""));
  return requireAmountWon(sign === "-" || sign === "−" ? -amountWon : amountWon);
}

/** `1234n` → `1,234원`, `-1234n` → `-1,234원`. */
export function formatWon(amountWon: bigint): string {
  const digits = (amountWon < 0n ? -amountWon : amountWon).toString();
  const grouped = digits.replace(/\B(?=(\d{3})+$)/g, ",");
  return `${amountWon < 0n ? "-" : ""}${grouped}원`;
}
