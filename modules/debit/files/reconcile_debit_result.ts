import type { CollectingAccount, DebitFileTotals, DebitResultSummary } from "./debit_types.ts";
import { UnreconciledResultError } from "./file_errors.ts";
import { recordFileName } from "./file_names.ts";
import type { DebitFileKind, DebitResultFileKind, FileIdentity } from "./file_types.ts";

const RESULT_OF: Readonly<Record<DebitFileKind, DebitResultFileKind>> = {
  EB21: "EB22",
  EC21: "EC22",
};

export interface DebitReconciliation {
  /** The file that was sent. */
  readonly request: FileIdentity<DebitFileKind> & CollectingAccount & {
    readonly totals: DebitFileTotals;
  };
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
  reconcileHeader(reconciliation);
  reconcileTotals(reconciliation);
}

function reconcileHeader({ request, result }: DebitReconciliation): void {
  const file = recordFileName(result);
  const refuse = (field: string, value: string, wanted: string) => {
    throw new UnreconciledResultError(file, { recordNumber: 0, field, value, wanted });
  };
  if (RESULT_OF[request.kind] !== result.kind) {
    refuse("file", file, `an ${RESULT_OF[request.kind]}, which answers ${request.kind}`);
  }
  if (request.date !== result.date) refuse("date", result.date, request.date);
  for (const field of ["institutionCode", "collectingBank", "collectingAccount"] as const) {
    if (request[field] !== result[field]) refuse(field, result[field], "what the request has");
  }
}

function reconcileTotals({ request, result, centreErrorCount }: DebitReconciliation): void {
  const asked = request.totals;
  const failed = result.totals;
  const askedSumWon = asked.fullDebitSumWon + asked.partialDebitSumWon;
  const failedSumWon = failed.fullFailureSumWon + failed.partialFailureSumWon;
  const refuse = (field: string, value: number | bigint, wanted: string, recordNumber?: number) => {
    throw new UnreconciledResultError(recordFileName(result), {
      recordNumber: recordNumber ?? failed.recordCount + 1,
      field,
      value: String(value),
      wanted,
    });
  };
  if (failed.recordCount > asked.recordCount) {
    refuse("recordCount", failed.recordCount, `at most ${asked.recordCount}, as were sent`);
  }
  if (result.lastSequence > asked.recordCount) {
    const wanted = `at most ${asked.recordCount}, as were sent`;
    refuse("sequence", result.lastSequence, wanted, failed.recordCount);
  }
  if (failed.partialFailureCount > asked.partialDebitCount) {
    const wanted = `at most ${asked.partialDebitCount}, as were sent`;
    refuse("partialFailureCount", failed.partialFailureCount, wanted);
  }
  if (failedSumWon > askedSumWon) {
    const wanted = `at most ${askedSumWon} with parts, as were sent`;
    refuse("fullFailureSumWon", failed.fullFailureSumWon, wanted);
  }
  if (failed.centreErrorCount !== centreErrorCount) {
    refuse("centreErrorCount", failed.centreErrorCount, `${centreErrorCount}, as the centre told`);
  }
}
