import type { Schedule } from "../schedule/schedule.ts";
import type { BankPlan } from "./bank_plans.ts";
import type { RequestWindow } from "./order_desk.ts";

/** What a due date's plan means now. */
export async function requestWindow(
  schedule: Schedule,
  { plan, now }: { plan: BankPlan; now: Date },
): Promise<RequestWindow> {
  const isOpen = now < plan.cutoffAt;
  return {
    dueDate: plan.dueDate,
    debitDate: plan.debitDate,
    isOpen,
    cutoffAt: plan.cutoffAt,
    resultDueAt: plan.resultDueAt,
    earliestDate: isOpen ? plan.debitDate : await schedule.earliestDebitDate(plan),
  };
}
