import { normaliseMobilePhone, normaliseNumber } from "@maru/kernel";
import { isAsciiDigits } from "./characters.ts";

/** The text without spaces around it, letters in parts composed (NFC), as files of a Mac need. */
export function cleanText(text: string): string {
  const trimmed = text.trim();
  return isComposed(trimmed) ? trimmed : trimmed.normalize("NFC");
}

/** The digits of a number that people write with hyphens and spaces; other characters stay. */
export function cleanNumber(text: string): string {
  return isAsciiDigits(text) ? text : normaliseNumber(text);
}

/** The same for a phone number; +82 becomes 0. */
export function cleanPhone(text: string): string {
  return isAsciiDigits(text) ? text : normaliseMobilePhone(text);
}

/** Whether nothing can change by composing: ASCII, Latin-1 and whole Hangul syllables. */
function isComposed(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x300 && !(unit >= 0xac00 && unit <= 0xd7a3)) return false;
  }
  return true;
}
