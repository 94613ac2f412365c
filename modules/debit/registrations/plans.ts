import type { Rail } from "../parts.ts";
import type { RegistrationDeps } from "./registration_desk.ts";

/** When applications to a bank go out and are answered. */
export interface BankPlan {
  readonly rail: Rail;
  readonly bank_code: string;
  readonly cutoff_at: Date;
  readonly result_due_at: Date;
}

/** One plan for each pair of rail and bank, for joining in a statement. */
export async function plansOf(
  { schedule }: Pick<RegistrationDeps, "schedule">,
  keys: readonly { readonly rail: Rail; readonly bank_code: string }[],
): Promise<BankPlan[]> {
  return await Promise.all(keys.map(async ({ rail, bank_code }) => {
    const plan = await schedule.registration({ rail, bankCode: bank_code });
    return { rail, bank_code, cutoff_at: plan.cutoffAt, result_due_at: plan.resultDueAt };
  }));
}
