/** Bytes that rows of a COPY are written into, one after the other; it grows when it must. */
export interface CopyBuffer {
  bytes: Uint8Array<ArrayBuffer>;
  view: DataView<ArrayBuffer>;
  length: number;
}

const LENGTH_FIRST = 131_072;

export function newCopyBuffer(): CopyBuffer {
  const bytes = new Uint8Array(LENGTH_FIRST);
  return { bytes, view: new DataView(bytes.buffer), length: 0 };
}

/** Makes room for so many bytes more. */
export function reserve(buffer: CopyBuffer, byteCount: number): void {
  const wanted = buffer.length + byteCount;
  if (wanted <= buffer.bytes.length) return;
  const grown = new Uint8Array(Math.max(wanted, buffer.bytes.length * 2));
  grown.set(buffer.bytes.subarray(0, buffer.length));
  buffer.bytes = grown;
  buffer.view = new DataView(grown.buffer);
}

/** What was written; it may be overwritten by the next write. */
export function takeAll(buffer: CopyBuffer): Uint8Array {
  const taken = buffer.bytes.subarray(0, buffer.length);
  buffer.length = 0;
  return taken;
}

/** What a unit of UTF-16 needs at most in UTF-8. */
export const UTF8_PER_UNIT_MAX = 3;

/**
 * Writes the text in UTF-8 at `at`, where there must be room, and returns the end. Half of a
 * surrogate pair becomes U+FFFD, as `TextEncoder` would have it, but short texts cost a tenth here.
 */
export function writeUtf8(bytes: Uint8Array, at: number, text: string): number {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes[at++] = unit;
    else if (unit < 0x800) {
      bytes[at++] = 0xc0 | (unit >> 6);
      bytes[at++] = 0x80 | (unit & 0x3f);
    } else if (unit >= 0xd800 && unit < 0xe000) {
      const code = text.codePointAt(index)!;
      if (code < 0x10000) at = writeThree(bytes, at, 0xfffd);
      else {
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
        index += 1;
      }
    } else at = writeThree(bytes, at, unit);
  }
  return at;
}

function writeThree(bytes: Uint8Array, at: number, code: number): number {
  bytes[at] = 0xe0 | (code >> 12);
  bytes[at + 1] = 0x80 | ((code >> 6) & 0x3f);
  bytes[at + 2] = 0x80 | (code & 0x3f);
  return at + 3;
}
