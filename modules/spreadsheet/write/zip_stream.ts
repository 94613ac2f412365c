import { checksum } from "../zip/checksum.ts";
import { bytesOf } from "./pieces.ts";

const LOCAL_SIGNATURE = 0x04034b50;
const DESCRIPTOR_SIGNATURE = 0x08074b50;
const DIRECTORY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
const VERSION = 20;
/** Sizes follow the data (bit 3), the name is UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01, the first day that the format knows: the same rows make the same file. */
const DOS_DATE = 0x0021;
const BYTE_COUNT_MAX = 0xffffffff;

export interface ZipPart {
  readonly name: string;
  readonly texts: AsyncIterable<string>;
}

/**
 * A ZIP file (APPNOTE 6.3) of parts that are packed as they are made; nothing but their names stays
 * in memory.
 *
 * @throws {RangeError} from the stream, beyond four gigabytes
 */
export function zipStream(parts: readonly ZipPart[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  return ReadableStream.from(zipBytes(parts));
}

interface WrittenPart {
  readonly name: Uint8Array<ArrayBuffer>;
  readonly headerOffset: number;
  readonly crc32: number;
  readonly packedByteCount: number;
  readonly byteCount: number;
}

async function* zipBytes(parts: readonly ZipPart[]): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const written: WrittenPart[] = [];
  let offset = 0;
  for (const part of parts) {
    const name = new TextEncoder().encode(part.name);
    const unknown = sizes({ crc32: 0, packedByteCount: 0, byteCount: 0 });
    const header = record([
      [4, LOCAL_SIGNATURE],
      [2, VERSION],
      ...common(),
      ...unknown,
      [2, name.length],
      [2, 0],
    ], name);
    yield header;
    const counter = new PlainCounter();
    let packedByteCount = 0;
    const packed = bytesOf(part.texts).pipeThrough(counter.stream)
      .pipeThrough(new CompressionStream("deflate-raw"));
    for await (const bytes of packed) {
      packedByteCount += bytes.length;
      yield bytes;
    }
    const sums = { crc32: counter.crc32, packedByteCount, byteCount: counter.byteCount };
    const descriptor = record([[4, DESCRIPTOR_SIGNATURE], ...sizes(sums)]);
    yield descriptor;
    written.push({ name, headerOffset: offset, ...sums });
    offset += header.length + packedByteCount + descriptor.length;
    if (Math.max(offset, counter.byteCount) > BYTE_COUNT_MAX) {
      throw new RangeError("Cannot write more than four gigabytes into a ZIP file");
    }
  }
  yield* directory(written, offset);
}

function* directory(
  parts: readonly WrittenPart[],
  directoryOffset: number,
): Generator<Uint8Array<ArrayBuffer>> {
  let byteCount = 0;
  for (const part of parts) {
    const entry = record([
      [4, DIRECTORY_SIGNATURE],
      [2, VERSION],
      [2, VERSION],
      ...common(),
      ...sizes(part),
      [2, part.name.length],
      // No extra field, comment, disk or attributes.
      ...[2, 2, 2, 2, 4].map((width): Field => [width, 0]),
      [4, part.headerOffset],
    ], part.name);
    byteCount += entry.length;
    yield entry;
  }
  const count = parts.length;
  yield record([
    [4, END_SIGNATURE],
    [2, 0],
    [2, 0],
    [2, count],
    [2, count],
    [4, byteCount],
    [4, directoryOffset],
    [2, 0],
  ]);
}

/** Counts what goes through before it is packed. */
class PlainCounter {
  crc32 = 0;
  byteCount = 0;
  readonly stream = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform: (bytes, controller) => {
      this.crc32 = checksum(bytes, this.crc32);
      this.byteCount += bytes.length;
      controller.enqueue(bytes);
    },
  });
}

/** Width in bytes and value, little endian. */
type Field = readonly [width: number, value: number];

function common(): Field[] {
  return [[2, FLAGS], [2, DEFLATED], [2, 0], [2, DOS_DATE]];
}

function sizes(part: Omit<WrittenPart, "name" | "headerOffset">): Field[] {
  return [[4, part.crc32], [4, part.packedByteCount], [4, part.byteCount]];
}

function record(fields: readonly Field[], tail = new Uint8Array(0)): Uint8Array<ArrayBuffer> {
  const fixedByteCount = fields.reduce((sum, [width]) => sum + width, 0);
  const bytes = new Uint8Array(fixedByteCount + tail.length);
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const [width, value] of fields) {
    if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += width;
  }
  bytes.set(tail, fixedByteCount);
  return bytes;
}
