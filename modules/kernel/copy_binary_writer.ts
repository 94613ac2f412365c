import { newCopyBuffer, reserve, takeAll, UTF8_PER_UNIT_MAX, writeUtf8 } from "./copy_buffer.ts";
import type { CopyWriter } from "./copy_chunks.ts";
import { COPY_EPOCH_MS, daysSinceCopyEpoch } from "./copy_dates.ts";

/**
 * Writes rows of COPY's binary format: `beginRow`, then each column by the writer of its very type,
 * because the server converts nothing. It holds one buffer and makes no garbage.
 *
 * @throws {RangeError} each writer, when the value does not fit its type
 */
export interface CopyBinaryWriter extends CopyWriter {
  beginRow(columnCount: number): void;
  nothing(): void;
  text(value: string): void;
  /** A bytea, or a text that is there as UTF-8 already. */
  bytes(value: Uint8Array, start?: number, end?: number): void;
  bool(value: boolean): void;
  int2(value: number): void;
  int4(value: number): void;
  int8(value: bigint): void;
  uuid(value: string): void;
  /** "YYYY-MM-DD". */
  date(value: string): void;
  timestamptz(value: Date): void;
}

/** Signature, no flags, no header extension: COPY, file format "binary", PostgreSQL manual. */
const HEADER = Uint8Array.of(
  ...new TextEncoder().encode("PGCOPY\n"),
  ...[0xff, 0x0d, 0x0a, 0x00],
  ...[0, 0, 0, 0, 0, 0, 0, 0],
);
const LENGTH_BYTES = 4;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export function createCopyBinaryWriter(): CopyBinaryWriter {
  const buffer = newCopyBuffer();
  buffer.bytes.set(HEADER);
  buffer.length = HEADER.length;
  let missing = 0;

  /** Begins a column of at most so many bytes and returns where its value starts. */
  function beginColumn(byteCountMax: number): number {
    if (missing === 0) throw new RangeError("Cannot write a column that beginRow did not count");
    missing -= 1;
    reserve(buffer, LENGTH_BYTES + byteCountMax);
    return buffer.length + LENGTH_BYTES;
  }

  function endColumn(end: number): void {
    buffer.view.setInt32(buffer.length, end - buffer.length - LENGTH_BYTES);
    buffer.length = end;
  }

  function whole(value: number, { bits }: { bits: 16 | 32 }): void {
    const isInside = Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** (bits - 1);
    if (!isInside) throw new RangeError(`Cannot write a number as int${bits / 8}`);
    const at = beginColumn(bits / 8);
    if (bits === 16) buffer.view.setInt16(at, value);
    else buffer.view.setInt32(at, value);
    endColumn(at + bits / 8);
  }

  function requireWholeRow(): void {
    if (missing !== 0) throw new RangeError(`Cannot end a row that lacks ${missing} columns`);
  }

  return {
    beginRow(columnCount) {
      requireWholeRow();
      missing = columnCount;
      reserve(buffer, 2);
      buffer.view.setInt16(buffer.length, columnCount);
      buffer.length += 2;
    },
    nothing() {
      const at = beginColumn(0);
      buffer.view.setInt32(buffer.length, -1);
      buffer.length = at;
    },
    text(value) {
      const at = beginColumn(value.length * UTF8_PER_UNIT_MAX);
      endColumn(writeUtf8(buffer.bytes, at, value));
    },
    bytes(value, start = 0, end = value.length) {
      const at = beginColumn(end - start);
      buffer.bytes.set(
        start === 0 && end === value.length ? value : value.subarray(start, end),
        at,
      );
      endColumn(at + end - start);
    },
    bool(value) {
      const at = beginColumn(1);
      buffer.bytes[at] = value ? 1 : 0;
      endColumn(at + 1);
    },
    int2: (value) => whole(value, { bits: 16 }),
    int4: (value) => whole(value, { bits: 32 }),
    int8(value) {
      if (BigInt.asIntN(64, value) !== value) throw new RangeError("Cannot write a number as int8");
      const at = beginColumn(8);
      buffer.view.setBigInt64(at, value);
      endColumn(at + 8);
    },
    uuid(value) {
      if (!UUID.test(value)) throw new RangeError("Cannot write a text as uuid");
      const at = beginColumn(16);
      writeUuid(buffer.bytes, at, value);
      endColumn(at + 16);
    },
    date(value) {
      const days = daysSinceCopyEpoch(value);
      const at = beginColumn(4);
      buffer.view.setInt32(at, days);
      endColumn(at + 4);
    },
    timestamptz(value) {
      const ms = value.getTime();
      if (Number.isNaN(ms)) throw new RangeError("Cannot write a date that is none as timestamptz");
      const at = beginColumn(8);
      buffer.view.setBigInt64(at, BigInt(ms - COPY_EPOCH_MS) * 1_000n);
      endColumn(at + 8);
    },
    length: () => buffer.length,
    take: () => takeAll(buffer),
    end() {
      requireWholeRow();
      reserve(buffer, 2);
      buffer.view.setInt16(buffer.length, -1);
      buffer.length += 2;
      return takeAll(buffer);
    },
  };
}

function writeUuid(bytes: Uint8Array, at: number, text: string): void {
  for (let index = 0; index < text.length; index += 2) {
    if (text.charCodeAt(index) === 0x2d) index += 1;
    bytes[at++] = nibble(text.charCodeAt(index)) << 4 | nibble(text.charCodeAt(index + 1));
  }
}

/** The value of a hexadecimal digit: letters lie 9 after their low bits, in either case. */
function nibble(code: number): number {
  return (code & 15) + (code >> 6) * 9;
}
