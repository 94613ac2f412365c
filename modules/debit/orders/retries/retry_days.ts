import type { BusinessDate, Kernel } from "@maru/kernel";
import type { Rail } from "../../parts.ts";
import { dueDateOf, monthOf } from "../../schedule/due_date.ts";
import type { DebitPlan, Schedule } from "../../schedule/schedule.ts";

/**
 * The days on which a retry can still be asked for so that its result comes this month too, soonest
 * first.
 */
export async function retryDays(
  { kernel, schedule }: { kernel: Kernel; schedule: Schedule },
  { rail, bankCode }: { rail: Rail; bankCode: string },
): Promise<readonly DebitPlan[]> {
  const today = kernel.calendar.dateOf(kernel.clock.now());
  const plans = await schedule.upcoming({ rail, bankCode, from: today, to: lastDateOf(today) });
  return plans.filter((plan) => isAnsweredInMonth(kernel, plan));
}

/** Whether the result comes in the month of the debit. */
export function isAnsweredInMonth(
  { calendar }: Pick<Kernel, "calendar">,
  { debitDate, resultDueAt }: Pick<DebitPlan, "debitDate" | "resultDueAt">,
): boolean {
  return monthOf(calendar.dateOf(resultDueAt)) === monthOf(debitDate);
}

function lastDateOf(date: BusinessDate): BusinessDate {
  return dueDateOf({ month: date, dueDay: 31 });
}
