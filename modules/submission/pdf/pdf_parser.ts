import { PdfRefusedError } from "../errors.ts";
import { NESTING_MAX, VALUE_COUNT_MAX } from "./pdf_limits.ts";
import type { PdfBudget } from "./pdf_budget.ts";
import { countOf, type PdfValue } from "./pdf_value.ts";

/** Reads values from bytes (ISO 32000-1, section 7.3); every loop and every nesting has an end. */
export interface PdfParser {
  readonly position: number;
  /** @throws {PdfRefusedError} the bytes are no PDF value, or too deep or too many */
  value(): PdfValue;
  /** Steps over white space and comments. */
  skipSpace(): void;
}

/** Where a parser stands, and how much it has read. */
interface Reader {
  readonly bytes: Uint8Array;
  position: number;
  valueCount: number;
}

const SPACES = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set([..."()<>[]{}/%"].map((sign) => sign.charCodeAt(0)));
const WORD_LENGTH_MAX = 127;
/** A value takes more to make than to read. */
const VALUE_COST_BYTES = 16;

export function createPdfParser(bytes: Uint8Array, budget: PdfBudget, start = 0): PdfParser {
  const reader: Reader = { bytes, position: start, valueCount: 0 };
  return {
    get position() {
      return reader.position;
    },
    value() {
      const { position, valueCount } = reader;
      const found = read(reader, 0);
      budget.spend(
        reader.position - position + (reader.valueCount - valueCount) * VALUE_COST_BYTES,
      );
      return found;
    },
    skipSpace: () => skipSpace(reader),
  };
}

function read(reader: Reader, depth: number): PdfValue {
  if (depth > NESTING_MAX) throw tooComplex("its objects are nested too deeply");
  if (++reader.valueCount > VALUE_COUNT_MAX) throw tooComplex("an object holds too many values");
  skipSpace(reader);
  const { bytes, position } = reader;
  const byte = bytes[position];
  if (byte === undefined) throw damaged("it ends inside an object");
  if (byte === 0x2f) return readName(reader);
  if (byte === 0x28) return readLiteral(reader);
  if (byte === 0x5b) return readArray(reader, depth);
  if (byte === 0x3c) {
    const isDictionary = bytes[position + 1] === 0x3c;
    return isDictionary ? readDictionary(reader, depth) : readHexadecimal(reader);
  }
  if (DELIMITERS.has(byte)) throw damaged("a bracket stands where a value should");
  return readWord(reader);
}

function skipSpace(reader: Reader): void {
  const { bytes } = reader;
  while (reader.position < bytes.length) {
    const byte = bytes[reader.position]!;
    if (byte === 0x25) {
      while (reader.position < bytes.length && !isLineEnd(bytes[reader.position]!)) {
        reader.position++;
      }
    } else if (SPACES.has(byte)) reader.position++;
    else return;
  }
}

function readName(reader: Reader): PdfValue {
  reader.position++;
  const name = takeWord(reader).replaceAll(
    /#([0-9A-Fa-f]{2})/g,
    (_, hex: string) => String.fromCharCode(parseInt(hex, 16)),
  );
  return { kind: "name", name };
}

function readLiteral(reader: Reader): PdfValue {
  let open = 0;
  while (reader.position < reader.bytes.length) {
    const byte = reader.bytes[reader.position++];
    if (byte === 0x5c) reader.position++;
    else if (byte === 0x28) open++;
    else if (byte === 0x29 && --open === 0) return { kind: "string" };
  }
  throw damaged("a text has no end");
}

function readHexadecimal(reader: Reader): PdfValue {
  const end = reader.bytes.indexOf(0x3e, reader.position);
  if (end < 0) throw damaged("a hexadecimal text has no end");
  reader.position = end + 1;
  return { kind: "string" };
}

function readArray(reader: Reader, depth: number): PdfValue {
  reader.position++;
  const items: PdfValue[] = [];
  for (;;) {
    skipSpace(reader);
    if (reader.bytes[reader.position] === 0x5d) {
      reader.position++;
      return { kind: "array", items };
    }
    items.push(read(reader, depth + 1));
  }
}

function readDictionary(reader: Reader, depth: number): PdfValue {
  reader.position += 2;
  const entries = new Map<string, PdfValue>();
  for (;;) {
    skipSpace(reader);
    const { bytes, position } = reader;
    if (bytes[position] === 0x3e && bytes[position + 1] === 0x3e) {
      reader.position += 2;
      return { kind: "dictionary", entries };
    }
    const key = read(reader, depth + 1);
    if (typeof key !== "object" || key === null || key.kind !== "name") {
      throw damaged("a dictionary's key is no name");
    }
    entries.set(key.name, read(reader, depth + 1));
  }
}

/** A number, `12 0 R`, a constant, or a word that the caller knows. */
function readWord(reader: Reader): PdfValue {
  const word = takeWord(reader);
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(word)) return constantOf(word);
  const number = Number(word);
  return countOf(number) === undefined ? number : readReference(reader, number) ?? number;
}

function readReference(reader: Reader, number: number): PdfValue | undefined {
  const before = reader.position;
  skipSpace(reader);
  if (/^\d{1,5}$/.test(takeWord(reader))) {
    skipSpace(reader);
    if (takeWord(reader) === "R") return { kind: "reference", number };
  }
  reader.position = before;
  return undefined;
}

function takeWord(reader: Reader): string {
  const { bytes, position: from } = reader;
  while (reader.position < bytes.length && reader.position - from < WORD_LENGTH_MAX) {
    const byte = bytes[reader.position]!;
    if (SPACES.has(byte) || DELIMITERS.has(byte)) break;
    reader.position++;
  }
  return String.fromCharCode(...bytes.subarray(from, reader.position));
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
