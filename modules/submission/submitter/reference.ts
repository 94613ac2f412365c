/** No vowels, so no words, and no signs that are confused over the phone. */
const ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ";

/** A short text that a person can read over the phone: `M26-7K3Q-9PXD`. */
export function newReference(today: string): string {
  const signs = Array.from(
    crypto.getRandomValues(new Uint32Array(8)),
    (random) => ALPHABET[random % ALPHABET.length],
  ).join("");
  return `M${today.slice(2, 4)}-${signs.slice(0, 4)}-${signs.slice(4)}`;
}
