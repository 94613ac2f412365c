import { newCopyBuffer, reserve, takeAll, UTF8_PER_UNIT_MAX, writeUtf8 } from "./copy_buffer.ts";
import type { CopyWriter } from "./copy_chunks.ts";

/**
 * Writes rows of COPY's text format: columns in order, then `endRow`. It holds one buffer and makes
 * no garbage.
 */
export interface CopyTextWriter extends CopyWriter {
  text(value: string | null): void;
  /** A text that is there as UTF-8 already. */
  utf8(bytes: Uint8Array, start?: number, end?: number): void;
  integer(value: bigint | number | null): void;
  /** A bytea. */
  bytes(value: Uint8Array | null): void;
  endRow(): void;
}

const TAB = 0x09;
const LINE_END = 0x0a;
const RETURN = 0x0d;
const BACKSLASH = 0x5c;
const HEX = new TextEncoder().encode("0123456789abcdef");

export function createCopyTextWriter(): CopyTextWriter {
  const buffer = newCopyBuffer();
  let isFirst = true;

  function beginColumn(byteCountMax: number): void {
    reserve(buffer, byteCountMax + 2);
    if (!isFirst) buffer.bytes[buffer.length++] = TAB;
    isFirst = false;
  }

  function nothing(): void {
    beginColumn(2);
    buffer.bytes[buffer.length++] = BACKSLASH;
    buffer.bytes[buffer.length++] = 0x4e;
  }

  function writeText(value: string): void {
    beginColumn(value.length * UTF8_PER_UNIT_MAX);
    const start = buffer.length;
    buffer.length = writeUtf8(buffer.bytes, start, value);
    escapeFrom(start);
  }

  /** Doubles what stands from `start` only where the format needs it, which is seldom. */
  function escapeFrom(start: number): void {
    let { bytes } = buffer;
    let extra = 0;
    for (let at = start; at < buffer.length; at++) if (escapeOf(bytes[at]!) !== 0) extra += 1;
    if (extra === 0) return;
    reserve(buffer, extra);
    bytes = buffer.bytes;
    let to = buffer.length + extra;
    for (let at = buffer.length - 1; at >= start; at--) {
      const escape = escapeOf(bytes[at]!);
      bytes[--to] = escape === 0 ? bytes[at]! : escape;
      if (escape !== 0) bytes[--to] = BACKSLASH;
    }
    buffer.length += extra;
  }

  return {
    text: (value) => value === null ? nothing() : writeText(value),
    utf8(bytes, start = 0, end = bytes.length) {
      beginColumn(end - start);
      const from = buffer.length;
      buffer.bytes.set(
        start === 0 && end === bytes.length ? bytes : bytes.subarray(start, end),
        from,
      );
      buffer.length += end - start;
      escapeFrom(from);
    },
    integer: (value) => value === null ? nothing() : writeText(String(value)),
    bytes(value) {
      if (value === null) return nothing();
      beginColumn(value.length * 2 + 3);
      const { bytes } = buffer;
      let at = buffer.length;
      // The backslash of "\x" is itself escaped.
      bytes[at++] = BACKSLASH;
      bytes[at++] = BACKSLASH;
      bytes[at++] = 0x78;
      for (let index = 0; index < value.length; index++) {
        bytes[at++] = HEX[value[index]! >> 4]!;
        bytes[at++] = HEX[value[index]! & 15]!;
      }
      buffer.length = at;
    },
    endRow() {
      reserve(buffer, 1);
      buffer.bytes[buffer.length++] = LINE_END;
      isFirst = true;
    },
    length: () => buffer.length,
    take: () => takeAll(buffer),
    end: () => takeAll(buffer),
  };
}

/** The letter behind the backslash; 0 for what stands as it is. */
function escapeOf(byte: number): number {
  if (byte > BACKSLASH || (byte > RETURN && byte < BACKSLASH)) return 0;
  if (byte === BACKSLASH) return BACKSLASH;
  if (byte === TAB) return 0x74;
  if (byte === LINE_END) return 0x6e;
  return byte === RETURN ? 0x72 : 0;
}
