import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Actor, Rail } from "../parts.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { isId } from "../settings/lists/ids.ts";
import { plansOf } from "./plans.ts";
import type { RegistrationDeps, RegistrationDesk, RegistrationParts } from "./registration_desk.ts";

/** States in which nothing is known of the account at the bank, and nothing is on its way. */
const APPLICABLE = ["none", "failed", "cancelled"] as const;

/** Applies for many instructions in one statement, however many there are. */
export function createApplyMany(
  { kernel }: RegistrationParts,
  deps: Pick<RegistrationDeps, "schedule">,
): Pick<RegistrationDesk, "applyForAll" | "applyAgain"> {
  async function applyFor(
    tx: Transaction,
    { merchantId, instructionIds, actor }: {
      merchantId: string;
      instructionIds: readonly string[];
      actor: Actor;
    },
  ): Promise<number> {
    const ids = [...new Set(instructionIds)].filter(isId);
    if (ids.length === 0) return 0;
    await holdCutoff(tx);
    const plans = await plansOf(deps, await banksOf(tx, { merchantId, ids }));
    const registrationIds = ids.map(() => kernel.uuid());
    const { rows: [answer] } = await sql<{ count: number }>`
      with wanted as materialized (
        -- The merchant is a column: as a constant it makes a planner without statistics (the embedded
        -- database gathers none by itself) compare every instruction of the merchant with every one wanted.
        select ${merchantId}::uuid as merchant_id, w.*
        from unnest(${ids}::uuid[], ${registrationIds}::uuid[])
          as w (instruction_id, registration_id)
      ), plan as (
        select * from jsonb_to_recordset(${JSON.stringify(plans)}::jsonb)
          as p (rail text, bank_code text, cutoff_at timestamptz, result_due_at timestamptz)
      ), taken as (
        update debit.instruction i set registration_state = 'waiting', registration_code = null
        from wanted w, debit.contract k
        where i.merchant_id = w.merchant_id and i.id = w.instruction_id and i.state = 'active'
          and i.registration_state = any (${APPLICABLE as unknown as string[]}::text[])
          and k.merchant_id = i.merchant_id and k.id = i.contract_id
        returning i.id, i.account_id, i.bank_code, i.payer_number, k.rail, w.registration_id
      ), added as (
        insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin,
          rail, bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at)
        select ${merchantId}, t.registration_id, t.id, t.account_id, 1, 'merchant', t.rail,
          t.bank_code, t.payer_number, 'waiting', ${kernel.clock.now()}, ${actor}, p.cutoff_at,
          p.result_due_at
        from taken t join plan p on p.rail = t.rail and p.bank_code = t.bank_code
        returning 1
      )
      select count(*)::integer as count from added`.execute(tx);
    return answer?.count ?? 0;
  }

  return {
    async applyForAll(tx, input) {
      await applyFor(tx, input);
    },
    applyAgain: (merchantId, input) =>
      kernel.transaction((tx) => applyFor(tx, { merchantId, ...input })),
  };
}

async function banksOf(
  tx: Transaction,
  { merchantId, ids }: { merchantId: string; ids: readonly string[] },
): Promise<{ rail: Rail; bank_code: string }[]> {
  const { rows } = await sql<{ rail: Rail; bank_code: string }>`
    select distinct k.rail, i.bank_code
    from debit.instruction i
    join debit.contract k on k.merchant_id = i.merchant_id and k.id = i.contract_id
    where i.merchant_id = ${merchantId} and i.id = any (${ids as string[]}::uuid[])`.execute(tx);
  return rows;
}
