import { UnreconciledResultError } from "@maru/debit/files";
import type { ResultState } from "./channel.ts";
import type { FileRecord } from "./file_row.ts";

/**
 * Holds what the other side tells of an answer, where it tells, against the answer and its request.
 *
 * @throws {UnreconciledResultError} a count differs
 */
export function requireToldCounts(
  answer: string,
  { file, state, count }: {
    readonly file: FileRecord;
    readonly state: ResultState;
    /** Data records of the answer. */
    readonly count: number;
  },
): void {
  if ((state.recordCount ?? count) !== count) {
    throw new UnreconciledResultError(answer, {
      recordNumber: count + 1,
      field: "recordCount",
      value: String(count),
      wanted: `${state.recordCount}, as its state tells`,
    });
  }
  if ((state.requestCount ?? file.record_count) !== file.record_count) {
    throw new UnreconciledResultError(
      answer,
      `its state tells of ${state.requestCount} requests, ${file.record_count} were sent`,
    );
  }
}
