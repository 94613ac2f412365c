import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { allowLongStatements } from "../exchange/long_statements.ts";
import type { ImportDeps } from "./deps.ts";
import { checkExisting } from "./existing_customers.ts";
import { finishImport } from "./finish.ts";
import type { ImportKey } from "./tables.ts";
import {
  type ImportInWriting,
  nextRows,
  readInWriting,
  refusalOf,
  refuseWriting,
  withAttempts,
  writeRange,
} from "./write_range.ts";

/** Cancelled while it was written: nothing of it stays. */
class CancelledError extends Error {
  override name = "CancelledError";
}

const PROGRESS_EVERY_MS = 1_000;

interface Work extends ImportKey {
  readonly kernel: Kernel;
  readonly deps: ImportDeps;
  readonly signal: AbortSignal;
  /** Rows that are written in the transaction under way. */
  readonly progress: { count: number };
}

/**
 * Writes all rows in one transaction, or none. On the embedded database everybody else waits meanwhile,
 * half a minute for a hundred thousand rows.
 */
export async function applyAll(
  kernel: Kernel,
  deps: ImportDeps,
  { merchantId, importId }: ImportKey,
  signal: AbortSignal,
): Promise<void> {
  const work = { kernel, deps, merchantId, importId, signal, progress: { count: 0 } };
  using _progress = showProgress(work);
  try {
    await withAttempts((mustCheck) => kernel.transaction((tx) => writeAll(work, tx, mustCheck)));
  } catch (error) {
    if (!(error instanceof CancelledError)) throw error;
  }
}

async function writeAll(work: Work, tx: Transaction, mustCheck: boolean): Promise<void> {
  const { kernel, merchantId, importId } = work;
  const key = { merchantId, importId };
  await allowLongStatements(tx);
  // The import's own row stays free, for progress and for whoever cancels.
  await sql`select pg_advisory_xact_lock(hashtextextended(${importId}, 0))`.execute(tx);
  const row = await readInWriting(tx, key);
  if (row === undefined) return;
  const refusal = await refusalOf(kernel, tx, key, row);
  if (refusal !== undefined) return await refuseWriting(tx, key, refusal);
  const found = await checkAll(work, tx, row, mustCheck);
  if (found.badCount > 0) return await backToChecked(tx, { ...key, ...found });
  const appliedCount = await writeBatches(work, tx, row);
  await sql`
    update debit.import set applied_count = ${appliedCount},
      same_count = same_count + ${found.sameCount}
    where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'`.execute(tx);
  const isDone = await finishImport(kernel, tx, { ...key, actor: row.applied_by });
  if (!isDone) throw new CancelledError();
}

async function checkAll(
  work: Work,
  tx: Transaction,
  row: ImportInWriting,
  mustCheck: boolean,
): Promise<{ badCount: number; sameCount: number }> {
  const contractId = row.contract_id;
  let [badCount, sameCount] = [0, 0];
  let range = await nextRows(tx, work, { contractId, after: 0 });
  for (; range; range = await nextRows(tx, work, { contractId, after: range.to })) {
    if (!mustCheck && !range.needsCheck) continue;
    const found = await checkExisting(work.kernel, tx, range, { isLocking: true });
    badCount += found.badCount;
    sameCount += found.sameCount;
  }
  return { badCount, sameCount };
}

async function writeBatches(work: Work, tx: Transaction, row: ImportInWriting): Promise<number> {
  const contractId = row.contract_id;
  work.progress.count = 0;
  let range = await nextRows(tx, work, { contractId, after: 0 });
  for (; range; range = await nextRows(tx, work, { contractId, after: range.to })) {
    work.signal.throwIfAborted();
    const { appliedCount } = await writeRange(work.kernel, work.deps, tx, {
      range,
      actor: row.applied_by,
      isChecked: true,
    });
    work.progress.count += appliedCount;
  }
  return work.progress.count;
}

/** Rows that became bad since the dry run are shown; somebody decides again. */
async function backToChecked(
  tx: Transaction,
  { merchantId, importId, badCount, sameCount }: ImportKey & {
    badCount: number;
    sameCount: number;
  },
): Promise<void> {
  await sql`
    update debit.import set state = 'checked', applied_count = 0,
      bad_count = bad_count + ${badCount}, same_count = same_count + ${sameCount}
    where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'`.execute(tx);
}

/** Tells other processes how far the open transaction is; PGlite has no second connection for it. */
function showProgress({ kernel, merchantId, importId, progress }: Work): Disposable {
  if (kernel.database.kind === "pglite") return { [Symbol.dispose]: () => {} };
  const timer = setInterval(() => {
    sql`update debit.import set applied_count = ${progress.count}
      where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'`
      .execute(kernel.database.db)
      .catch((error) => kernel.log.warn("progress not told", { importId, error: String(error) }));
  }, PROGRESS_EVERY_MS);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
