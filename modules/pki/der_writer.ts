import { type Bytes, concatBytes, owned, utf8 } from "./bytes.ts";
import { TAG } from "./der_reader.ts";

/** One element: identifier, definite length, content. */
export function writeElement(tag: number, ...contents: Uint8Array[]): Bytes {
  const length = contents.reduce((sum, content) => sum + content.length, 0);
  const lengthBytes: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) lengthBytes.unshift(rest & 255);
  const header = length < 128 ? [tag, length] : [tag, 0x80 | lengthBytes.length, ...lengthBytes];
  return concatBytes(Uint8Array.from(header), ...contents);
}

export function sequence(...contents: Uint8Array[]): Bytes {
  return writeElement(TAG.sequence, ...contents);
}

/** SET OF: its elements in ascending order of their encodings (X.690 §11.6). */
export function setOf(...elements: Uint8Array[]): Bytes {
  return writeElement(TAG.set, ...elements.toSorted(compareBytes));
}

function compareBytes(one: Uint8Array, other: Uint8Array): number {
  for (let index = 0; index < Math.min(one.length, other.length); index++) {
    const difference = one[index]! - other[index]!;
    if (difference !== 0) return difference;
  }
  return one.length - other.length;
}

/**
 * An INTEGER from a number that is not negative, or from unsigned bytes.
 *
 * @throws {RangeError}
 */
export function integer(value: number | Uint8Array): Bytes {
  const bytes: number[] = typeof value === "number" ? [] : [...value];
  if (typeof value === "number") {
    if (!Number.isSafeInteger(value) || value < 0) {
      throw new RangeError(`Cannot write the integer "${value}": it is not a natural number`);
    }
    for (let rest = value; rest > 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  }
  while (bytes[0] === 0) bytes.shift();
  if (bytes.length === 0 || bytes[0]! >= 128) bytes.unshift(0);
  return writeElement(TAG.integer, Uint8Array.from(bytes));
}

/** @throws {RangeError} when the text is no object identifier. */
export function objectIdentifier(text: string): Bytes {
  const arcs = text.split(".").map(Number);
  const [first, second, ...rest] = arcs;
  const isWell = arcs.every((arc) => Number.isSafeInteger(arc) && arc >= 0) &&
    first !== undefined && second !== undefined && first <= 2 && (first === 2 || second < 40);
  if (!isWell) throw new RangeError(`Cannot write the object identifier "${text}"`);
  const content = [first * 40 + second, ...rest].flatMap((arc) => {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) {
      digits.unshift(128 + left % 128);
    }
    return digits;
  });
  return writeElement(TAG.objectIdentifier, Uint8Array.from(content));
}

export function octetString(bytes: Uint8Array): Bytes {
  return writeElement(TAG.octetString, bytes);
}

/** A BIT STRING of whole bytes. */
export function bitString(bytes: Uint8Array): Bytes {
  return writeElement(TAG.bitString, Uint8Array.of(0), bytes);
}

export function nullValue(): Bytes {
  return writeElement(TAG.null);
}

export function booleanTrue(): Bytes {
  return writeElement(TAG.boolean, Uint8Array.of(255));
}

export function utf8String(text: string): Bytes {
  return writeElement(TAG.utf8String, utf8(text));
}

/** Text of a type whose characters are ASCII (PrintableString, IA5String). */
export function asciiString(tag: number, text: string): Bytes {
  return writeElement(tag, utf8(text));
}

/** EXPLICIT context tag. */
export function explicit(number: number, ...contents: Uint8Array[]): Bytes {
  return writeElement(0xa0 | number, ...contents);
}

/** IMPLICIT context tag in place of the element's own, constructed as it was. */
export function implicit(number: number, element: Uint8Array): Bytes {
  const result = owned(element).slice();
  result[0] = 0x80 | (result[0]! & 0x20) | number;
  return result;
}

/** Time as RFC 5280 §4.1.2.5 wants it: UTCTime until 2049, then GeneralizedTime. */
export function time(at: Date): Bytes {
  const text = compactTime(at);
  return at.getUTCFullYear() < 2050 && at.getUTCFullYear() >= 1950
    ? asciiString(TAG.utcTime, text.slice(2))
    : asciiString(TAG.generalizedTime, text);
}

export function generalizedTime(at: Date): Bytes {
  return asciiString(TAG.generalizedTime, compactTime(at));
}

function compactTime(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
}

/** AlgorithmIdentifier; without parameters when none are given. */
export function algorithmIdentifier(oid: string, ...parameters: Uint8Array[]): Bytes {
  return sequence(objectIdentifier(oid), ...parameters);
}
