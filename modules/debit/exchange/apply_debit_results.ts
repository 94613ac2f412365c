import {
  type DebitResultFileKind,
  type FileIdentity,
  readDebitResultFile,
  recordFileName,
  UnreconciledResultError,
} from "@maru/debit/files";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { TRANSIT_ACCOUNT_IDS } from "../money/house_accounts.ts";
import type { ExchangeWork } from "./deps.ts";
import { type FileRecord, railOf } from "./file_row.ts";
import { allowLargeSorts, allowLongStatements } from "./long_statements.ts";
import type { CentreError } from "./channel.ts";
import type { ResultToApply } from "./result_to_apply.ts";
import { answerIdentity, reconcileDebitAnswer } from "./reconcile_debit_answer.ts";
import { createStage, fillStage, type StagedFailure } from "./stage_failures.ts";
import { streamOf } from "./stream_of.ts";

export type ApplyWork = Pick<ExchangeWork, "kernel" | "ledger" | "settings" | "endMandates">;

/**
 * Applies EB22 or EC22: failures by sequence, payer number and amount together; what is not among
 * them was collected, and a mandate that a failure says has ended is ended here. One transaction: all
 * of it or nothing.
 *
 * @returns how many records failed
 * @throws {FileFormatError | EmptyFileError | UnreconciledResultError} nothing was applied
 */
export async function applyDebitResults(
  work: ApplyWork,
  tx: Transaction,
  result: ResultToApply,
): Promise<number> {
  const { file } = result;
  const identity = answerIdentity(work.settings, result);
  await allowLongStatements(tx);
  if (result.bytes.length > 0) await reconcileDebitAnswer(work, tx, result);
  await allowLargeSorts(tx);
  await createStage(tx);
  const answer = recordFileName(identity);
  const batches = failuresOf(result, identity);
  await fillStage(work.kernel, tx, { file: answer, batches });
  const resultedAt = work.kernel.clock.now();
  const failedCount = await markFailed(tx, { file, answer, resultedAt });
  await markCollected(tx, { file, resultedAt });
  await post(work, tx, file);
  // Last: until the end of the transaction no other file is built.
  await work.endMandates(tx, {
    fileId: file.id,
    failures: sql`select sequence, code from pg_temp.debit_failure`,
  });
  return failedCount;
}

/** The records of the file, and beside them what the centre had refused on arrival. */
async function* failuresOf(
  { bytes, centreErrors }: ResultToApply,
  identity: FileIdentity<DebitResultFileKind>,
): AsyncIterable<readonly StagedFailure[]> {
  const refused = new Map(centreErrors.map((error) => [error.sequence, error]));
  if (bytes.length > 0) {
    const reading = readDebitResultFile(streamOf(bytes), identity);
    for await (const batch of reading.batches()) {
      forgetRepeated(refused, batch);
      yield batch.map((failure) => ({
        sequence: failure.sequence,
        payerNumber: failure.payerNumber,
        amountWon: failure.failedAmountWon,
        code: failure.code,
      }));
    }
    reading.summary();
  }
  yield [...refused.values()].map((error) => ({ ...error, amountWon: undefined }));
}

/** A centre may repeat in the file what it refused: that is one failure, not two. */
function forgetRepeated(
  refused: Map<number, CentreError>,
  batch: readonly { readonly sequence: number; readonly payerNumber: string }[],
): void {
  if (refused.size === 0) return;
  for (const { sequence, payerNumber } of batch) {
    if (refused.get(sequence)?.payerNumber === payerNumber) refused.delete(sequence);
  }
}

/**
 * Every failure must be one of the file's records, by sequence, payer and amount. Those of the answer
 * were compared before; what the centre refused by itself is compared here.
 *
 * @throws {UnreconciledResultError} one is not; what was changed before goes with the transaction
 */
async function markFailed(
  tx: Transaction,
  { file, answer, resultedAt }: { file: FileRecord; answer: string; resultedAt: Date },
): Promise<number> {
  const { numAffectedRows = 0n } = await sql`
    update debit.debit_order o set state = 'failed', code = s.code, resulted_at = ${resultedAt}
    from pg_temp.debit_failure s
    where o.file_id = ${file.id} and ${isSameRecord()}`.execute(tx);
  const { rows: [counts] } = await sql<{ staged: bigint }>`
    select count(*) as staged from pg_temp.debit_failure`.execute(tx);
  if (counts?.staged === numAffectedRows) return Number(numAffectedRows);
  const { rows: [foreign] } = await sql<{ sequence: number }>`
    select s.sequence from pg_temp.debit_failure s
    where not exists (
      select from debit.debit_order o where o.file_id = ${file.id} and ${isSameRecord()}
    )
    order by s.sequence limit 1`.execute(tx);
  throw new UnreconciledResultError(
    answer,
    `the refusal of record ${foreign?.sequence} is of none that was sent, by sequence and payer`,
  );
}

function isSameRecord() {
  return sql<boolean>`o.sequence = s.sequence and o.payer_number = s.payer_number
    and (s.amount_won is null or o.amount_won = s.amount_won)`;
}

/**
 * What is not among the failures was collected: noted beside, so that the orders need not be read
 * again, and added up for each merchant.
 */
async function markCollected(
  tx: Transaction,
  { file, resultedAt }: { file: FileRecord; resultedAt: Date },
): Promise<void> {
  await sql`
    with collected as (
      update debit.debit_order set state = 'collected', code = '0000', resulted_at = ${resultedAt}
      where file_id = ${file.id} and state = 'sent'
      returning merchant_id, id, charge_id, amount_won
    )
    insert into pg_temp.debit_collected (merchant_id, id, charge_id, amount_won)
    select merchant_id, id, charge_id, amount_won from collected`.execute(tx);
  await sql`
    with sums as (
      select merchant_id, count(*) as collected_count, sum(amount_won) as collected_won
      from pg_temp.debit_collected group by merchant_id
    )
    update debit.file_merchant f
    set collected_count = coalesce(s.collected_count, 0),
      collected_won = coalesce(s.collected_won, 0)
    from debit.file_merchant given left join sums s on s.merchant_id = given.merchant_id
    where given.file_id = ${file.id} and f.file_id = given.file_id
      and f.merchant_id = given.merchant_id`.execute(tx);
}

/**
 * Collected money becomes the merchants'; what failed goes back to the payers' side. The ledger wants
 * the postings by id: they are put in order before what is alike in all of them is added.
 */
async function post({ ledger }: ApplyWork, tx: Transaction, file: FileRecord): Promise<void> {
  const transitId = TRANSIT_ACCOUNT_IDS[railOf(file)];
  await ledger.postFrom(
    tx,
    sql`
      select o.id, ${transitId}::uuid as from_id, o.to_id, o.amount_won as amount,
        'debit.collected' as purpose, o.charge_id::text as reference
      from (
        select c.id, m.payable_account_id as to_id, c.amount_won, c.charge_id
        from pg_temp.debit_collected c join debit.merchant m on m.id = c.merchant_id
        order by c.id
      ) as o`,
  );
  await ledger.postFrom(
    tx,
    sql`
      select f.returned_posting_id as id, ${transitId}::uuid as from_id,
        m.receivable_account_id as to_id, f.total_won - f.collected_won as amount,
        'debit.returned' as purpose, f.file_id::text as reference
      from debit.file_merchant f join debit.merchant m on m.id = f.merchant_id
      where f.file_id = ${file.id} and f.total_won > f.collected_won`,
  );
}
