import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import type { FileRecord } from "./file_row.ts";

/**
 * A file that the other side does not take was never asked: its orders and applications wait again,
 * past their cutoff, until they are moved to a day that is open. Whoever was held up so long that
 * another attempt began may know less than that one: it releases nothing.
 *
 * @returns whether the file was still this attempt's
 */
export async function releaseRejected(
  tx: Transaction,
  { file, attempt, code }: { file: FileRecord; attempt: number; code: string },
): Promise<boolean> {
  const rejected = await tables(tx).updateTable("file")
    .set({ state: "rejected", rejection_code: code, lease_until: null })
    .where("id", "=", file.id).where("state", "=", "sending").where("attempt_count", "=", attempt)
    .executeTakeFirst();
  if (rejected.numUpdatedRows === 0n) return false;
  // The name of the day is free again: the other side holds no file under it.
  await sql`
    update debit.debit_order set file_id = null, sequence = null, state = 'waiting'
    where file_id = ${file.id} and state = 'sent'`.execute(tx);
  await sql`
    update debit.instruction i set registration_state = 'waiting'
    from debit.registration r
    where r.file_id = ${file.id} and r.kind = 1 and i.merchant_id = r.merchant_id
      and i.id = r.instruction_id and i.account_id = r.account_id`.execute(tx);
  await sql`
    update debit.registration set file_id = null, sequence = null, state = 'waiting'
    where file_id = ${file.id} and state = 'sent'`.execute(tx);
  return true;
}
