import { SheetRefusedError } from "./errors.ts";
import type { RandomFile } from "./random_file.ts";
import type { SheetFormat } from "./sheet.ts";

const HEAD_BYTE_COUNT = 4_096;
const ZIP_MARK = [0x50, 0x4b, 0x03, 0x04];
const COMPOUND_FILE_MARK = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const PDF_MARK = [0x25, 0x50, 0x44, 0x46];
/** Many Korean sites export web pages that are named .xls. */
const MARKUP = /^\ufeff?\s*<(\?xml|!doctype|html|table|meta|head|style|div)\b/i;
const ENCRYPTED_PACKAGE = "EncryptedPackage";
const DIRECTORY_BYTE_COUNT = 8_192;

/**
 * What a file is by its content, never by its name; where the caller says what it is, it must be
 * that.
 *
 * @throws {SheetRefusedError} "encrypted", "otherWorkbook", "notASpreadsheet"
 */
export function findSheetFormat(file: RandomFile, expected?: SheetFormat): SheetFormat {
  const head = file.readAt(0, Math.min(HEAD_BYTE_COUNT, file.byteCount));
  if (startsWith(head, COMPOUND_FILE_MARK)) throw compoundFile(file, head);
  const format = startsWith(head, ZIP_MARK) ? "xlsx" : "csv";
  if (format === "csv") refuseOtherTexts(head, expected);
  if (expected === undefined || expected === format) return format;
  throw new SheetRefusedError({ reason: "notASpreadsheet", detail: `not ${expected}` });
}

/** Old workbooks are compound files, and so is a new one behind a password (MS-OFFCRYPTO). */
function compoundFile(file: RandomFile, head: Uint8Array): SheetRefusedError {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const sectorByteCount = head.length >= 52 ? 2 ** Math.min(view.getUint16(30, true), 12) : 512;
  const directoryOffset = head.length >= 52 ? (view.getUint32(48, true) + 1) * sectorByteCount : 0;
  const start = Math.min(directoryOffset, file.byteCount);
  const bytes = file.readAt(start, Math.min(DIRECTORY_BYTE_COUNT, file.byteCount - start));
  const isEncrypted = new TextDecoder("utf-16le").decode(bytes).includes(ENCRYPTED_PACKAGE);
  return isEncrypted
    ? new SheetRefusedError({ reason: "encrypted", detail: "a workbook with a password" })
    : new SheetRefusedError({ reason: "otherWorkbook", detail: "an old workbook (.xls)" });
}

function refuseOtherTexts(head: Uint8Array, expected: SheetFormat | undefined): void {
  if (MARKUP.test(new TextDecoder().decode(head))) {
    throw new SheetRefusedError({ reason: "otherWorkbook", detail: "a web page or XML" });
  }
  const isUtf16 = startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff]);
  const isBinary = expected === undefined && !isUtf16 && head.includes(0);
  if (isBinary || startsWith(head, PDF_MARK)) {
    throw new SheetRefusedError({ reason: "notASpreadsheet", detail: "no text" });
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}
