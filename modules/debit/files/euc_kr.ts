/** Characters of two bytes in KS X 1001 lie in a square of rows and cells from here … */
const CODE_FIRST = 0xa1;
/** … to here. */
const CODE_LAST = 0xfe;
/** A decoder may join the Hangul filler with the letters after it, so it never goes out. */
const HANGUL_FILLER = 0x3164;
const CODE_UNITS = 0x10000;

interface Tables {
  /** The two bytes of each UTF-16 unit, or 0 where KS X 1001 has none. */
  readonly codeOfUnit: Uint16Array;
  /** The UTF-16 unit of each pair of bytes, or 0. */
  readonly unitOfCode: Uint16Array;
}

let tables: Tables | undefined;

/**
 * The tables between UTF-16 and the two-byte characters of KS X 1001. The platform can read EUC-KR
 * and not write it, and what it reads is wider (CP949), so both directions come from its decoder cut
 * down to the rows and cells of KS X 1001. Built at the first use.
 */
export function eucKrTables(): Tables {
  return tables ??= buildTables();
}

/** The characters of a text that are neither printable ASCII nor in KS X 1001, each once. */
export function charactersOutsideEucKr(text: string): string[] {
  const { codeOfUnit } = eucKrTables();
  const outside = [...text].filter((character) => {
    const unit = character.charCodeAt(0);
    return !isPrintableAscii(unit) && (character.length > 1 || codeOfUnit[unit] === 0);
  });
  return [...new Set(outside)];
}

/**
 * The bytes of a text in EUC-KR: printable ASCII and KS X 1001, nothing else.
 *
 * @throws {RangeError} when a character has no place there
 */
export function encodeEucKr(text: string): Uint8Array<ArrayBuffer> {
  const outside = charactersOutsideEucKr(text);
  if (outside.length > 0) {
    throw new RangeError(`Cannot encode ${JSON.stringify(outside.join(""))} in EUC-KR`);
  }
  const { codeOfUnit } = eucKrTables();
  const bytes = new Uint8Array(text.length * 2);
  let length = 0;
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    const code = codeOfUnit[unit]!;
    if (code !== 0) bytes[length++] = code >> 8;
    bytes[length++] = code === 0 ? unit : code & 0xff;
  }
  return bytes.slice(0, length);
}

/** The text of bytes in EUC-KR, or undefined where they are no printable ASCII or KS X 1001. */
export function decodeEucKr(bytes: Uint8Array): string | undefined {
  const { unitOfCode } = eucKrTables();
  let text = "";
  for (let index = 0; index < bytes.length; index++) {
    const first = bytes[index]!;
    const unit = first < 0x80 ? first : unitOfCode[first << 8 | (bytes[++index] ?? 0)]!;
    if (unit === 0 || (unit < 0x80 && !isPrintableAscii(unit))) return undefined;
    text += String.fromCharCode(unit);
  }
  return text;
}

function isPrintableAscii(unit: number): boolean {
  return unit >= 0x20 && unit <= 0x7e;
}

function buildTables(): Tables {
  const decoder = new TextDecoder("euc-kr");
  const codeOfUnit = new Uint16Array(CODE_UNITS);
  const unitOfCode = new Uint16Array(CODE_UNITS);
  const pair = new Uint8Array(2);
  for (let first = CODE_FIRST; first <= CODE_LAST; first++) {
    for (let second = CODE_FIRST; second <= CODE_LAST; second++) {
      pair[0] = first;
      pair[1] = second;
      const text = decoder.decode(pair);
      const unit = text.charCodeAt(0);
      if (text.length !== 1 || unit === 0xfffd || unit === HANGUL_FILLER) continue;
      codeOfUnit[unit] = first << 8 | second;
      unitOfCode[first << 8 | second] = unit;
    }
  }
  return { codeOfUnit, unitOfCode };
}
