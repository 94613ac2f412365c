const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

/** An id in the provider's shape: a prefix, the time in Korea to the second, and 15 random letters. */
export function createIdentifier(prefix: string, now: Date): string {
  const korean = new Date(now.getTime() + 9 * 3_600_000);
  const time = korean.toISOString().replace(/\D/g, "").slice(0, 14);
  const random = crypto.getRandomValues(new Uint8Array(15));
  return prefix + time + [...random].map((byte) => alphabet[byte % alphabet.length]).join("");
}
