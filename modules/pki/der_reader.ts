import { type Bytes, owned } from "./bytes.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";

/** One element of a DER encoding (X.690 §10). Its bytes are views into the encoding, not copies. */
export interface DerElement {
  /** Identifier octet: class, constructed bit and number. */
  readonly tag: number;
  /** The whole element. */
  readonly bytes: Bytes;
  readonly content: Bytes;
  /** Elements inside a constructed one. */
  readonly children: readonly DerElement[];
}

export interface DerLimits {
  readonly sizeMax: number;
  readonly depthMax: number;
  readonly elementCountMax: number;
}

const DER_LIMITS: DerLimits = { sizeMax: 256 * 1024, depthMax: 32, elementCountMax: 10_000 };

/** Identifier octets used in certificates and keys. */
export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  null: 0x05,
  objectIdentifier: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  numericString: 0x12,
  printableString: 0x13,
  teletexString: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  visibleString: 0x1a,
  universalString: 0x1c,
  bmpString: 0x1e,
  sequence: 0x30,
  set: 0x31,
} as const;

/** Identifier octet of a context-specific tag. */
export function contextTag(number: number, isConstructed = true): number {
  return (isConstructed ? 0xa0 : 0x80) | number;
}

/**
 * Reads one DER element that fills the bytes exactly.
 * @throws {DamagedFileError} when it is not strict DER: BER lengths, lying lengths, trailing bytes.
 * @throws {LimitExceededError} when it is too large, too deep or has too many elements.
 */
export function readDer(encoded: Uint8Array, limits: Partial<DerLimits> = {}): DerElement {
  const { sizeMax, depthMax, elementCountMax } = { ...DER_LIMITS, ...limits };
  if (encoded.length > sizeMax) throw new LimitExceededError("size", sizeMax, encoded.length);
  const bytes = owned(encoded);
  let elementCount = 0;

  function readElement(start: number, end: number, depth: number): DerElement {
    if (depth > depthMax) throw new LimitExceededError("nesting depth", depthMax, depth);
    if (++elementCount > elementCountMax) {
      throw new LimitExceededError("element count", elementCountMax, elementCount);
    }
    const header = readHeader(bytes, start, end);
    const children: DerElement[] = [];
    if (header.tag & 0x20) {
      for (let offset = header.contentStart; offset < header.end;) {
        const child = readElement(offset, header.end, depth + 1);
        children.push(child);
        offset += child.bytes.length;
      }
    }
    return {
      tag: header.tag,
      bytes: bytes.subarray(start, header.end),
      content: bytes.subarray(header.contentStart, header.end),
      children,
    };
  }

  const root = readElement(0, bytes.length, 1);
  if (root.bytes.length !== bytes.length) throw new DamagedFileError("bytes follow its end");
  return root;
}

export interface DerHeader {
  readonly tag: number;
  readonly contentStart: number;
  readonly end: number;
}

/**
 * Reads identifier and length of the element at an offset, for walking long lists without a tree.
 * @throws {DamagedFileError} when they are not strict DER or reach beyond the end.
 */
export function readHeader(bytes: Uint8Array, start: number, end: number): DerHeader {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || start + 2 > end) {
    throw new DamagedFileError("it is cut short");
  }
  if ((tag & 0x1f) === 0x1f || tag === 0) throw new DamagedFileError("a tag is not DER");
  let contentStart = start + 2;
  let length = first;
  if (first & 0x80) {
    const lengthBytes = first & 0x7f;
    if (lengthBytes === 0 || lengthBytes > 4) throw new DamagedFileError("a length is not DER");
    length = 0;
    for (let index = 0; index < lengthBytes; index++) {
      length = length * 256 + (bytes[contentStart + index] ?? 0);
    }
    contentStart += lengthBytes;
    if (length < 128 || length < 256 ** (lengthBytes - 1)) {
      throw new DamagedFileError("a length is not DER");
    }
  }
  if (contentStart + length > end) throw new DamagedFileError("a length reaches beyond the end");
  return { tag, contentStart, end: contentStart + length };
}
