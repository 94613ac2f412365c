import type { Kernel } from "@maru/kernel";
import { setTimeout as pause } from "node:timers/promises";
import { sql } from "kysely";
import { type Block, blocksLeft, contentOfBlock } from "./blocks.ts";
import type { ImportDeps } from "./deps.ts";
import { finishImport } from "./finish.ts";
import { WRITING_PACES } from "./limits.ts";
import type { ImportKey } from "./tables.ts";
import { readInWriting, refusalOf, refuseWriting } from "./write_range.ts";
import { type BlockEnd, writeBlock } from "./write_block.ts";

/**
 * Writes the good rows block by block, several at once; another process goes on with what this one
 * leaves. Blocks with further items of customers come last, when every customer is there.
 */
export async function applyGood(
  kernel: Kernel,
  deps: ImportDeps,
  key: ImportKey,
  signal: AbortSignal,
): Promise<void> {
  const contractId = await contractInWriting(kernel, key);
  if (contractId === undefined) return;
  const { laneCount } = WRITING_PACES[kernel.database.kind];
  const following: Block[] = [];
  const isOpen = await writeBlocks(kernel, {
    blocks: await blocksLeft(kernel, key, contractId),
    laneCount,
    signal,
    async write(block) {
      const content = await contentOfBlock(kernel, block);
      if (!content.follows) return await writeBlock(kernel, deps, { block, content });
      following.push(block);
      return "written";
    },
  }) && await writeBlocks(kernel, {
    blocks: following.toSorted((one, other) => one.number - other.number),
    laneCount: 1,
    signal,
    write: async (block) =>
      await writeBlock(kernel, deps, { block, content: await contentOfBlock(kernel, block) }),
  });
  if (isOpen) await finish(kernel, key);
}

/** The contract of an import that can be written; one that cannot be is refused. */
async function contractInWriting(kernel: Kernel, key: ImportKey): Promise<string | undefined> {
  return await kernel.transaction(async (tx) => {
    const row = await readInWriting(tx, key);
    if (row === undefined) return undefined;
    const refusal = await refusalOf(kernel, tx, key, row);
    if (refusal === undefined) return row.contract_id;
    await refuseWriting(tx, key, refusal);
  });
}

interface Writing {
  readonly blocks: readonly Block[];
  readonly laneCount: number;
  readonly signal: AbortSignal;
  write(block: Block): Promise<BlockEnd>;
}

/** False where the import has ended under way. Every lane has come to its end, whatever happens. */
async function writeBlocks(
  kernel: Kernel,
  { blocks, laneCount, signal, write }: Writing,
): Promise<boolean> {
  const { pauseMs } = WRITING_PACES[kernel.database.kind];
  const left = blocks.values();
  let isOpen = true;
  let isFirst = true;
  const lane = async () => {
    try {
      for (const block of left) {
        signal.throwIfAborted();
        if (await write(block) === "over") isOpen = false;
        if (!isOpen) return;
        if (isFirst && kernel.database.kind === "pglite") await gatherStatistics(kernel);
        isFirst = false;
        if (pauseMs > 0) await pause(pauseMs);
      }
    } catch (error) {
      isOpen = false;
      throw error;
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: laneCount }, lane));
  const failed = ends.find((end) => end.status === "rejected");
  if (failed !== undefined) throw failed.reason;
  return isOpen;
}

/**
 * The embedded database never does so by itself. Its plans, made while the tables are small, would read
 * all rows of the merchant for each row that is looked up, and each block would take longer.
 */
async function gatherStatistics(kernel: Kernel): Promise<void> {
  await sql`analyze debit.customer, debit.account, debit.instruction, debit.registration`
    .execute(kernel.database.db);
}

async function finish(kernel: Kernel, key: ImportKey): Promise<void> {
  await kernel.transaction(async (tx) => {
    const { rows: [row] } = await sql<{ applied_by: string }>`
      select applied_by from debit.import
      where merchant_id = ${key.merchantId} and id = ${key.importId} and state = 'applying'
      for update`.execute(tx);
    if (row !== undefined) await finishImport(kernel, tx, { ...key, actor: row.applied_by });
  });
}
