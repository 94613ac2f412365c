/**
 * Numbers as they are typed and checked in the browser. The server checks again.
 *
 * @module
 */

/** Digits alone; full-width digits count. */
export function digitsOf(typed: string): string {
  return typed.normalize("NFKC").replaceAll(/\D/g, "");
}

/** 123-45-67890, as far as typed. */
export function formatBusinessNumber(typed: string): string {
  return join(digitsOf(typed), [3, 2, 5]);
}

/** 900315-1234567, as far as typed. */
export function formatResidentNumber(typed: string): string {
  return join(digitsOf(typed), [6, 7]);
}

/** 010-1234-5678 or 011-123-4567, as far as typed. */
export function formatPhone(typed: string): string {
  const digits = digitsOf(typed).slice(0, 11);
  return join(digits, digits.length === 10 && !digits.startsWith("010") ? [3, 3, 4] : [3, 4, 4]);
}

/** Ten digits of which the last one is the check digit of the National Tax Service. */
export function isBusinessNumber(typed: string): boolean {
  const digits = [...digitsOf(typed)].map(Number);
  if (digits.length !== 10) return false;
  const weighed = BUSINESS_WEIGHTS.reduce((sum, weight, at) => sum + weight * (digits[at] ?? 0), 0);
  const carry = Math.floor((5 * (digits[8] ?? 0)) / 10);
  return (weighed + carry + (digits[9] ?? 0)) % 10 === 0;
}

const BUSINESS_WEIGHTS = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/**
 * Thirteen digits that begin with a date which the seventh makes whole. The last digit is no check
 * digit any more for numbers given since October 2020.
 */
export function isResidentNumber(typed: string): boolean {
  const digits = digitsOf(typed);
  const century = CENTURIES[digits[6] ?? ""];
  if (digits.length !== 13 || century === undefined) return false;
  const [year, month, day] = [century + digits.slice(0, 2), digits.slice(2, 4), digits.slice(4, 6)];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
}

/** Odd men, even women; 5 to 8 are foreigners. Nobody of the 1800s (9 and 0) is left. */
const CENTURIES: Readonly<Record<string, string>> = {
  "1": "19",
  "2": "19",
  "5": "19",
  "6": "19",
  "3": "20",
  "4": "20",
  "7": "20",
  "8": "20",
};

export function isMobilePhone(typed: string): boolean {
  return /^01[016789]\d{7,8}$/.test(digitsOf(typed));
}

function join(digits: string, lengths: readonly number[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const length of lengths) {
    if (at >= digits.length) break;
    parts.push(digits.slice(at, at + length));
    at += length;
  }
  return parts.join("-");
}
