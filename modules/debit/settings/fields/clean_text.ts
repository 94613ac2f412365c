import { normaliseMobilePhone, normaliseNumber, withoutInvisible } from "@maru/kernel";
import { isAsciiDigits } from "./characters.ts";

const SOFT_HYPHEN = 0xad;

/**
 * The text without spaces around it and without characters that nobody sees, letters in parts composed
 * (NFC), as files of a Mac need.
 */
export function cleanText(text: string): string {
  if (isClean(text)) return text;
  const trimmed = withoutInvisible(text).trim();
  return isComposed(trimmed) ? trimmed : trimmed.normalize("NFC");
}

/** The digits of a number that people write with hyphens and spaces; other characters stay. */
export function cleanNumber(text: string): string {
  return text === "" || isAsciiDigits(text) ? text : normaliseNumber(text);
}

/** The same for a phone number; +82 becomes 0. */
export function cleanPhone(text: string): string {
  return text === "" || isAsciiDigits(text) ? text : normaliseMobilePhone(text);
}

/** Whether there is nothing to do: no space at either end, nothing that is unseen or can be composed. */
function isClean(text: string): boolean {
  const { length } = text;
  return length === 0 ||
    (isNoSpace(text.charCodeAt(0)) && isNoSpace(text.charCodeAt(length - 1)) && isComposed(text));
}

/** Of the characters that `isComposed` lets pass, which are no spaces. */
function isNoSpace(unit: number): boolean {
  return unit > 0x20 && unit !== 0xa0;
}

/** Whether all is seen and nothing can change by composing: ASCII, Latin-1 and Hangul syllables. */
function isComposed(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x300 && !(unit >= 0xac00 && unit <= 0xd7a3)) return false;
    if (unit === SOFT_HYPHEN) return false;
  }
  return true;
}
