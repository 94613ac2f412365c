import { createInflateRaw, type InflateRaw } from "node:zlib";
import type { RandomFile } from "../random_file.ts";
import { damaged } from "../refuse.ts";
import { checksum } from "./checksum.ts";
import type { PlacedEntry } from "./local_headers.ts";

const READ_BYTE_COUNT = 65_536;
const UNPACKED_BYTE_COUNT = 65_536;
const STORED = 0;

/**
 * The content of an entry, piece by piece. Sizes and checksum of the directory are believed by
 * nobody: the first byte too many ends it.
 *
 * @throws {SheetRefusedError} "damaged"
 */
export async function* unpackEntry(
  file: RandomFile,
  entry: PlacedEntry,
): AsyncGenerator<Uint8Array> {
  let byteCount = 0;
  let found = 0;
  const pieces = entry.method === STORED ? packedPieces(file, entry) : inflated(file, entry);
  for await (const piece of pieces) {
    byteCount += piece.length;
    if (byteCount > entry.unpackedByteCount) {
      throw damaged("a ZIP entry unpacks to more than it says");
    }
    found = checksum(piece, found);
    yield piece;
  }
  if (byteCount !== entry.unpackedByteCount) {
    throw damaged("a ZIP entry unpacks to less than it says");
  }
  if (found !== entry.crc32) throw damaged("a ZIP entry has another checksum than it says");
}

function* packedPieces(file: RandomFile, entry: PlacedEntry): Generator<Uint8Array> {
  for (let at = 0; at < entry.packedByteCount; at += READ_BYTE_COUNT) {
    const byteCount = Math.min(READ_BYTE_COUNT, entry.packedByteCount - at);
    yield file.readAt(entry.dataOffset + at, byteCount);
  }
}

async function* inflated(file: RandomFile, entry: PlacedEntry): AsyncGenerator<Uint8Array> {
  const inflate = createInflateRaw({ chunkSize: UNPACKED_BYTE_COUNT });
  feed(inflate, packedPieces(file, entry)).catch((error) => inflate.destroy(error));
  try {
    for await (const piece of inflate) yield piece;
  } catch (error) {
    if (error instanceof Error && "code" in error) throw damaged("a ZIP entry cannot be unpacked");
    throw error;
  } finally {
    inflate.destroy();
  }
  if (inflate.bytesWritten !== entry.packedByteCount) {
    throw damaged("a ZIP entry goes on after its end");
  }
}

async function feed(inflate: InflateRaw, pieces: Iterable<Uint8Array>): Promise<void> {
  for (const piece of pieces) {
    if (!inflate.write(piece)) await drained(inflate);
    if (inflate.destroyed) return;
  }
  inflate.end();
}

/** Resolves when there is room again, or nobody wants more. */
function drained(inflate: InflateRaw): Promise<void> {
  return new Promise((resolve) => {
    const settle = () => {
      inflate.off("drain", settle);
      inflate.off("close", settle);
      resolve();
    };
    inflate.on("drain", settle);
    inflate.on("close", settle);
  });
}
