import type { RandomFile } from "../random_file.ts";
import { damaged } from "../refuse.ts";

const END_SIGNATURE = 0x06054b50;
const END_BYTE_COUNT = 22;
const COMMENT_BYTE_COUNT_MAX = 0xffff;
/** Stands in a field whose value is in a ZIP64 record; no workbook within our size needs one. */
const IN_ZIP64_RECORD_16 = 0xffff;
const IN_ZIP64_RECORD_32 = 0xffffffff;

/** Where the central directory lies and how much is in it. */
export interface ZipEndRecord {
  readonly entryCount: number;
  readonly directoryOffset: number;
  readonly directoryByteCount: number;
}

/**
 * Finds the end of central directory record (APPNOTE 4.3.16) that ends exactly with the file.
 *
 * @throws {SheetRefusedError} "damaged"
 */
export function readZipEndRecord(file: RandomFile): ZipEndRecord {
  const tailByteCount = Math.min(file.byteCount, END_BYTE_COUNT + COMMENT_BYTE_COUNT_MAX);
  const tail = file.readAt(file.byteCount - tailByteCount, tailByteCount);
  const view = new DataView(tail.buffer);
  for (let at = tailByteCount - END_BYTE_COUNT; at >= 0; at--) {
    const endsWithFile = view.getUint32(at, true) === END_SIGNATURE &&
      at + END_BYTE_COUNT + view.getUint16(at + 20, true) === tailByteCount;
    if (endsWithFile) {
      return checkedRecord(view, at, file.byteCount - tailByteCount + at);
    }
  }
  throw damaged("its ZIP directory has no end");
}

function checkedRecord(view: DataView, at: number, recordOffset: number): ZipEndRecord {
  const [disk, directoryDisk] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  const [onDisk, entryCount] = [view.getUint16(at + 8, true), view.getUint16(at + 10, true)];
  const directoryByteCount = view.getUint32(at + 12, true);
  const directoryOffset = view.getUint32(at + 16, true);
  const isZip64 = entryCount === IN_ZIP64_RECORD_16 || directoryOffset === IN_ZIP64_RECORD_32 ||
    directoryByteCount === IN_ZIP64_RECORD_32;
  if (isZip64) throw damaged("its ZIP64 directory is larger than any workbook's");
  if (disk !== 0 || directoryDisk !== 0 || onDisk !== entryCount) {
    throw damaged("its ZIP directory is on several disks");
  }
  if (directoryOffset + directoryByteCount !== recordOffset) {
    throw damaged("its ZIP directory does not end where the end record begins");
  }
  return { entryCount, directoryOffset, directoryByteCount };
}
