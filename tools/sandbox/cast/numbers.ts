/** Korean identity numbers, made up for the sandbox. All take and give digits alone. */

const businessWeights = [1, 3, 7, 1, 3, 7, 1, 3, 5];

/** Adds the check digit of a business number (사업자등록번호) to its first nine digits. */
export function completeBusinessNumber(stem: string): string {
  const digits = digitsOf(stem, 9);
  const sum = digits.reduce((total, digit, index) => total + digit * businessWeights[index]!, 0) +
    Math.floor(digits[8]! * 5 / 10);
  return stem + (10 - sum % 10) % 10;
}

export function isBusinessNumber(text: string): boolean {
  return /^\d{10}$/.test(text) && completeBusinessNumber(text.slice(0, 9)) === text;
}

/** Adds the check digit of a corporation's register number (법인등록번호) to its first twelve digits. */
export function completeCorporateNumber(stem: string): string {
  const sum = digitsOf(stem, 12).reduce(
    (total, digit, index) => total + digit * (index % 2 + 1),
    0,
  );
  return stem + (10 - sum % 10) % 10;
}

export function isCorporateNumber(text: string): boolean {
  return /^\d{13}$/.test(text) && completeCorporateNumber(text.slice(0, 12)) === text;
}

/**
 * Whether the date and the sex digit of a resident number (주민등록번호) fit. The last digit is not looked at:
 * numbers issued since October 2020 end in a random one.
 */
export function isResidentNumber(text: string): boolean {
  const birth = /^\d{13}$/.test(text) ? birthDateOf(text) : undefined;
  if (birth === undefined) return false;
  const date = new Date(`${birth.slice(0, 4)}-${birth.slice(4, 6)}-${birth.slice(6)}T00:00:00Z`);
  return !Number.isNaN(date.valueOf()) &&
    date.toISOString().slice(0, 10).replaceAll("-", "") === birth;
}

/** The birth date as yyyyMMdd, or `undefined` where the sex digit is not one of 0–9's known centuries. */
export function birthDateOf(residentNumber: string): string | undefined {
  const century = { "1": "19", "2": "19", "3": "20", "4": "20", "5": "19", "6": "19" }[
    residentNumber[6] ?? ""
  ] ?? { "7": "20", "8": "20", "9": "18", "0": "18" }[residentNumber[6] ?? ""];
  return century === undefined ? undefined : century + residentNumber.slice(0, 6);
}

/** `1234567890` → `123-45-67890`. */
export function formatBusinessNumber(digits: string): string {
  return `${digits.slice(0, 3)}-${digits.slice(3, 5)}-${digits.slice(5)}`;
}

/** `8001011234567` → `800101-1******`; with `isShown` the whole number. */
export function formatResidentNumber(digits: string, isShown: boolean): string {
  return `${digits.slice(0, 6)}-${isShown ? digits.slice(6) : `${digits[6]}******`}`;
}

function digitsOf(text: string, length: number): number[] {
  if (!/^\d+$/.test(text) || text.length !== length) {
    throw new RangeError(`Cannot add a check digit to "${text}": ${length} digits are needed`);
  }
  return [...text].map(Number);
}
