import type { BusinessDate, Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { Rail } from "../parts.ts";
import type { DebitOperation, DebitPlan, Schedule } from "../schedule/schedule.ts";

/** How the debits of one bank go, on a day that was asked for. */
export interface BankPlan extends DebitPlan {
  readonly bankCode: string;
  readonly dueDate: BusinessDate;
  /** By then a registration must be complete. */
  readonly registrationDeadline: BusinessDate;
}

/** The plans of a due date: one per bank, and the one that most banks share. */
export interface BankPlans {
  readonly common: BankPlan;
  readonly byBank: readonly BankPlan[];
}

/** Bank by bank, because a bank may have a row of its own in the schedule. */
export async function bankPlansOf(
  schedule: Schedule,
  db: Kysely<unknown> | Transaction,
  input: { rail: Rail; dueDate: BusinessDate; operation?: DebitOperation },
): Promise<BankPlans> {
  const { rail, operation = "debit" } = input;
  const { rows } = await sql<{ code: string; has_own: boolean }>`
    select b.code, r.bank_code is not null as has_own
    from debit.bank b left join debit.schedule_rule r
      on r.bank_code = b.code and r.rail = ${rail} and r.operation = ${operation}`
    .execute(db);
  const common = await bankPlanOf(schedule, { ...input, operation, bankCode: "*" });
  const byBank = await Promise.all(
    rows.map(({ code, has_own }) =>
      has_own
        ? bankPlanOf(schedule, { ...input, operation, bankCode: code })
        : { ...common, bankCode: code }
    ),
  );
  return { common, byBank };
}

/** Whether some bank still takes debits of that day. */
export function isAnyOpen({ byBank }: BankPlans, now: Date): boolean {
  return byBank.some(({ cutoffAt }) => now < cutoffAt);
}

/** The plan of one bank. */
export async function bankPlanOf(
  schedule: Schedule,
  question: {
    rail: Rail;
    dueDate: BusinessDate;
    operation: DebitOperation;
    bankCode: string;
  },
): Promise<BankPlan> {
  const plan = await schedule.debitPlan(question);
  const registrationDeadline = await schedule.registrationDeadline({
    ...question,
    debitDate: plan.debitDate,
  });
  return { ...plan, bankCode: question.bankCode, dueDate: question.dueDate, registrationDeadline };
}
