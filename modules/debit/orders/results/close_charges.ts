import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { FilePart } from "./follow_up.ts";

/**
 * Marks charges that one debit paid in full, so that lists of what is owed pass them by. A charge that
 * cash paid a part of is left to be reckoned: its cash may be taken back.
 */
export async function closeCharges(
  tx: Transaction,
  { fileId, after, until }: FilePart,
): Promise<void> {
  const collected = sql`o.file_id = ${fileId} and o.sequence > ${after} and o.sequence <= ${until}
    and o.state = 'collected'`;
  await sql`
    update debit.charge ch set is_collected = true
    from debit.debit_order o
    where ${collected} and ch.merchant_id = o.merchant_id and ch.id = o.charge_id
      and ch.amount_won = o.charge_won and not ch.is_collected`.execute(tx);
  await sql`
    update debit.charge ch set is_collected = true
    from debit.debit_order o
    join debit.order_arrears r on r.merchant_id = o.merchant_id and r.order_id = o.id
    where ${collected} and ch.merchant_id = r.merchant_id and ch.id = r.charge_id
      and ch.amount_won = r.amount_won and not ch.is_collected`.execute(tx);
}
