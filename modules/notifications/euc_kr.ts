import iconv from "iconv-lite";

/** Characters of European typography, and what a carrier's character set has in their place. */
const REPLACEMENTS = new Map([
  ["–", "-"],
  ["‐", "-"],
  ["‑", "-"],
  ["−", "-"],
  ["•", "·"],
  ["‚", ","],
  ["„", '"'],
  ["\u00a0", " "],
  ["\u2009", " "],
  ["\u200b", ""],
  ["\u200d", ""],
  ["\ufeff", ""],
  ["\ufe0f", ""],
  ["©", "(c)"],
]);

/** A text holds characters that no carrier can send. */
export class CharactersOutsideEucKrError extends Error {
  override name = "CharactersOutsideEucKrError";
  constructor(readonly characters: readonly string[]) {
    super(`Cannot send the text: "${characters.join("")}" is outside of EUC-KR`);
  }
}

/**
 * Bytes of a text as Korean carriers count them: one for ASCII, two for all else (EUC-KR with the
 * extensions of CP949).
 *
 * @throws {CharactersOutsideEucKrError}
 */
export function eucKrByteCount(text: string): number {
  const outside = [...text].filter((character) => !isEucKr(character));
  if (outside.length > 0) throw new CharactersOutsideEucKrError([...new Set(outside)]);
  return iconv.encode(text, "cp949").length;
}

/**
 * The text with accents and typographic signs replaced by what carriers know (é → e). What has no
 * replacement stays, for the caller to refuse.
 */
export function transliterateToEucKr(text: string): string {
  return [...text.normalize("NFC")].map((character) => {
    if (isEucKr(character)) return character;
    const replacement = REPLACEMENTS.get(character);
    if (replacement !== undefined) return replacement;
    const base = character.normalize("NFKD").replace(/\p{M}/gu, "");
    return base !== "" && [...base].every(isEucKr) ? base : character;
  }).join("");
}

function isEucKr(character: string): boolean {
  if (character.charCodeAt(0) < 0x80) return true;
  return iconv.decode(iconv.encode(character, "cp949"), "cp949") === character;
}
