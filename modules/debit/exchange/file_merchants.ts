import { fitPassbookText } from "@maru/debit/files";
import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { tables } from "../tables.ts";

/** Rows of one INSERT, so that its parameters stay within the protocol's limit. */
const INSERT_COUNT_MAX = 1_000;

/** Notes whose orders a file holds, with the ids of the postings that will follow. */
export async function addMerchants(kernel: Kernel, tx: Transaction, fileId: string): Promise<void> {
  const { rows } = await sql<
    { merchant_id: string; name: string; record_count: number; total_won: bigint }
  >`
    select o.merchant_id, m.name, count(*)::int as record_count, sum(o.amount_won)::bigint as total_won
    from debit.debit_order o join debit.merchant m on m.id = o.merchant_id
    where o.file_id = ${fileId} group by o.merchant_id, m.name`.execute(tx);
  const values = rows.map(({ name, ...row }) => ({
    ...row,
    file_id: fileId,
    sent_posting_id: kernel.uuid(),
    returned_posting_id: kernel.uuid(),
    passbook_text: fitPassbookText(name),
  }));
  for (let from = 0; from < values.length; from += INSERT_COUNT_MAX) {
    await tables(tx).insertInto("file_merchant")
      .values(values.slice(from, from + INSERT_COUNT_MAX)).execute();
  }
}
