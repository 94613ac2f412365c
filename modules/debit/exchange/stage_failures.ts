import type { Kernel, Transaction } from "@maru/kernel";
import { UnreconciledResultError } from "@maru/debit/files";
import { sql } from "kysely";

/** SQLSTATE 23505. */
const UNIQUE_VIOLATION = "23505";

/** A failure before it is compared with what was sent. */
export interface StagedFailure {
  readonly sequence: number;
  readonly payerNumber: string;
  /** Absent for refusals of the centre, which tells no amount. */
  readonly amountWon: bigint | undefined;
  readonly code: string;
}

/** Beside the failures stands what was collected, once that is known. */
export async function createStage(tx: Transaction): Promise<void> {
  await sql`
    create temporary table debit_failure (
      sequence integer primary key,
      payer_number text not null,
      amount_won bigint,
      code text not null
    ) on commit drop`.execute(tx);
  await sql`
    create temporary table debit_collected (
      merchant_id uuid not null,
      id uuid not null,
      charge_id uuid not null,
      amount_won bigint not null
    ) on commit drop`.execute(tx);
}

/** @throws {UnreconciledResultError} one of the sent records stands there twice */
export async function fillStage(
  kernel: Kernel,
  tx: Transaction,
  { file, batches }: { file: string; batches: AsyncIterable<readonly StagedFailure[]> },
): Promise<void> {
  try {
    await fill(kernel, tx, batches);
  } catch (error) {
    if ((error as { code?: unknown }).code !== UNIQUE_VIOLATION) throw error;
    throw new UnreconciledResultError(file, "one of the records that were sent failed twice");
  }
}

async function fill(
  kernel: Kernel,
  tx: Transaction,
  batches: AsyncIterable<readonly StagedFailure[]>,
): Promise<void> {
  const { copy } = kernel.database;
  if (copy !== undefined) {
    await copy.in(tx, "copy pg_temp.debit_failure from stdin", copyRows(batches));
    await sql`analyze pg_temp.debit_failure`.execute(tx);
    return;
  }
  for await (const batch of batches) if (batch.length > 0) await insert(tx, batch);
}

async function insert(tx: Transaction, batch: readonly StagedFailure[]): Promise<void> {
  await sql`
    insert into pg_temp.debit_failure
    select (e->>'s')::int, e->>'p', (e->>'a')::bigint, e->>'c'
    from jsonb_array_elements(${
    JSON.stringify(batch.map(({ sequence, payerNumber, amountWon, code }) => ({
      s: sequence,
      p: payerNumber,
      a: amountWon?.toString() ?? null,
      c: code,
    })))
  }::jsonb) e`.execute(tx);
}

/** Sequence, payer number (letters and digits) and code hold nothing that COPY would misread. */
async function* copyRows(
  batches: AsyncIterable<readonly StagedFailure[]>,
): AsyncIterable<Uint8Array> {
  const encoder = new TextEncoder();
  for await (const batch of batches) {
    let text = "";
    for (const { sequence, payerNumber, amountWon, code } of batch) {
      text += `${sequence}\t${payerNumber.replaceAll(/[\\\t\n\r]/g, "?")}\t${
        amountWon ?? "\\N"
      }\t${code}\n`;
    }
    yield encoder.encode(text);
  }
}
