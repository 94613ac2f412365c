import { type Bytes, concatBytes, utf8 } from "./bytes.ts";
import { integer, octetString, sequence, writeElement } from "./der_writer.ts";
import { DamagedFileError, LimitExceededError } from "./errors.ts";
import { TAG } from "./der_reader.ts";

export interface LdapAddress {
  readonly hostname: string;
  readonly port: number;
  readonly distinguishedName: string;
  readonly attribute: string;
}

/** A byte stream to a directory server; Deno.connect gives one. */
export interface LdapConnection {
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  close(): void;
}

const DEFAULT_PORT = 389;
const ANSWER_BYTES_MAX = 16 * 1024 * 1024;

/** Reads ldap://host:port/dn?attribute (RFC 4516); undefined when it is none. */
export function parseLdapUrl(text: string): LdapAddress | undefined {
  const match = /^ldap:\/\/([^/:?]+)(?::(\d{1,5}))?\/([^?]*)(?:\?([^?]*))?/i.exec(text);
  const [, hostname, port, name, attribute] = match ?? [];
  if (!hostname || name === undefined) return undefined;
  try {
    return {
      hostname: hostname.toLowerCase(),
      port: port === undefined ? DEFAULT_PORT : Number(port),
      distinguishedName: decodeURIComponent(name),
      attribute: attribute || "certificateRevocationList",
    };
  } catch {
    return undefined;
  }
}

/**
 * Fetches one attribute of one entry: anonymous bind, baseObject search (RFC 4511).
 * @returns The first value, or undefined when entry or attribute are not there.
 * @throws {DamagedFileError | LimitExceededError} when the answer is not LDAP, or over 16 MB.
 */
export async function fetchLdapAttribute(
  address: LdapAddress,
  connection: LdapConnection,
): Promise<Bytes | undefined> {
  const messages = createMessageReader(connection);
  await writeAll(connection, message(BIND_ID, bindRequest()));
  const bound = await messages.next();
  if (bound.operation !== BIND_RESPONSE || resultCode(bound.content) !== 0) {
    throw new DamagedFileError("the directory refuses anonymous questions");
  }
  await writeAll(connection, message(SEARCH_ID, searchRequest(address)));
  let value: Bytes | undefined;
  for (;;) {
    const { operation, content } = await messages.next();
    if (operation === SEARCH_DONE) return value;
    if (operation === SEARCH_ENTRY) value ??= attributeValue(content, address.attribute);
    else if (operation !== SEARCH_REFERENCE) {
      throw new DamagedFileError("the directory answers out of turn");
    }
  }
}

const BIND_ID = 1;
const SEARCH_ID = 2;
/** Identifier octets of the protocol's operations. */
const BIND_REQUEST = 0x60;
const BIND_RESPONSE = 0x61;
const SEARCH_REQUEST = 0x63;
const SEARCH_ENTRY = 0x64;
const SEARCH_DONE = 0x65;
const SEARCH_REFERENCE = 0x73;

function message(id: number, operation: Bytes): Bytes {
  return sequence(integer(id), operation);
}

function bindRequest(): Bytes {
  const simpleWithoutPassword = writeElement(0x80);
  return writeElement(
    BIND_REQUEST,
    integer(3),
    octetString(new Uint8Array()),
    simpleWithoutPassword,
  );
}

function searchRequest({ distinguishedName, attribute }: LdapAddress): Bytes {
  const enumerated = (value: number) => writeElement(TAG.enumerated, Uint8Array.of(value));
  const plainName = attribute.replace(/;binary$/i, "");
  return writeElement(
    SEARCH_REQUEST,
    octetString(utf8(distinguishedName)),
    enumerated(0), // baseObject
    enumerated(3), // dereference aliases always
    integer(1),
    integer(10),
    writeElement(TAG.boolean, Uint8Array.of(0)),
    writeElement(0x87, utf8("objectClass")), // present
    sequence(octetString(utf8(`${plainName};binary`)), octetString(utf8(plainName))),
  );
}

interface LdapMessage {
  readonly operation: number;
  readonly content: Bytes;
}

function createMessageReader(connection: LdapConnection) {
  let pending: Bytes = new Uint8Array();
  let receivedBytes = 0;

  async function receive(): Promise<void> {
    const buffer = new Uint8Array(64 * 1024);
    const count = await connection.read(buffer);
    if (count === null) throw new DamagedFileError("the directory hung up");
    receivedBytes += count;
    if (receivedBytes > ANSWER_BYTES_MAX) {
      throw new LimitExceededError("answer size", ANSWER_BYTES_MAX, receivedBytes);
    }
    pending = concatBytes(pending, buffer.subarray(0, count));
  }

  return {
    async next(): Promise<LdapMessage> {
      let whole = readBer(pending, 0);
      while (!whole || whole.end > pending.length) {
        if (whole && whole.end > ANSWER_BYTES_MAX) {
          throw new LimitExceededError("answer size", ANSWER_BYTES_MAX, whole.end);
        }
        await receive();
        whole = readBer(pending, 0);
      }
      const [, operation] = berChildren(pending.subarray(whole.start, whole.end));
      pending = pending.slice(whole.end);
      if (!operation) throw new DamagedFileError("a message has no operation");
      return { operation: operation.tag, content: operation.content };
    },
  };
}

function resultCode(content: Bytes): number {
  return berChildren(content)[0]?.content[0] ?? -1;
}

function attributeValue(entry: Bytes, attribute: string): Bytes | undefined {
  const wanted = attribute.replace(/;binary$/i, "").toLowerCase();
  for (const field of berChildren(berChildren(entry)[1]?.content ?? new Uint8Array())) {
    const [type, values] = berChildren(field.content);
    const name = String.fromCharCode(...(type?.content.subarray(0, 256) ?? []));
    if (name.replace(/;.*$/, "").toLowerCase() !== wanted || !values) continue;
    return berChildren(values.content)[0]?.content.slice();
  }
  return undefined;
}

interface BerHeader {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/** LDAP is BER: servers write lengths in more bytes than needed. Undefined while bytes are missing. */
function readBer(bytes: Uint8Array, offset: number): BerHeader | undefined {
  const tag = bytes[offset];
  const first = bytes[offset + 1];
  if (tag === undefined || first === undefined) return undefined;
  if (first < 0x80) return { tag, start: offset + 2, end: offset + 2 + first };
  const count = first & 0x7f;
  if (count === 0 || count > 4) throw new DamagedFileError("a length is not LDAP");
  if (bytes.length < offset + 2 + count) return undefined;
  let length = 0;
  for (let index = 0; index < count; index++) length = length * 256 + bytes[offset + 2 + index]!;
  const start = offset + 2 + count;
  return { tag, start, end: start + length };
}

function berChildren(content: Bytes): { tag: number; content: Bytes }[] {
  const children: { tag: number; content: Bytes }[] = [];
  for (let offset = 0; offset < content.length;) {
    const header = readBer(content, offset);
    if (!header || header.end > content.length || children.length > 1000) {
      throw new DamagedFileError("a message is broken");
    }
    children.push({ tag: header.tag, content: content.subarray(header.start, header.end) });
    offset = header.end;
  }
  return children;
}

async function writeAll(connection: LdapConnection, bytes: Bytes): Promise<void> {
  for (let offset = 0; offset < bytes.length;) {
    offset += await connection.write(bytes.subarray(offset));
  }
}
