import { PdfRefusedError } from "../errors.ts";
import { NESTING_MAX, VALUE_COUNT_MAX } from "./pdf_limits.ts";
import { countOf, type PdfValue } from "./pdf_value.ts";

/** Reads values from bytes (ISO 32000-1, section 7.3); every loop and every nesting has an end. */
export interface PdfParser {
  position: number;
  /** @throws {PdfRefusedError} the bytes are no PDF value, or too deep or too many */
  value(): PdfValue;
  /** Steps over white space and comments. */
  skipSpace(): void;
}

const SPACES = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([..."()<>[]{}/%"].map((sign) => sign.charCodeAt(0)));
const WORD_LENGTH_MAX = 127;

export function createPdfParser(bytes: Uint8Array, start = 0): PdfParser {
  let valueCount = 0;
  const parser: PdfParser = { position: start, value: () => read(0), skipSpace };

  function skipSpace(): void {
    while (parser.position < bytes.length) {
      const byte = bytes[parser.position]!;
      if (byte === 0x25) {
        while (parser.position < bytes.length && !isLineEnd(bytes[parser.position]!)) {
          parser.position++;
        }
      } else if (SPACES.has(byte)) parser.position++;
      else return;
    }
  }

  function read(depth: number): PdfValue {
    if (depth > NESTING_MAX) throw tooComplex("its objects are nested too deeply");
    if (++valueCount > VALUE_COUNT_MAX) throw tooComplex("an object holds too many values");
    skipSpace();
    const byte = bytes[parser.position];
    if (byte === undefined) throw damaged("it ends inside an object");
    if (byte === 0x2f) return readName();
    if (byte === 0x28) return readLiteral();
    if (byte === 0x5b) return readArray(depth);
    if (byte === 0x3c) {
      return bytes[parser.position + 1] === 0x3c ? readDictionary(depth) : readHexadecimal();
    }
    if (DELIMITERS.has(byte)) throw damaged("a bracket stands where a value should");
    return readWord();
  }

  function readName(): PdfValue {
    parser.position++;
    const text = takeWord().replaceAll(
      /#([0-9A-Fa-f]{2})/g,
      (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
    );
    return { kind: "name", name: text };
  }

  function readLiteral(): PdfValue {
    let open = 0;
    while (parser.position < bytes.length) {
      const byte = bytes[parser.position++];
      if (byte === 0x5c) parser.position++;
      else if (byte === 0x28) open++;
      else if (byte === 0x29 && --open === 0) return { kind: "string" };
    }
    throw damaged("a text has no end");
  }

  function readHexadecimal(): PdfValue {
    const end = bytes.indexOf(0x3e, parser.position);
    if (end < 0) throw damaged("a hexadecimal text has no end");
    parser.position = end + 1;
    return { kind: "string" };
  }

  function readArray(depth: number): PdfValue {
    parser.position++;
    const items: PdfValue[] = [];
    for (;;) {
      skipSpace();
      if (bytes[parser.position] === 0x5d) {
        parser.position++;
        return { kind: "array", items };
      }
      items.push(read(depth + 1));
    }
  }

  function readDictionary(depth: number): PdfValue {
    parser.position += 2;
    const entries = new Map<string, PdfValue>();
    for (;;) {
      skipSpace();
      if (bytes[parser.position] === 0x3e && bytes[parser.position + 1] === 0x3e) {
        parser.position += 2;
        return { kind: "dictionary", entries };
      }
      const key = read(depth + 1);
      if (typeof key !== "object" || key === null || key.kind !== "name") {
        throw damaged("a dictionary's key is no name");
      }
      entries.set(key.name, read(depth + 1));
    }
  }

  /** A number, `12 0 R`, a constant, or a word that the caller knows. */
  function readWord(): PdfValue {
    const word = takeWord();
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return constantOf(word);
    const number = Number(word);
    return countOf(number) === undefined ? number : readReference(number) ?? number;
  }

  function readReference(number: number): PdfValue | undefined {
    const before = parser.position;
    skipSpace();
    if (/^\d{1,5}$/.test(takeWord())) {
      skipSpace();
      if (takeWord() === "R") return { kind: "reference", number };
    }
    parser.position = before;
    return undefined;
  }

  function takeWord(): string {
    const from = parser.position;
    while (parser.position < bytes.length && parser.position - from < WORD_LENGTH_MAX) {
      const byte = bytes[parser.position]!;
      if (SPACES.has(byte) || DELIMITERS.has(byte)) break;
      parser.position++;
    }
    return String.fromCharCode(...bytes.subarray(from, parser.position));
  }

  return parser;
}

function constantOf(word: string): PdfValue {
  if (word === "true") return true;
  if (word === "false") return false;
  if (word === "null") return null;
  if (word === "") throw damaged("a value is missing");
  return { kind: "word", word };
}

function isLineEnd(byte: number): boolean {
  return byte === 10 || byte === 13;
}

export function damaged(detail: string): PdfRefusedError {
  return new PdfRefusedError("damaged", detail);
}

export function tooComplex(detail: string): PdfRefusedError {
  return new PdfRefusedError("tooComplex", detail);
}
