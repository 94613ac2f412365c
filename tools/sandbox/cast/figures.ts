/**
 * Numbers that are made up, but always the same for the same key: a company's sales of 2024 are the same
 * in its VAT proof, its return and its statements.
 */
export function figureOf(key: string, range: { from: number; to: number }): number {
  return range.from + Math.floor(fractionOf(key) * (range.to - range.from + 1));
}

/** A figure in won, rounded down to ten won as tax forms do. */
export function wonOf(key: string, range: { from: number; to: number }): number {
  return Math.floor(figureOf(key, range) / 10) * 10;
}

/** Sales (수입금액) of a member in one calendar year, in won. */
export function yearSalesOf(number: string, year: number): number {
  const base = wonOf(`${number}/scale`, { from: 180_000_000, to: 6_200_000_000 });
  const growth = 1 + (year - 2020) * 0.06 + (fractionOf(`${number}/${year}`) - 0.5) * 0.2;
  return Math.floor(base * growth / 10) * 10;
}

/** Groups of three digits: `1,234,567`. */
export function formatWon(amount: number): string {
  return amount.toLocaleString("en-US");
}

/** FNV-1a with a final mix, as a fraction in [0, 1). */
function fractionOf(key: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(key)) {
    hash = Math.imul(hash ^ byte, 0x01000193);
  }
  hash = Math.imul(hash ^ hash >>> 16, 0x85ebca6b);
  hash = Math.imul(hash ^ hash >>> 13, 0xc2b2ae35);
  return ((hash ^ hash >>> 16) >>> 0) / 2 ** 32;
}
