/** What stands between digits when people type a number: hyphens, dashes, spaces, dots. */
const SEPARATORS = /[\s.\-‐‑‒–—−]/g;

/** The digits of a typed number: full-width digits become plain, separators are left out. */
export function normaliseNumber(typed: string): string {
  return typed.normalize("NFKC").replace(SEPARATORS, "");
}

/**
 * Whether it is a business registration number (사업자등록번호): 10 digits, the last one a check digit
 * (weights 1 3 7 1 3 7 1 3 5, and the tens of the ninth product are added).
 */
export function isBusinessNumber(typed: string): boolean {
  const number = normaliseNumber(typed);
  if (!/^\d{10}$/.test(number) || number === "0000000000") return false;
  const digits = digitsOf(number);
  const weights = [1, 3, 7, 1, 3, 7, 1, 3, 5];
  const sum = weightedSum(digits, weights) + Math.floor((digitAt(digits, 8) * 5) / 10);
  return (10 - (sum % 10)) % 10 === digitAt(digits, 9);
}

/**
 * Whether it is a corporate registration number (법인등록번호): 13 digits, the last one a check digit
 * (weights 1 2 in turn). Newer numbers may carry no check digit any more: do not refuse a company by
 * this function alone.
 */
export function isCorporateNumber(typed: string): boolean {
  const number = normaliseNumber(typed);
  if (!/^\d{13}$/.test(number)) return false;
  const digits = digitsOf(number);
  const sum = weightedSum(digits, [1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2]);
  return (10 - (sum % 10)) % 10 === digitAt(digits, 12);
}

/** The century by the seventh digit: 1 2 5 6 = 19xx, 3 4 7 8 = 20xx, 9 0 = 18xx (no one alive). */
const CENTURIES = new Map([
  ["1", "19"],
  ["2", "19"],
  ["5", "19"],
  ["6", "19"],
  ["3", "20"],
  ["4", "20"],
  ["7", "20"],
  ["8", "20"],
]);

/**
 * Whether it may be a resident number (주민등록번호) or a foreigner's (5–8): 13 digits, a date that
 * exists and a sex digit. The last digit is random since October 2020 and is never checked.
 */
export function isResidentNumber(typed: string): boolean {
  return birthDateOf(typed) !== undefined;
}

/** The birth date "YYYY-MM-DD" inside a resident number; undefined when it is none. */
export function birthDateOf(typed: string): string | undefined {
  const number = normaliseNumber(typed);
  const century = /^\d{13}$/.test(number) ? CENTURIES.get(number.charAt(6)) : undefined;
  if (century === undefined) return undefined;
  const date = `${century}${number.slice(0, 2)}-${number.slice(2, 4)}-${number.slice(4, 6)}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  const exists = !Number.isNaN(time) && new Date(time).toISOString().startsWith(date);
  return exists ? date : undefined;
}

/** Whether it is a Korean mobile phone number: 010 with 8 digits, or 011, 016–019 with 7 or 8. */
export function isMobilePhone(typed: string): boolean {
  return /^(?:010\d{8}|01[16789]\d{7,8})$/.test(normaliseMobilePhone(typed));
}

/** `+82 10-1234-5678` and `010 1234 5678` → `01012345678`. */
export function normaliseMobilePhone(typed: string): string {
  return normaliseNumber(typed).replace(/^(?:\+|00)82(?:\(0\))?0?/, "0");
}

function digitsOf(number: string): number[] {
  return [...number].map(Number);
}

function weightedSum(digits: readonly number[], weights: readonly number[]): number {
  return weights.reduce((sum, weight, index) => sum + weight * digitAt(digits, index), 0);
}

function digitAt(digits: readonly number[], index: number): number {
  return digits[index] ?? 0;
}
