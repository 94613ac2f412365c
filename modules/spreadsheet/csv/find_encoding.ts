import { SheetRefusedError } from "../errors.ts";
import type { RandomFile } from "../random_file.ts";
import type { CsvEncoding } from "../sheet.ts";
import { decodeFile } from "./decode_file.ts";

/** In the order in which they are tried: Korean text in one is hardly ever valid in the other. */
const ENCODINGS: readonly CsvEncoding[] = ["utf-8", "euc-kr"];

/**
 * The encoding of a CSV file: by its byte order mark, else the first that the whole file is valid
 * in. A short file of few Korean letters may fit both; so a caller may ask its sender.
 *
 * @throws {SheetRefusedError} "unknownEncoding"
 */
export function findCsvEncoding(file: RandomFile): CsvEncoding {
  const head = file.readAt(0, Math.min(3, file.byteCount));
  if (startsWith(head, [0xef, 0xbb, 0xbf])) return "utf-8";
  if (startsWith(head, [0xff, 0xfe]) || startsWith(head, [0xfe, 0xff])) throw unknown("UTF-16");
  const found = ENCODINGS.find((encoding) => isValid(file, encoding));
  if (found === undefined) throw unknown("neither UTF-8 nor EUC-KR");
  return found;
}

function isValid(file: RandomFile, encoding: CsvEncoding): boolean {
  try {
    for (const _piece of decodeFile(file, encoding));
    return true;
  } catch (error) {
    if (error instanceof SheetRefusedError) return false;
    throw error;
  }
}

function startsWith(bytes: Uint8Array, mark: readonly number[]): boolean {
  return mark.every((byte, index) => bytes[index] === byte);
}

function unknown(detail: string): SheetRefusedError {
  return new SheetRefusedError({ reason: "unknownEncoding", detail });
}
