import * as zlib from "node:zlib";

/** The types of an older Node, which come along with a package, do not know the function. */
const native = zlib as unknown as { crc32(bytes: Uint8Array, before: number): number };

/** CRC-32 (APPNOTE 4.4.7) of what came before, whose CRC is `before`, and `bytes` after it. */
export function checksum(bytes: Uint8Array, before: number): number {
  return native.crc32(bytes, before);
}
