import type { DebitFileTotals, DebitResultSummary } from "./debit_types.ts";
import { UnreconciledResultError } from "./file_errors.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitFileKind, DebitResultFileKind, FileIdentity } from "./file_types.ts";

const RESULT_OF: Readonly<Record<DebitFileKind, DebitResultFileKind>> = {
  EB21: "EB22",
  EC21: "EC22",
};

export interface DebitReconciliation {
  /** The file that was sent. */
  readonly request: FileIdentity<DebitFileKind> & { readonly totals: DebitFileTotals };
  /** The file that came back. */
  readonly result: DebitResultSummary;
  /** How many records the centre says, outside of the file, that it refused. */
  readonly centreErrorCount: number;
}

/**
 * Whether a result file can be the answer to a request file. Debits that are in no result count as
 * done, so nothing may be settled before this agreed. Records that the centre refused never reached a
 * bank: by their sequence numbers they failed, whether the file repeats them or not.
 *
 * @throws {UnreconciledResultError} when it cannot
 */
export function reconcileDebitResult(reconciliation: DebitReconciliation): void {
  const { request, result, centreErrorCount } = reconciliation;
  const asked = request.totals;
  const failed = result.totals;
  const askedSumWon = asked.fullDebitSumWon + asked.partialDebitSumWon;
  const failedSumWon = failed.fullFailureSumWon + failed.partialFailureSumWon;
  const refuse = (reason: string) => {
    throw new UnreconciledResultError(recordFileName(result), reason);
  };
  if (RESULT_OF[request.kind] !== result.kind) refuse(`it does not answer ${request.kind}`);
  if (request.date !== result.date) refuse(`the request is of ${request.date}`);
  if (request.institutionCode !== result.institutionCode) refuse("the institutions differ");
  if (failed.recordCount > asked.recordCount) {
    refuse(`${failed.recordCount} of ${asked.recordCount} debits failed`);
  }
  if (result.lastSequence > asked.recordCount) {
    refuse(`record ${result.lastSequence} of ${asked.recordCount} failed`);
  }
  if (failed.partialFailureCount > asked.partialDebitCount) {
    refuse(`${failed.partialFailureCount} of ${asked.partialDebitCount} debits were partial`);
  }
  if (failedSumWon > askedSumWon) refuse(`${failedSumWon} of ${askedSumWon} won failed`);
  if (failed.centreErrorCount !== centreErrorCount) {
    refuse(
      `it counts ${failed.centreErrorCount} errors of the centre, which told of ${centreErrorCount}`,
    );
  }
}
