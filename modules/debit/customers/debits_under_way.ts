import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { DebitUnderWayError } from "./errors.ts";

/**
 * Instructions end when nothing of them is asked for or on its way: a waiting request is withdrawn first.
 *
 * @throws {DebitUnderWayError}
 */
export async function refuseDebitsUnderWay(
  tx: Transaction,
  { merchantId, instructionIds }: { merchantId: string; instructionIds: readonly string[] },
): Promise<void> {
  const { rows: [found] } = await sql<{ count: number }>`
    select count(*)::integer as count
    from debit.charge ch
    join debit.debit_order o on o.merchant_id = ch.merchant_id and o.charge_id = ch.id
    where ch.merchant_id = ${merchantId} and o.state in ('waiting', 'sent')
      and ch.instruction_id = any (${instructionIds as string[]}::uuid[])`.execute(tx);
  if (found !== undefined && found.count > 0) throw new DebitUnderWayError(found.count);
}
