import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Rail } from "../parts.ts";
import { holdCutoff } from "../schedule/cutoff_lock.ts";
import { LACKS_EVIDENCE } from "./evidence_condition.ts";
import { plansOf } from "./plans.ts";
import type { RegistrationDeps, RegistrationDesk, RegistrationParts } from "./registration_desk.ts";

/**
 * Moves applications that missed their cutoff for want of a proof of consent (동의자료) to the next one,
 * each with the other half of its pair, so that lists tell when they can really go out.
 */
export function createUnproven(
  { kernel }: RegistrationParts,
  deps: Pick<RegistrationDeps, "schedule">,
): RegistrationDesk["moveUnproven"] {
  return async (tx, only) => {
    await holdCutoff(tx);
    const now = kernel.clock.now();
    const late = sql`
      r.file_id is null and r.rail = 'clearingHouse' and r.cutoff_at <= ${now} and ${LACKS_EVIDENCE}
      and (${only?.merchantId ?? null}::uuid is null
        or (r.merchant_id = ${only?.merchantId ?? null} and r.instruction_id = ${
      only?.instructionId ?? null
    }))`;
    const plans = await plansOf(deps, await banksOf(tx, late));
    if (plans.length === 0) return 0;
    const { numAffectedRows } = await sql`
      update debit.registration m
      set cutoff_at = p.cutoff_at, result_due_at = p.result_due_at
      from debit.registration r
      join jsonb_to_recordset(${JSON.stringify(plans)}::jsonb)
        as p (rail text, bank_code text, cutoff_at timestamptz, result_due_at timestamptz)
        on p.rail = r.rail and p.bank_code = r.bank_code
      where ${late} and m.merchant_id = r.merchant_id and m.state = 'waiting'
        and (m.id = r.id or m.pair_id = r.pair_id)`.execute(tx);
    return Number(numAffectedRows ?? 0n);
  };
}

async function banksOf(
  tx: Transaction,
  late: ReturnType<typeof sql>,
): Promise<{ rail: Rail; bank_code: string }[]> {
  const { rows } = await sql<{ rail: Rail; bank_code: string }>`
    select distinct r.rail, r.bank_code from debit.registration r where ${late}`.execute(tx);
  return rows;
}
