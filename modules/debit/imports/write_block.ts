import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { nextPayerNumbers } from "../customers/payer_numbers.ts";
import type { Block, BlockContent } from "./blocks.ts";
import { commitLater } from "./commit_later.ts";
import type { ImportDeps } from "./deps.ts";
import {
  readInWriting,
  refusalOf,
  refuseWriting,
  withAttempts,
  writeRange,
} from "./write_range.ts";

/** `over`: nothing more is to be written, because somebody cancelled it or it was refused. */
export type BlockEnd = "written" | "over";

interface BlockOrder {
  readonly block: Block;
  readonly content: BlockContent;
}

/** Cancelled while the block was written: nothing of the block stays. */
class CancelledError extends Error {
  override name = "CancelledError";
}

/** Writes the good rows of a block once, however many processes try. */
export async function writeBlock(
  kernel: Kernel,
  deps: ImportDeps,
  order: BlockOrder,
): Promise<BlockEnd> {
  const firstNumber = await takeNumbers(kernel, order);
  try {
    return await withAttempts((mustCheck) =>
      kernel.transaction((tx) => writeOnce(kernel, deps, tx, { ...order, firstNumber, mustCheck }))
    );
  } catch (error) {
    if (error instanceof CancelledError) return "over";
    throw error;
  }
}

/**
 * Payer numbers in a transaction of their own: whoever takes some keeps the merchant's others waiting
 * until it ends. Of a block that is not written, or not whole, nobody has the numbers.
 */
async function takeNumbers(
  kernel: Kernel,
  { block: { range: { merchantId } }, content: { goodCount: count } }: BlockOrder,
): Promise<string | undefined> {
  if (count === 0) return undefined;
  return await kernel.transaction(async (tx) => {
    await commitLater(kernel, tx);
    return (await nextPayerNumbers(tx, { merchantId, count }))[0];
  });
}

async function writeOnce(
  kernel: Kernel,
  deps: ImportDeps,
  tx: Transaction,
  { block, content, firstNumber, mustCheck }: BlockOrder & {
    readonly firstNumber: string | undefined;
    readonly mustCheck: boolean;
  },
): Promise<BlockEnd> {
  const { range } = block;
  await commitLater(kernel, tx);
  // The import's own row stays free, for the other lanes and for whoever cancels.
  await sql`select pg_advisory_xact_lock(hashtextextended(${range.importId}, ${block.number}))`
    .execute(tx);
  const row = await readInWriting(tx, range);
  if (row === undefined) return "over";
  if (await isWritten(tx, block)) return "written";
  const refusal = await refusalOf(kernel, tx, range, row);
  if (refusal !== undefined) {
    await refuseWriting(tx, range, refusal);
    return "over";
  }
  const counts = await writeRange(kernel, deps, tx, {
    range,
    actor: row.applied_by,
    // Whose customer another block brings must see whether that one came to be.
    isChecked: !mustCheck && !content.needsCheck && !content.follows,
    ...(firstNumber === undefined ? {} : { firstNumber }),
  });
  const { numAffectedRows } = await sql`
    update debit.import set
      applied_blocks = applied_blocks + int4multirange(int4range(${block.number}, ${block.number}, '[]')),
      applied_count = applied_count + ${counts.appliedCount},
      bad_count = bad_count + ${counts.badCount}, same_count = same_count + ${counts.sameCount}
    where merchant_id = ${range.merchantId} and id = ${range.importId} and state = 'applying'`
    .execute(tx);
  if (numAffectedRows !== 1n) throw new CancelledError();
  return "written";
}

async function isWritten(
  tx: Transaction,
  { number, range: { merchantId, importId } }: Block,
): Promise<boolean> {
  const { rows } = await sql`
    select from debit.import
    where merchant_id = ${merchantId} and id = ${importId} and applied_blocks @> ${number}::integer`
    .execute(tx);
  return rows.length > 0;
}
