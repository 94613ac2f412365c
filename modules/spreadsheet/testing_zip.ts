/**
 * ZIP files for tests, honest or not: every field can be made to lie.
 *
 * @module
 */
import { Buffer } from "node:buffer";
import { deflateRawSync } from "node:zlib";
import { checksum } from "./zip/checksum.ts";

export interface TestEntry {
  readonly name: string;
  readonly content: string | Uint8Array;
  /** Fields of the central directory that are not what they should be. */
  readonly lie?: Partial<EntryFields>;
  /** Fields of the header before the data that are not what they should be. */
  readonly localLie?: Partial<EntryFields>;
  /** Stands for what packing `content` gives. */
  readonly packed?: Uint8Array;
  readonly extra?: Uint8Array;
}

interface EntryFields {
  readonly name: string;
  readonly flags: number;
  readonly method: number;
  readonly crc32: number;
  readonly packedByteCount: number;
  readonly unpackedByteCount: number;
  readonly headerOffset: number;
}

export interface TestEnd {
  readonly entryCount?: number;
  readonly directoryOffset?: number;
  readonly tail?: Uint8Array;
}

export function zipOf(entries: readonly TestEntry[], end: TestEnd = {}): Uint8Array<ArrayBuffer> {
  const files: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = Buffer.from(entry.content);
    const packed = entry.packed ?? deflateRawSync(content);
    const honest: EntryFields = {
      name: entry.name,
      flags: 0x0800,
      method: 8,
      crc32: checksum(content, 0),
      packedByteCount: packed.length,
      unpackedByteCount: content.length,
      headerOffset: offset,
    };
    const local = { ...honest, ...entry.lie, ...entry.localLie };
    const header = Buffer.concat([localHeader(local), Buffer.from(local.name)]);
    files.push(header, packed);
    offset += header.length + packed.length;
    directory.push(directoryEntry({ ...honest, ...entry.lie }, entry.extra));
  }
  const directoryBytes = Buffer.concat(directory);
  const record = Buffer.alloc(22);
  record.writeUInt32LE(0x06054b50);
  record.writeUInt16LE((end.entryCount ?? entries.length) % 65_536, 8);
  record.writeUInt16LE((end.entryCount ?? entries.length) % 65_536, 10);
  record.writeUInt32LE(directoryBytes.length, 12);
  record.writeUInt32LE(end.directoryOffset ?? offset, 16);
  return plain(Buffer.concat([...files, directoryBytes, record, end.tail ?? Buffer.alloc(0)]));
}

function localHeader(fields: EntryFields): Uint8Array {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50);
  header.writeUInt16LE(20, 4);
  header.writeUInt16LE(fields.flags, 6);
  header.writeUInt16LE(fields.method, 8);
  header.writeUInt32LE(fields.crc32, 14);
  header.writeUInt32LE(fields.packedByteCount, 18);
  header.writeUInt32LE(fields.unpackedByteCount, 22);
  header.writeUInt16LE(Buffer.byteLength(fields.name), 26);
  return header;
}

function directoryEntry(fields: EntryFields, extra: Uint8Array = new Uint8Array(0)): Uint8Array {
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50);
  entry.writeUInt16LE(20, 4);
  entry.writeUInt16LE(20, 6);
  entry.writeUInt16LE(fields.flags, 8);
  entry.writeUInt16LE(fields.method, 10);
  entry.writeUInt32LE(fields.crc32, 16);
  entry.writeUInt32LE(fields.packedByteCount, 20);
  entry.writeUInt32LE(fields.unpackedByteCount, 24);
  entry.writeUInt16LE(Buffer.byteLength(fields.name), 28);
  entry.writeUInt16LE(extra.length, 30);
  entry.writeUInt32LE(fields.headerOffset, 42);
  return Buffer.concat([entry, Buffer.from(fields.name), extra]);
}

function plain(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytes);
}
