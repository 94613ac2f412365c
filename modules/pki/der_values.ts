import type { Bytes } from "./bytes.ts";
import { type DerElement, TAG } from "./der_reader.ts";
import { DamagedFileError } from "./errors.ts";

/**
 * The child at an index, which must have the tag when one is given.
 * @throws {DamagedFileError} when it is missing or another one.
 */
export function childAt(parent: DerElement, index: number, tag?: number): DerElement {
  const child = parent.children[index];
  if (!child) throw new DamagedFileError("a field is missing");
  return tag === undefined ? child : expectTag(child, tag);
}

/** @throws {DamagedFileError} when the element has another tag. */
export function expectTag(element: DerElement, tag: number): DerElement {
  if (element.tag !== tag) throw new DamagedFileError("a field has another type than expected");
  return element;
}

/** @throws {DamagedFileError} when it is no minimal INTEGER. */
function integerBytes(element: DerElement): Bytes {
  const { content } = expectTag(element, TAG.integer);
  const [first, second] = content;
  const isPadded = second !== undefined &&
    ((first === 0 && second < 128) || (first === 255 && second >= 128));
  if (first === undefined || isPadded) throw new DamagedFileError("an integer is not DER");
  return content;
}

/**
 * The bytes of an INTEGER that is not negative, without the leading zero.
 *
 * @throws {DamagedFileError}
 */
export function unsignedBytes(element: DerElement): Bytes {
  const bytes = integerBytes(element);
  if (bytes[0]! >= 128) throw new DamagedFileError("an integer is negative");
  return bytes[0] === 0 && bytes.length > 1 ? bytes.subarray(1) : bytes;
}

/** A small INTEGER or ENUMERATED; larger ones than 2^48 become Infinity, so that limits refuse them. */
export function numberOf(element: DerElement): number {
  const bytes = element.tag === TAG.enumerated
    ? unsignedBytes({ ...element, tag: TAG.integer })
    : unsignedBytes(element);
  if (bytes.length > 6) return Infinity;
  return bytes.reduce((sum, byte) => sum * 256 + byte, 0);
}

/** @throws {DamagedFileError} when it is no OBJECT IDENTIFIER. */
export function objectIdentifierOf(element: DerElement): string {
  const { content } = expectTag(element, TAG.objectIdentifier);
  if (content.length === 0 || content.length > 64 || content[content.length - 1]! & 0x80) {
    throw new DamagedFileError("an object identifier is not DER");
  }
  const arcs: number[] = [];
  let arc = 0;
  let isStart = true;
  for (const byte of content) {
    if (isStart && byte === 0x80) throw new DamagedFileError("an object identifier is not DER");
    arc = arc * 128 + (byte & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) {
      throw new DamagedFileError("an object identifier is too large");
    }
    isStart = (byte & 0x80) === 0;
    if (!isStart) continue;
    if (arcs.length > 0) arcs.push(arc);
    else arcs.push(Math.min(Math.floor(arc / 40), 2), arc - Math.min(Math.floor(arc / 40), 2) * 40);
    arc = 0;
  }
  return arcs.join(".");
}

/**
 * The bytes of a BIT STRING that is whole bytes.
 *
 * @throws {DamagedFileError}
 */
export function wholeBitString(element: DerElement): Bytes {
  const { content } = expectTag(element, TAG.bitString);
  if (content[0] !== 0) throw new DamagedFileError("a bit string is not whole bytes");
  return content.subarray(1);
}

/**
 * The named bits of a BIT STRING, bit 0 first.
 *
 * @throws {DamagedFileError}
 */
export function namedBits(element: DerElement): boolean[] {
  const { content } = expectTag(element, TAG.bitString);
  const unused = content[0];
  if (unused === undefined || unused > 7 || (content.length === 1 && unused > 0)) {
    throw new DamagedFileError("a bit string is not DER");
  }
  return Array.from(
    { length: Math.min(content.length - 1, 8) * 8 - (content.length < 10 ? unused : 0) },
    (_, bit) => (content[1 + (bit >> 3)]! >> (7 - (bit & 7)) & 1) === 1,
  );
}

/** @throws {DamagedFileError} when it is no DER BOOLEAN. */
export function booleanOf(element: DerElement): boolean {
  const { content } = expectTag(element, TAG.boolean);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 255)) {
    throw new DamagedFileError("a boolean is not DER");
  }
  return content[0] === 255;
}

/**
 * The text of any string type that names use.
 *
 * @throws {DamagedFileError}
 */
export function textOf(element: DerElement): string {
  switch (element.tag) {
    case TAG.utf8String:
      return decode("utf-8", element.content);
    case TAG.bmpString:
      return decode("utf-16be", element.content);
    case TAG.printableString:
    case TAG.ia5String:
    case TAG.numericString:
    case TAG.visibleString:
    case TAG.teletexString:
      return String.fromCharCode(...element.content.subarray(0, 4096));
    default:
      throw new DamagedFileError("a text has an unknown type");
  }
}

function decode(encoding: string, bytes: Bytes): string {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new DamagedFileError("a text is not well encoded");
  }
}

/**
 * UTCTime or GeneralizedTime as RFC 5280 §4.1.2.5 allows them: seconds, in UTC.
 *
 * @throws {DamagedFileError}
 */
export function timeOf(element: DerElement): Date {
  const text = String.fromCharCode(...element.content.subarray(0, 32));
  const isShort = element.tag === TAG.utcTime;
  if (!isShort) expectTag(element, TAG.generalizedTime);
  const match = isShort
    ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
    : /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\.\d{1,6})?Z$/.exec(text);
  if (!match) throw new DamagedFileError("a time is not well formed");
  const [, yearText, month, day, hour, minute, second] = match;
  const century = isShort ? (Number(yearText) >= 50 ? "19" : "20") : "";
  const time = new Date(`${century}${yearText}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(time.getTime())) throw new DamagedFileError("a time does not exist");
  return time;
}
