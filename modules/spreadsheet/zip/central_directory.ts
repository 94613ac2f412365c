import { SheetRefusedError } from "../errors.ts";
import type { RandomFile } from "../random_file.ts";
import { damaged } from "../refuse.ts";
import type { ZipEndRecord } from "./end_record.ts";
import { partNameOf } from "./part_name.ts";

const HEADER_SIGNATURE = 0x02014b50;
const HEADER_BYTE_COUNT = 46;
const ENTRY_COUNT_MAX = 2_000;
const IN_ZIP64_FIELD = 0xffffffff;
const ZIP64_FIELD_ID = 1;
const ENCRYPTED = 0x0001;
const STRONGLY_ENCRYPTED = 0x0040;
const DIRECTORY_ENCRYPTED = 0x2000;
const STORED = 0;
const DEFLATED = 8;

/** A file in the ZIP as its central directory tells it. */
export interface ZipEntry {
  readonly name: string;
  readonly nameBytes: Uint8Array;
  readonly method: number;
  readonly crc32: number;
  readonly packedByteCount: number;
  readonly unpackedByteCount: number;
  readonly headerOffset: number;
}

/**
 * Reads the central directory (APPNOTE 4.3.12) and refuses what no workbook has: thousands of
 * entries, names that lead elsewhere, one name twice, encryption, odd methods.
 *
 * @throws {SheetRefusedError} "damaged", "encrypted", "tooLarge"
 */
export function readCentralDirectory(
  file: RandomFile,
  end: ZipEndRecord,
  limits: { readonly unpackedByteCountMax: number },
): ZipEntry[] {
  if (end.entryCount > ENTRY_COUNT_MAX) throw damaged(`it has ${end.entryCount} ZIP entries`);
  const directory = file.readAt(end.directoryOffset, end.directoryByteCount);
  const entries: ZipEntry[] = [];
  let at = 0;
  while (at < directory.length) {
    if (entries.length === end.entryCount) throw damaged("its ZIP directory has too many entries");
    const { entry, byteCount } = readHeader(directory, at);
    entries.push(entry);
    at += byteCount;
  }
  if (entries.length !== end.entryCount) throw damaged("its ZIP directory lacks entries");
  refuseDuplicates(entries);
  refuseBombs(entries, file.byteCount, limits.unpackedByteCountMax);
  return entries;
}

function readHeader(directory: Uint8Array, at: number): { entry: ZipEntry; byteCount: number } {
  if (at + HEADER_BYTE_COUNT > directory.length) throw damaged("its ZIP directory is cut short");
  const view = new DataView(directory.buffer, directory.byteOffset + at);
  if (view.getUint32(0, true) !== HEADER_SIGNATURE) throw damaged("its ZIP directory is broken");
  const nameByteCount = view.getUint16(28, true);
  const extraByteCount = view.getUint16(30, true);
  const byteCount = HEADER_BYTE_COUNT + nameByteCount + extraByteCount + view.getUint16(32, true);
  if (at + byteCount > directory.length) throw damaged("its ZIP directory is cut short");
  const nameStart = at + HEADER_BYTE_COUNT;
  const nameBytes = directory.slice(nameStart, nameStart + nameByteCount);
  const extraStart = nameStart + nameByteCount;
  const sizes = entrySizes(view, directory.slice(extraStart, extraStart + extraByteCount));
  const entry = {
    name: partNameOf(nameBytes),
    nameBytes,
    method: view.getUint16(10, true),
    crc32: view.getUint32(16, true),
    ...sizes,
  };
  refuseOddStorage(entry, { flags: view.getUint16(8, true), disk: view.getUint16(34, true) });
  return { entry, byteCount };
}

interface EntrySizes {
  readonly packedByteCount: number;
  readonly unpackedByteCount: number;
  readonly headerOffset: number;
}

/** Sizes and place, out of the ZIP64 field (APPNOTE 4.5.3) where some writers put even small ones. */
function entrySizes(view: DataView, extra: Uint8Array): EntrySizes {
  const plain = {
    unpackedByteCount: view.getUint32(24, true),
    packedByteCount: view.getUint32(20, true),
    headerOffset: view.getUint32(42, true),
  };
  if (!Object.values(plain).includes(IN_ZIP64_FIELD)) return plain;
  const wide = zip64Values(extra);
  const valueOf = (value: number) => {
    const found = value === IN_ZIP64_FIELD ? wide.shift() : value;
    if (found === undefined) throw damaged("its ZIP64 sizes are missing");
    return found;
  };
  return {
    unpackedByteCount: valueOf(plain.unpackedByteCount),
    packedByteCount: valueOf(plain.packedByteCount),
    headerOffset: valueOf(plain.headerOffset),
  };
}

function zip64Values(extra: Uint8Array): number[] {
  const view = new DataView(extra.buffer, extra.byteOffset, extra.byteLength);
  for (let at = 0; at + 4 <= extra.length;) {
    const [id, byteCount] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    const end = Math.min(at + 4 + byteCount, extra.length);
    if (id !== ZIP64_FIELD_ID) {
      at = end;
      continue;
    }
    const values: number[] = [];
    for (let place = at + 4; place + 8 <= end; place += 8) {
      values.push(Number(view.getBigUint64(place, true)));
    }
    return values;
  }
  return [];
}

function refuseOddStorage(
  entry: ZipEntry,
  { flags, disk }: { readonly flags: number; readonly disk: number },
): void {
  if (flags & (ENCRYPTED | STRONGLY_ENCRYPTED | DIRECTORY_ENCRYPTED)) {
    throw new SheetRefusedError({ reason: "encrypted", detail: "its ZIP entries are encrypted" });
  }
  if (disk !== 0) throw damaged("its ZIP directory is on several disks");
  if (entry.method !== STORED && entry.method !== DEFLATED) {
    throw damaged(`a ZIP entry is packed by method ${entry.method}`);
  }
  if (entry.method === STORED && entry.packedByteCount !== entry.unpackedByteCount) {
    throw damaged("a stored ZIP entry has two sizes");
  }
}

/** Part names are compared without regard to case (ECMA-376 part 2, 6.2.2.3). */
function refuseDuplicates(entries: readonly ZipEntry[]): void {
  const names = new Set(entries.map(({ name }) => name.toLowerCase()));
  if (names.size !== entries.length) throw damaged("a name stands twice in its ZIP directory");
}

function refuseBombs(
  entries: readonly ZipEntry[],
  fileByteCount: number,
  unpackedByteCountMax: number,
): void {
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  if (sum(entries.map(({ packedByteCount }) => packedByteCount)) > fileByteCount) {
    throw damaged("its ZIP entries are larger than the file");
  }
  const unpackedByteCount = sum(entries.map((entry) => entry.unpackedByteCount));
  if (unpackedByteCount > unpackedByteCountMax) {
    throw new SheetRefusedError({
      reason: "tooLarge",
      detail: `it unpacks to ${unpackedByteCount} bytes`,
    });
  }
}
