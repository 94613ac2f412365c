import { isAsciiDigits } from "./characters.ts";

const LOCAL_LENGTH_MAX = 64;

/**
 * Whether digits are a Korean phone number: an area or service number from 0 with 9 to 12 digits, or a
 * nationwide one of 8 digits (15XX-XXXX and its like).
 */
export function isPhone(digits: string): boolean {
  if (!isAsciiDigits(digits)) return false;
  const first = digits.charCodeAt(0);
  if (first === 0x31) return digits.length === 8;
  return first === 0x30 && digits.length >= 9 && digits.length <= 12;
}

/**
 * Whether digits are a Korean mobile number: 010 with 8 more, or 011, 016 to 019 with 7 or 8. What
 * `isMobilePhone` of the kernel finds, without its reading of typed forms.
 */
export function isMobile(digits: string): boolean {
  const { length } = digits;
  if ((length !== 10 && length !== 11) || !isAsciiDigits(digits) || !digits.startsWith("01")) {
    return false;
  }
  const third = digits.charCodeAt(2) - 0x30;
  return third === 0 ? length === 11 : third === 1 || third >= 6;
}

/** Whether a text can be a mail address: one @, a name before it, a domain with a dot after it. */
export function isEmail(text: string): boolean {
  const at = text.indexOf("@");
  if (at < 1 || at > LOCAL_LENGTH_MAX || text.indexOf("@", at + 1) !== -1) return false;
  const dot = text.lastIndexOf(".");
  if (dot < at + 2 || dot > text.length - 3) return false;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit <= 0x20 || unit > 0x7e || isForbidden(unit)) return false;
    if (unit === 0x2e && isDotMisplaced(text, index, at)) return false;
  }
  return true;
}

/** Not beside the @, another dot or an end. */
function isDotMisplaced(text: string, index: number, at: number): boolean {
  const isAtEdge = index === 0 || index === text.length - 1;
  return isAtEdge || index === at - 1 || index === at + 1 || text.charCodeAt(index + 1) === 0x2e;
}

/** " ( ) , : ; < > [ \ ] */
function isForbidden(unit: number): boolean {
  return unit === 0x22 || unit === 0x28 || unit === 0x29 || unit === 0x2c || unit === 0x3a ||
    unit === 0x3b || unit === 0x3c || unit === 0x3e || (unit >= 0x5b && unit <= 0x5d);
}
