import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { ImportDeps } from "./deps.ts";
import { finishImport } from "./finish.ts";
import type { ImportKey } from "./tables.ts";
import {
  nextRows,
  readInWriting,
  refusalOf,
  refuseWriting,
  withAttempts,
  writeRange,
} from "./write_range.ts";

/** Writes the good rows batch by batch; another process goes on where this one ended. */
export async function applyGood(
  kernel: Kernel,
  deps: ImportDeps,
  key: ImportKey,
  signal: AbortSignal,
): Promise<void> {
  while (await withAttempts((mustCheck) => applyBatch(kernel, deps, { ...key, mustCheck }))) {
    signal.throwIfAborted();
  }
}

/** True while rows may be left. */
async function applyBatch(
  kernel: Kernel,
  deps: ImportDeps,
  { merchantId, importId, mustCheck }: ImportKey & { mustCheck: boolean },
): Promise<boolean> {
  const key = { merchantId, importId };
  return await kernel.transaction(async (tx) => {
    // Whoever has the row writes this batch; the next one sees how far it came.
    const row = await readInWriting(tx, key, { isLocking: true });
    if (row === undefined) return false;
    const refusal = await refusalOf(kernel, tx, key, row);
    if (refusal !== undefined) {
      await refuseWriting(tx, key, refusal);
      return false;
    }
    const place = { contractId: row.contract_id, after: row.applied_until };
    const range = await nextRows(tx, key, place);
    if (range === undefined) {
      await finishImport(kernel, tx, { ...key, actor: row.applied_by });
      return false;
    }
    const isChecked = !mustCheck && !range.needsCheck;
    const counts = await writeRange(kernel, deps, tx, { range, actor: row.applied_by, isChecked });
    await sql`
      update debit.import set applied_until = ${range.to},
        applied_count = applied_count + ${counts.appliedCount},
        bad_count = bad_count + ${counts.badCount}, same_count = same_count + ${counts.sameCount}
      where merchant_id = ${merchantId} and id = ${importId}`.execute(tx);
    return true;
  });
}
