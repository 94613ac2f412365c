import { isBusinessNumber } from "@maru/kernel";
import { isAsciiDigits } from "./characters.ts";
import { daysInMonth } from "./months.ts";

const BIRTH_DATE_LENGTH = 6;
const BUSINESS_NUMBER_LENGTH = 10;
const RESIDENT_NUMBER_LENGTH = 13;

/**
 * What is wrong with digits that should be a business number (10, with its check digit) or a birth date
 * (YYMMDD). Thirteen digits are a resident number, which the clearing house refuses (0091) and we
 * keep nowhere.
 */
export function identityProblem(
  digits: string,
): "residentNumber" | "identityFormat" | "businessNumber" | undefined {
  if (!isAsciiDigits(digits)) return "identityFormat";
  switch (digits.length) {
    case BIRTH_DATE_LENGTH:
      return isBirthDate(digits) ? undefined : "identityFormat";
    case BUSINESS_NUMBER_LENGTH:
      return isBusinessNumber(digits) ? undefined : "businessNumber";
    case RESIDENT_NUMBER_LENGTH:
      return "residentNumber";
    default:
      return "identityFormat";
  }
}

/** The century is unknown: 29 February passes in a year that is a leap year in one of them. */
function isBirthDate(digits: string): boolean {
  const year = twoDigits(digits, 0);
  const month = twoDigits(digits, 2);
  const day = twoDigits(digits, 4);
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(2000 + year, month);
}

function twoDigits(digits: string, index: number): number {
  return (digits.charCodeAt(index) - 0x30) * 10 + digits.charCodeAt(index + 1) - 0x30;
}
