import { type RawBuilder, sql } from "kysely";
import type { DebitOperation } from "../schedule/schedule.ts";
import type { BankPlan } from "./bank_plans.ts";

/** The clearing house refuses debits below (0075): 140 won by EB21, 300 won by EC21. */
const MINIMUM_WON: Readonly<Record<DebitOperation, number>> = { debit: 140, sameDayDebit: 300 };

/** A plan for the debits of a contract at one bank. */
export interface LinePlan extends BankPlan {
  readonly contractId: string;
}

/** The plans as a table `plan` for {@linkcode orderLines}; `now` tells which are open still. */
export function planTable(plans: readonly LinePlan[], now: Date): RawBuilder<unknown> {
  const rows = plans.map((plan) => ({
    contract_id: plan.contractId,
    bank_code: plan.bankCode,
    operation: plan.operation,
    due_date: plan.dueDate,
    debit_date: plan.debitDate,
    cutoff_at: plan.cutoffAt,
    result_due_at: plan.resultDueAt,
    registration_deadline: plan.registrationDeadline,
    minimum_won: MINIMUM_WON[plan.operation],
    is_open: now < plan.cutoffAt,
  }));
  return sql`
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as p (
      contract_id uuid, bank_code text, operation text, due_date date, debit_date date,
      cutoff_at timestamptz, result_due_at timestamptz, registration_deadline date,
      minimum_won bigint, is_open boolean)`;
}
