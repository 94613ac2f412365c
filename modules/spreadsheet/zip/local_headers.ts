import type { RandomFile } from "../random_file.ts";
import { damaged } from "../refuse.ts";
import type { ZipEntry } from "./central_directory.ts";

const SIGNATURE = 0x04034b50;
const HEADER_BYTE_COUNT = 30;
const ENCRYPTED = 0x0001;
const SIZES_FOLLOW_DATA = 0x0008;
const IN_ZIP64_FIELD = 0xffffffff;

/** A ZIP entry and where its data lies. */
export interface PlacedEntry extends ZipEntry {
  readonly dataOffset: number;
}

/**
 * Looks at the header before each entry's data (APPNOTE 4.3.7): it must say what the directory says,
 * and no byte of the file may belong to two entries.
 *
 * @throws {SheetRefusedError} "damaged"
 */
export function placeEntries(
  file: RandomFile,
  entries: readonly ZipEntry[],
  directoryOffset: number,
): Map<string, PlacedEntry> {
  const placed = entries.map((entry) => place(file, entry))
    .sort((one, other) => one.headerOffset - other.headerOffset);
  if (placed[0] !== undefined && placed[0].headerOffset !== 0) {
    throw damaged("something stands before its first ZIP entry");
  }
  placed.forEach((entry, index) => {
    const nextOffset = placed[index + 1]?.headerOffset ?? directoryOffset;
    if (entry.dataOffset + entry.packedByteCount > nextOffset) {
      throw damaged("its ZIP entries overlap");
    }
  });
  return new Map(placed.map((entry) => [entry.name.toLowerCase(), entry]));
}

function place(file: RandomFile, entry: ZipEntry): PlacedEntry {
  const header = file.readAt(entry.headerOffset, HEADER_BYTE_COUNT);
  const view = new DataView(header.buffer);
  if (view.getUint32(0, true) !== SIGNATURE) throw damaged("a ZIP entry is not where it should be");
  const nameByteCount = view.getUint16(26, true);
  const name = file.readAt(entry.headerOffset + HEADER_BYTE_COUNT, nameByteCount);
  const agrees = (view.getUint16(6, true) & ENCRYPTED) === 0 &&
    view.getUint16(8, true) === entry.method &&
    name.length === entry.nameBytes.length &&
    name.every((byte, index) => byte === entry.nameBytes[index]) &&
    sizesAgree(view, entry);
  if (!agrees) throw damaged("a ZIP entry contradicts the ZIP directory");
  const dataOffset = entry.headerOffset + HEADER_BYTE_COUNT + nameByteCount +
    view.getUint16(28, true);
  return { ...entry, dataOffset };
}

function sizesAgree(view: DataView, entry: ZipEntry): boolean {
  if (view.getUint16(6, true) & SIZES_FOLLOW_DATA) return true;
  const fits = (told: number, known: number) => told === known || told === IN_ZIP64_FIELD;
  return view.getUint32(14, true) === entry.crc32 &&
    fits(view.getUint32(18, true), entry.packedByteCount) &&
    fits(view.getUint32(22, true), entry.unpackedByteCount);
}
