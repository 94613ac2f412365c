import type { Kernel, Transaction } from "@maru/kernel";
import {
  type CsvEncoding,
  readSheetInSubprocess,
  type ReceivedUpload,
  SheetParserBusyError,
  SheetRefusedError,
} from "@maru/spreadsheet";
import { sql } from "kysely";
import { type CheckedRows, checkRows, HeadingsRefusedError } from "./check_rows.ts";
import { commitLater } from "./commit_later.ts";
import { checkExisting, type FoundCounts } from "./existing_customers.ts";
import type { ImportRefusal } from "./import_desk.ts";
import type { ImportFacts } from "./import_facts.ts";
import { keepLease, LEASE_END, removeRows } from "./lease.ts";
import { CELL_LENGTH_MAX, type ImportLimits } from "./limits.ts";
import { sealRows } from "./sealed_rows.ts";
import { keepBadRows, stageRows } from "./stage_rows.ts";
import type { ImportKey } from "./tables.ts";

export interface ReadingOrder {
  readonly key: ImportKey;
  readonly upload: ReceivedUpload;
  readonly encoding?: CsvEncoding;
  readonly facts: ImportFacts;
  readonly limits: ImportLimits;
}

/** The import was cancelled, or its lease ran out: nothing more is to be done. */
class ReadingLostError extends Error {
  override name = "ReadingLostError";
}

const COLUMN_COUNT_MAX = 60;

/**
 * The dry run: reads the file, holds each row against the rules and stages it. Ends in `checked` or
 * `refused`, whatever happens; the file is gone then.
 */
export async function readImport(kernel: Kernel, order: ReadingOrder): Promise<void> {
  const { key } = order;
  const lost = new AbortController();
  try {
    using _lease = keepLease(kernel, key, () => lost.abort(new ReadingLostError()));
    await stageAll(kernel, order, lost.signal).finally(() => order.upload.remove());
    await finish(kernel, key);
  } catch (error) {
    if (!(error instanceof ReadingLostError)) await refuse(kernel, key, error);
  }
}

async function stageAll(
  kernel: Kernel,
  { key, upload, encoding, facts, limits }: ReadingOrder,
  signal: AbortSignal,
): Promise<void> {
  await using reading = await readSheetInSubprocess({
    path: upload.path,
    ...(encoding === undefined ? {} : { encoding }),
    limits: {
      ...limits,
      columnCountMax: COLUMN_COUNT_MAX,
      cellKeptLengthMax: CELL_LENGTH_MAX,
    },
  }, { signal, owner: key.merchantId });
  // While the database takes one batch the next one is read.
  let staging: Promise<void> = Promise.resolve();
  for await (const batch of checkRows(reading, facts)) {
    await staging;
    staging = stageBatch(kernel, { key, facts, batch });
    staging.catch(() => {});
  }
  await staging;
}

async function stageBatch(
  kernel: Kernel,
  { key, facts, batch }: { key: ImportKey; facts: ImportFacts; batch: CheckedRows },
): Promise<void> {
  const { contractId } = facts.facts;
  const sealed = await sealRows(kernel, contractId, batch.good);
  await kernel.transaction(async (tx) => {
    await commitLater(kernel, tx);
    await stageRows(kernel, tx, key, sealed);
    await keepBadRows(tx, key, batch.bad);
    const [from, to] = [batch.good[0]?.rowNumber ?? 0, batch.good.at(-1)?.rowNumber ?? 0];
    const found = await checkExisting(kernel, tx, { ...key, contractId, from, to }, {
      isLocking: false,
    });
    await countRows(tx, key, batch, found);
  });
}

async function countRows(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  { good, bad }: CheckedRows,
  { badCount, sameCount }: FoundCounts,
): Promise<void> {
  const { numAffectedRows } = await sql`
    update debit.import set row_count = row_count + ${good.length + bad.length},
      bad_count = bad_count + ${bad.length + badCount}, same_count = same_count + ${sameCount},
      lease_until = ${LEASE_END}
    where merchant_id = ${merchantId} and id = ${importId} and state = 'reading'
      and lease_until > clock_timestamp()`.execute(tx);
  if (numAffectedRows !== 1n) throw new ReadingLostError();
}

async function finish(kernel: Kernel, { merchantId, importId }: ImportKey): Promise<void> {
  await sql`
    update debit.import set lease_until = null,
      state = case when row_count = 0 then 'refused' else 'checked' end,
      refusal = case when row_count = 0 then 'empty' end
    where merchant_id = ${merchantId} and id = ${importId} and state = 'reading'`
    .execute(kernel.database.db);
}

async function refuse(kernel: Kernel, key: ImportKey, error: unknown): Promise<void> {
  const refusal = refusalOf(error);
  if (refusal === "interrupted") {
    kernel.log.error("import not read", { importId: key.importId, error: String(error) });
  }
  const columns = error instanceof HeadingsRefusedError ? JSON.stringify(error.problems) : null;
  const row = error instanceof SheetRefusedError ? error.rowNumber ?? null : null;
  await kernel.transaction(async (tx) => {
    await sql`
      update debit.import set state = 'refused', refusal = ${refusal}, refusal_row = ${row},
        refused_columns = ${columns}::jsonb, lease_until = null
      where merchant_id = ${key.merchantId} and id = ${key.importId} and state = 'reading'`
      .execute(tx);
    await removeRows(tx, key);
  }).catch((failure) => {
    // The lease runs out by itself.
    kernel.log.error("import not refused", { importId: key.importId, error: String(failure) });
  });
}

function refusalOf(error: unknown): ImportRefusal {
  if (error instanceof SheetRefusedError) return error.reason;
  if (error instanceof HeadingsRefusedError) return "columns";
  return error instanceof SheetParserBusyError ? "busy" : "interrupted";
}
