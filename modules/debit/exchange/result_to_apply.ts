import { UnreconciledResultError } from "@maru/debit/files";
import type { CentreError, FileName, ReceivedFileKind, ResultState } from "./channel.ts";
import type { AlertKind } from "./exchange_desk.ts";
import type { FileRecord } from "./file_row.ts";

/** An answer with all that is known of it, before it is trusted. */
export interface ResultToApply {
  readonly file: FileRecord;
  readonly name: FileName<ReceivedFileKind>;
  readonly state: ResultState;
  /** Records that the centre refused when the file arrived; EB22 need not repeat them. */
  readonly centreErrors: readonly CentreError[];
  /** Empty where the other side says "done, no record" and gives no file. */
  readonly bytes: readonly Uint8Array[];
  readonly mac: string;
}

/** What came is not applied. */
export class ResultRefusedError extends Error {
  override name = "ResultRefusedError";
  constructor(readonly alert: AlertKind, why: string) {
    super(`Cannot apply the answer: ${why}`);
  }
}

/**
 * No file can mean "no failures" or "not ready". It means the first only where the state says done
 * and tells the counts: no record, and as many requests as we sent.
 *
 * @throws {UnreconciledResultError} it is done, and its counts say something else
 */
export function reconcileAbsence(
  result: Omit<ResultToApply, "bytes" | "mac">,
): ResultToApply {
  const { file, name, state, centreErrors } = result;
  const isTold = state.recordCount === 0 && state.requestCount === file.record_count &&
    state.centreErrorCount === centreErrors.length;
  if (!isTold) {
    throw new UnreconciledResultError(
      `${name.kind} of ${name.businessDate}`,
      "there is no file, and the counts do not say that nothing failed",
    );
  }
  return { ...result, bytes: [], mac: `none:${file.id}` };
}
