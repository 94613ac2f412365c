import { damaged } from "../refuse.ts";

const NAMED: Readonly<Record<string, string>> = {
  lt: "<",
  gt: ">",
  amp: "&",
  quot: '"',
  apos: "'",
};

/**
 * Text with its references (XML 1.0, 4.1 and 4.6) replaced. There is no document type, hence no
 * other entity than the five predefined ones.
 *
 * @throws {SheetRefusedError} "damaged" for any other, and for characters that XML does not have
 */
export function decodeReferences(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&([^;&]*);?/g, (whole, reference: string) => {
    if (!whole.endsWith(";")) throw damaged("its XML has an open reference");
    const named = NAMED[reference];
    if (named !== undefined) return named;
    const digits = /^#(?:x([0-9a-fA-F]{1,8})|([0-9]{1,10}))$/.exec(reference);
    if (digits === null) throw damaged("its XML names an entity that XML does not have");
    return characterOf(digits[1] === undefined ? Number(digits[2]) : parseInt(digits[1], 16));
  });
}

/** A character by its number (XML 1.0, 2.2): no half of a pair, no control but tab and line ends. */
function characterOf(code: number): string {
  const isCharacter = code === 9 || code === 10 || code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  if (!isCharacter) throw damaged("its XML has a reference to no character");
  return String.fromCodePoint(code);
}
