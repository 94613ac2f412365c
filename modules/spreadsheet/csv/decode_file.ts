import { SheetRefusedError } from "../errors.ts";
import type { RandomFile } from "../random_file.ts";
import type { CsvEncoding } from "../sheet.ts";

const READ_BYTE_COUNT = 131_072;

/**
 * The text of a file, piece by piece, without its byte order mark. `euc-kr` is read with all of
 * CP949, as Korean Windows writes it.
 *
 * @throws {SheetRefusedError} "unknownEncoding" at the first byte that the encoding does not have
 */
export function* decodeFile(file: RandomFile, encoding: CsvEncoding): Generator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for (let at = 0; at < file.byteCount; at += READ_BYTE_COUNT) {
      const byteCount = Math.min(READ_BYTE_COUNT, file.byteCount - at);
      yield decoder.decode(file.readAt(at, byteCount), { stream: true });
    }
    yield decoder.decode();
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new SheetRefusedError({ reason: "unknownEncoding", detail: `not ${encoding}` });
  }
}
