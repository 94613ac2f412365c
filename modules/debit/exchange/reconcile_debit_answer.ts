import {
  type DebitFileKind,
  type DebitResultFileKind,
  type FileIdentity,
  reconcileDebitResult,
  recordFileName,
  verifyDebitResultFile,
} from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { collectingAccountOf } from "./collecting_account.ts";
import { requireDebitEchoes } from "./debit_echoes.ts";
import type { ExchangeWork } from "./deps.ts";
import type { ResultToApply } from "./result_to_apply.ts";
import { streamOf } from "./stream_of.ts";
import { requireToldCounts } from "./told_counts.ts";

/**
 * Whether the file agrees with itself, with what was sent and with what the centre tells of it.
 *
 * @throws {FileFormatError | EmptyFileError | UnreconciledResultError} it does not
 */
export async function reconcileDebitAnswer(
  { kernel, settings }: Pick<ExchangeWork, "kernel" | "settings">,
  tx: Transaction,
  { file, name, bytes, state, centreErrors }: ResultToApply,
): Promise<void> {
  const identity = answerIdentity(settings, { file, name });
  const result = await verifyDebitResultFile(streamOf(bytes), identity);
  reconcileDebitResult({
    request: {
      ...identity,
      ...collectingAccountOf(settings),
      kind: file.kind as DebitFileKind,
      totals: {
        recordCount: file.record_count,
        fullDebitCount: file.record_count,
        fullDebitSumWon: file.total_won,
        // A part of a debit is never asked for.
        partialDebitCount: 0,
        partialDebitSumWon: 0n,
      },
    },
    result,
    centreErrorCount: centreErrors.length,
  });
  requireToldCounts(recordFileName(identity), {
    file,
    state,
    count: result.totals.recordCount,
  });
  await requireDebitEchoes(kernel, tx, { fileId: file.id, identity, bytes });
}

/** What the file that answers ours must be. */
export function answerIdentity(
  settings: ExchangeWork["settings"],
  { file, name }: Pick<ResultToApply, "file" | "name">,
): FileIdentity<DebitResultFileKind> {
  return {
    kind: name.kind as DebitResultFileKind,
    institutionCode: settings.institutionCode,
    date: file.business_date,
  };
}
