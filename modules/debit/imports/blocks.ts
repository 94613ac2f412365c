import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { RowRange } from "./existing_customers.ts";
import { WRITING_PACES } from "./limits.ts";
import type { ImportKey } from "./tables.ts";

/** What one transaction writes of the good rows: those of a range of row numbers. */
export interface Block {
  /** From 0; the same rows in every process and after every crash. */
  readonly number: number;
  readonly range: RowRange;
}

/** What is in a block before it is written. */
export interface BlockContent {
  readonly goodCount: number;
  /** Rows of customers that exist already want another look at them. */
  readonly needsCheck: boolean;
  /** It has further items of customers whose first row stands in another block. */
  readonly follows: boolean;
}

/** Blocks that are not written yet, in the order of their rows. */
export async function blocksLeft(
  kernel: Kernel,
  { merchantId, importId }: ImportKey,
  contractId: string,
): Promise<Block[]> {
  const { blockRowCount } = WRITING_PACES[kernel.database.kind];
  const { rows } = await sql<{ number: number }>`
    select number from debit.import i, generate_series(0, (
      select max(row_number) / ${sql.lit(blockRowCount)} from debit.import_row r
      where r.merchant_id = i.merchant_id and r.import_id = i.id
    )) number
    where i.merchant_id = ${merchantId} and i.id = ${importId} and not i.applied_blocks @> number
    order by number`.execute(kernel.database.db);
  return rows.map(({ number }) => ({
    number,
    range: {
      ...{ merchantId, importId, contractId },
      from: number * blockRowCount,
      to: (number + 1) * blockRowCount - 1,
    },
  }));
}

export async function contentOfBlock(
  kernel: Kernel,
  { range: { merchantId, importId, from, to } }: Block,
): Promise<BlockContent> {
  const rows = sql`(
    select number, is_repeat, has_customer from debit.import_row
    where merchant_id = ${merchantId} and import_id = ${importId}
      and row_number between ${from} and ${to} and verdict = 'good'
  )`;
  const { rows: [found] } = await sql<
    { good_count: number; needs_check: boolean | null; has_repeats: boolean | null }
  >`
    select count(*)::integer as good_count, bool_or(has_customer) as needs_check,
      bool_or(is_repeat) as has_repeats from ${rows} r`.execute(kernel.database.db);
  const { rows: followers } = found?.has_repeats
    ? await sql`select from ${rows} r group by number having bool_and(is_repeat) limit 1`
      .execute(kernel.database.db)
    : { rows: [] };
  return {
    goodCount: found?.good_count ?? 0,
    needsCheck: found?.needs_check ?? false,
    follows: followers.length > 0,
  };
}
