import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { CustomerInputError } from "../customers/errors.ts";
import { lockContract } from "../customers/rule_facts.ts";
import { allowLargeSorts } from "../exchange/long_statements.ts";
import type { Actor } from "../parts.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import type { ImportDeps } from "./deps.ts";
import { checkExisting, type RowRange } from "./existing_customers.ts";
import type { ImportRefusal } from "./import_desk.ts";
import { readImportFacts } from "./import_facts.ts";
import { BATCH_ROW_COUNT } from "./limits.ts";
import { removeRows } from "./lease.ts";
import type { ImportKey } from "./tables.ts";
import { CustomerAppearedError, writeRows } from "./write_rows.ts";

/** An import in writing. */
export interface ImportInWriting {
  readonly contract_id: string;
  readonly facts_hash: string;
  readonly row_count: number;
  readonly bad_count: number;
  readonly applied_by: string;
}

/** The rows that are written next, and whether some of them need a look at customers first. */
export interface NextRows extends RowRange {
  readonly needsCheck: boolean;
}

const ATTEMPT_COUNT_MAX = 5;

/** Runs `work` again when a customer appeared in between, looking at customers first from then on. */
export async function withAttempts<T>(
  work: (mustCheck: boolean) => Promise<T>,
): Promise<T> {
  for (let attempt = 1;; attempt++) {
    try {
      return await work(attempt > 1);
    } catch (error) {
      const isOver = attempt === ATTEMPT_COUNT_MAX;
      if (isOver || !(error instanceof CustomerAppearedError)) throw error;
    }
  }
}

/** The import while it is being written, else nothing. */
export async function readInWriting(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
): Promise<ImportInWriting | undefined> {
  const { rows: [row] } = await sql<ImportInWriting>`
    select contract_id, facts_hash, row_count, bad_count, applied_by
    from debit.import
    where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'`.execute(tx);
  return row;
}

/** Why the rows cannot be written any more; keeps the contract as it is until the end otherwise. */
export async function refusalOf(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  row: ImportInWriting,
): Promise<ImportRefusal | undefined> {
  // Before any row is locked, as everybody does who applies at a bank.
  await holdCutoff(tx);
  const contractId = row.contract_id;
  await lockContract(tx, { merchantId, contractId });
  const today = kernel.calendar.dateOf(kernel.clock.now());
  try {
    const { hash } = await readImportFacts(tx, { merchantId, contractId, today });
    if (hash !== row.facts_hash) return "contractChanged";
  } catch (error) {
    if (error instanceof CustomerInputError) return "contractChanged";
    throw error;
  }
  // A server that crashed has lost the unlogged rows.
  const { rows: [staged] } = await sql<{ is_there: boolean }>`
    select exists (select from debit.import_row
      where merchant_id = ${merchantId} and import_id = ${importId}) as is_there`.execute(tx);
  return staged?.is_there || row.row_count === row.bad_count ? undefined : "interrupted";
}

export async function refuseWriting(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  refusal: ImportRefusal,
): Promise<void> {
  await sql`
    update debit.import set state = 'refused', refusal = ${refusal}
    where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'`.execute(tx);
  await removeRows(tx, { merchantId, importId });
}

/** The next batch behind a row; nothing at the end. */
export async function nextRows(
  tx: Transaction,
  { merchantId, importId }: ImportKey,
  { contractId, after }: { contractId: string; after: number },
): Promise<NextRows | undefined> {
  const { rows: [found] } = await sql<{ to: number | null; needs_check: boolean | null }>`
    select max(row_number) as to, bool_or(has_customer) as needs_check
    from (
      select row_number, has_customer from debit.import_row
      where merchant_id = ${merchantId} and import_id = ${importId} and row_number > ${after}
      order by row_number limit ${sql.lit(BATCH_ROW_COUNT)}
    ) r`.execute(tx);
  const to = found?.to ?? undefined;
  if (to === undefined) return undefined;
  const needsCheck = found?.needs_check ?? false;
  return { merchantId, importId, contractId, from: after + 1, to, needsCheck };
}

/** Writes one batch and applies for its registrations. Returns what was counted. */
export async function writeRange(
  kernel: Kernel,
  deps: ImportDeps,
  tx: Transaction,
  { range, actor, isChecked, firstNumber }: {
    range: RowRange;
    actor: Actor;
    isChecked: boolean;
    /** The first of as many payer numbers as there are rows; without it they are taken here. */
    firstNumber?: string;
  },
): Promise<{ badCount: number; sameCount: number; appliedCount: number }> {
  const found = isChecked
    ? { badCount: 0, sameCount: 0 }
    : await checkExisting(kernel, tx, range, { isLocking: true });
  await allowLargeSorts(tx);
  const instructionIds = await writeRows(kernel, tx, range, { actor, firstNumber });
  const { merchantId } = range;
  if (instructionIds.length > 0) {
    await deps.registrations.applyForAll(tx, { merchantId, instructionIds, actor });
  }
  return { ...found, appliedCount: instructionIds.length };
}
