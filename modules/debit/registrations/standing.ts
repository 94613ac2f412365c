import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { type Change, changesOf } from "../settings/history.ts";

interface Standing {
  readonly account_id: string;
  readonly bank_code: string;
  readonly account_masked: string;
  readonly holder: string;
}

/**
 * Puts an instruction back to what the bank last said of its account, or, with `accountId`, of the
 * account that it had before; returns what differs.
 */
export async function restoreStanding(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, instructionId, accountId }: {
    merchantId: string;
    instructionId: string;
    accountId?: string;
  },
): Promise<{ changes: Change[] }> {
  const before = await standingOf(tx, { merchantId, instructionId });
  await sql`
    update debit.instruction i
    set account_id = a.id, bank_code = a.bank_code, version = version + 1,
      updated_at = ${kernel.clock.now()},
      registration_state = coalesce(last.state, 'none'), registration_code = last.code
    from debit.account a
    left join lateral (
      select r.code, case when r.kind <> 1 then 'cancelled' else r.state end as state
      from debit.registration r
      where r.merchant_id = ${merchantId} and r.instruction_id = ${instructionId}
        and r.account_id = a.id
        and (r.state = 'done' or (r.kind = 1 and r.state in ('waiting', 'sent', 'failed')))
      order by r.id desc limit 1
    ) last on true
    where i.merchant_id = ${merchantId} and i.id = ${instructionId}
      and a.merchant_id = i.merchant_id
      and a.id = coalesce(${accountId ?? null}::uuid, i.account_id)`.execute(tx);
  const after = await standingOf(tx, { merchantId, instructionId });
  return { changes: changesOf(fieldsOf(before), fieldsOf(after)) };
}

async function standingOf(
  tx: Transaction,
  { merchantId, instructionId }: { merchantId: string; instructionId: string },
): Promise<Standing | undefined> {
  const { rows: [standing] } = await sql<Standing>`
    select i.account_id, a.bank_code, a.account_masked, a.holder
    from debit.instruction i
    join debit.account a on a.merchant_id = i.merchant_id and a.id = i.account_id
    where i.merchant_id = ${merchantId} and i.id = ${instructionId} for update of i`.execute(tx);
  return standing;
}

function fieldsOf(standing: Standing | undefined) {
  return {
    bankCode: standing?.bank_code,
    accountMasked: standing?.account_masked,
    holder: standing?.holder,
  };
}
