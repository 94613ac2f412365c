import { DebitResultScanner } from "./debit_result_scanner.ts";
import type { DebitResultSummary } from "./debit_types.ts";
import type { ByteSource, DebitResultFileKind, FileIdentity } from "./file_types.ts";
import { chunksOf } from "./record_cutter.ts";

/**
 * Checks EB22 or EC22 without reading what is not needed for it: order, institution, sequence,
 * amounts, flags and codes of all records, and that the trailer agrees with them to the won. A chunk
 * may be overwritten when the next one is asked for.
 *
 * @throws {EmptyFileError} when there is not one byte
 * @throws {TruncatedFileError} when the file ends too early
 * @throws {FileFormatError} when anything differs
 * @throws {RangeError} when there can be no such file
 */
export async function verifyDebitResultFile(
  source: ByteSource,
  identity: FileIdentity<DebitResultFileKind>,
): Promise<DebitResultSummary> {
  const scanner = new DebitResultScanner(identity);
  for await (const chunk of chunksOf(source)) {
    // The scanner works as its runs are asked for; here nobody wants what is in them.
    for (const _run of scanner.push(chunk));
  }
  return scanner.end();
}
