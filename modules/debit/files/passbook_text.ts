import { charactersOutsideEucKr, eucKrTables } from "./euc_kr.ts";

/** Bytes of the passbook text (통장기재내용): eight characters of two bytes. */
export const PASSBOOK_BYTES = 16;
export const PASSBOOK_CHARACTERS_MAX = 8;

const IDEOGRAPHIC_SPACE = "\u3000";
/** The full-width space in EUC-KR, both bytes. */
const SPACE_BYTE = 0xa1;
/** How far a full-width form stands from its ASCII character. */
const FULL_WIDTH_SHIFT = 0xff01 - 0x21;

/**
 * The text with ASCII made full-width (전각), as passbooks want it: half and full width may not be
 * mixed, and Hangul is full-width by nature. Letters in parts are composed first.
 */
export function toFullWidth(text: string): string {
  return text.normalize("NFC").replaceAll(" ", IDEOGRAPHIC_SPACE).replace(
    /[!-~]/g,
    (character) => String.fromCharCode(character.charCodeAt(0) + FULL_WIDTH_SHIFT),
  );
}

/**
 * The text made full-width and cut to what a passbook shows, on the border of a character. For
 * those who know that they lose something: the writers refuse a text that is too long.
 */
export function fitPassbookText(text: string): string {
  return trimEnd([...toFullWidth(text)].slice(0, PASSBOOK_CHARACTERS_MAX).join(""));
}

/** What keeps a text from a passbook, as a phrase of what was wanted; undefined where nothing does. */
export function passbookProblem(text: string): string | undefined {
  if (/\p{Cc}/u.test(text)) return "a text without control characters";
  const outside = charactersOutsideEucKr(text);
  if (outside.length > 0) return `characters of KS X 1001, not "${outside.join("")}"`;
  if (/[ -~]/.test(text)) return "full-width characters only";
  if (text.length > PASSBOOK_CHARACTERS_MAX) {
    return `at most ${PASSBOOK_CHARACTERS_MAX} full-width characters`;
  }
}

/** Writes the 16 bytes of a text, filled with full-width spaces; false where the text is refused. */
export function putPassbookText(target: Uint8Array, offset: number, text: string): boolean {
  const { codeOfUnit } = eucKrTables();
  const length = text.length;
  if (length > PASSBOOK_CHARACTERS_MAX) return false;
  for (let index = 0; index < length; index++) {
    const code = codeOfUnit[text.charCodeAt(index)]!;
    if (code === 0) return false;
    target[offset + 2 * index] = code >> 8;
    target[offset + 2 * index + 1] = code & 0xff;
  }
  target.fill(SPACE_BYTE, offset + 2 * length, offset + PASSBOOK_BYTES);
  return true;
}

/**
 * Whether a passbook's 16 bytes are what the centre passes on: full-width text filled with spaces of
 * one width, or half-width text throughout. Mixed widths are a sign of alteration.
 */
export function isPassbookText(text: string): boolean {
  const content = text.trimEnd();
  if (/^[ -~]*$/.test(text)) return true;
  if (/[ -~]/.test(content)) return false;
  const filling = text.slice(content.length);
  return !(filling.includes(" ") && filling.includes(IDEOGRAPHIC_SPACE));
}

/** The text without the spaces that fill it up. */
export function trimEnd(text: string): string {
  return text.replace(/[ \u3000]+$/, "");
}
