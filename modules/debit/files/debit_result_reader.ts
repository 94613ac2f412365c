import { DebitResultReaders } from "./debit_result_readers.ts";
import type { DebitResult, DebitResultSummary } from "./debit_types.ts";
import { requireIdentity } from "./file_identity.ts";
import { readRecords } from "./file_reading.ts";
import type { ByteSource, DebitResultFileKind, FileIdentity, FileReading } from "./file_types.ts";

/**
 * Reads EB22 or EC22 (출금의뢰 결과): the debits that failed, in the order of their requests. What is
 * not in the file succeeded, but only once the summary was had and reconciled with the request.
 *
 * The reading throws `EmptyFileError`, `TruncatedFileError` or `FileFormatError`.
 *
 * @throws {RangeError} when there can be no such file
 */
export function readDebitResultFile(
  source: ByteSource,
  identity: FileIdentity<DebitResultFileKind>,
): FileReading<DebitResult, DebitResultSummary> {
  return readRecords(source, new DebitResultReaders(requireIdentity(identity)));
}
