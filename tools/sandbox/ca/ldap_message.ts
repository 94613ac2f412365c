/** The few LDAP messages (RFC 4511) that an anonymous read of one attribute needs, in BER. */
export const ldapTags = {
  bindRequest: 0x60,
  bindResponse: 0x61,
  unbindRequest: 0x42,
  searchRequest: 0x63,
  searchResultEntry: 0x64,
  searchResultDone: 0x65,
} as const;

export const resultCodes = {
  success: 0,
  protocolError: 2,
  noSuchObject: 32,
  unwilling: 53,
} as const;

export interface LdapRequest {
  readonly messageId: number;
  /** Tag of the operation. */
  readonly operation: number;
  /** Only of a search: the object's distinguished name, and 0 for a search of that object alone. */
  readonly search?: { readonly baseObject: string; readonly scope: number };
  /** Bytes that the message took. */
  readonly length: number;
}

/** The message is no LDAP, or longer than this server reads. */
export class LdapProtocolError extends Error {
  override readonly name = "LdapProtocolError";
}

const MESSAGE_BYTES_MAX = 16_384;

/**
 * The first message in the bytes; undefined while it is not all there.
 *
 * @throws {LdapProtocolError}
 */
export function readLdapRequest(bytes: Uint8Array): LdapRequest | undefined {
  if (bytes.length > 0 && bytes[0] !== 0x30) {
    throw new LdapProtocolError("Cannot read a message that is no sequence");
  }
  const message = readElement(bytes, 0);
  if (message === undefined) return undefined;
  const messageId = element(bytes, message.start);
  const operation = element(bytes, messageId.end);
  const read = {
    messageId: integerOf(bytes, messageId),
    operation: operation.tag,
    length: message.end,
  };
  if (operation.tag !== ldapTags.searchRequest) return read;
  const baseObject = element(bytes, operation.start);
  const scope = element(bytes, baseObject.end);
  const name = new TextDecoder().decode(bytes.subarray(baseObject.start, baseObject.end));
  return { ...read, search: { baseObject: name, scope: integerOf(bytes, scope) } };
}

/** Answer to a bind, or the end of a search. */
export function resultMessage(
  options: { readonly messageId: number; readonly tag: number; readonly resultCode: number },
): Uint8Array {
  const result = encode(
    options.tag,
    encode(0x0a, [options.resultCode]),
    encode(0x04, []),
    encode(0x04, []),
  );
  return encode(0x30, encodeInteger(options.messageId), result);
}

/** One object with one attribute. */
export function entryMessage(
  options: {
    readonly messageId: number;
    readonly objectName: string;
    readonly attribute: string;
    readonly value: Uint8Array;
  },
): Uint8Array {
  const text = (value: string) => encode(0x04, new TextEncoder().encode(value));
  const attribute = encode(
    0x30,
    text(options.attribute),
    encode(0x31, encode(0x04, options.value)),
  );
  const entry = encode(
    ldapTags.searchResultEntry,
    text(options.objectName),
    encode(0x30, attribute),
  );
  return encode(0x30, encodeInteger(options.messageId), entry);
}

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

function element(bytes: Uint8Array, offset: number): Element {
  const found = readElement(bytes, offset);
  if (found === undefined) throw new LdapProtocolError("Cannot read a message that is cut off");
  return found;
}

/** Undefined where the bytes end before the element does. */
function readElement(bytes: Uint8Array, offset: number): Element | undefined {
  const [tag, first] = [bytes[offset], bytes[offset + 1]];
  if (tag === undefined || first === undefined) return undefined;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  if (lengthBytes > 4 || first === 0x80) throw new LdapProtocolError("Cannot read such a length");
  let length = lengthBytes === 0 ? first : 0;
  const start = offset + 2 + lengthBytes;
  if (start > bytes.length) return undefined;
  for (const byte of bytes.subarray(offset + 2, start)) length = length * 256 + byte;
  if (length > MESSAGE_BYTES_MAX) throw new LdapProtocolError("Cannot read so long a message");
  return start + length > bytes.length ? undefined : { tag, start, end: start + length };
}

function integerOf(bytes: Uint8Array, { start, end }: Element): number {
  return bytes.subarray(start, end).reduce((value, byte) => value * 256 + byte, 0);
}

function encodeInteger(value: number): Uint8Array {
  const bytes = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) {
    bytes.unshift(rest % 256);
  }
  return encode(0x02, bytes[0]! >= 0x80 ? [0, ...bytes] : bytes);
}

function encode(tag: number, ...parts: readonly ArrayLike<number>[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = length < 0x80
    ? [tag, length]
    : [tag, 0x84, length >>> 24, (length >>> 16) & 255, (length >>> 8) & 255, length & 255];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let offset = head.length;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return bytes;
}
