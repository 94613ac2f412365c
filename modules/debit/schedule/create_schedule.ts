import type { BusinessDate, Kernel } from "@maru/kernel";
import { dueDateOf, dueDaysOf } from "./due_date.ts";
import { firstOpenPlan, planFrom, type Rule, ruleFor } from "./plan.ts";
import { createRules } from "./rules.ts";
import {
  CutoffPassedError,
  type DebitPlan,
  type DebitQuestion,
  type Schedule,
} from "./schedule.ts";
import { addCalendarDays } from "./calendar_days.ts";

/** A page of the calendar; whoever asks for more has mistaken a date. */
const UPCOMING_DAYS_MAX = 400;

export function createSchedule({ kernel }: { kernel: Kernel }): Schedule {
  const { calendar, clock } = kernel;
  const rules = createRules({ kernel });

  async function debitPlan(
    question: DebitQuestion,
    known?: readonly Rule[],
  ): Promise<DebitPlan> {
    const { operation = "debit" } = question;
    const rule = ruleFor(known ?? await rules(), { ...question, operation });
    const debitDate = await calendar.rollForward(question.dueDate);
    return { ...await planFrom(calendar, { rule, fileDate: debitDate, operation }), debitDate };
  }

  const earliestDebitDate: Schedule["earliestDebitDate"] = async (
    { rail, bankCode, operation = "debit" },
  ) => {
    const rule = ruleFor(await rules(), { rail, bankCode, operation });
    const plan = await firstOpenPlan(calendar, { rule, after: clock.now(), operation });
    return plan.fileDate;
  };

  return {
    debitPlan: (question) => debitPlan(question),
    earliestDebitDate,
    async registration({ rail, bankCode, requestedAt = clock.now() }) {
      const operation = "registration";
      const rule = ruleFor(await rules(), { rail, bankCode, operation });
      return await firstOpenPlan(calendar, { rule, after: requestedAt, operation });
    },
    async debit(question) {
      const plan = await debitPlan(question);
      if (clock.now() < plan.cutoffAt) return plan;
      throw new CutoffPassedError(plan.cutoffAt, await earliestDebitDate(question));
    },
    async registrationDeadline({ rail, bankCode, debitDate, operation = "debit" }) {
      const rule = ruleFor(await rules(), { rail, bankCode, operation });
      return await calendar.addBusinessDays(debitDate, -rule.registration_lead_days);
    },
    dueDate: dueDateOf,
    dueDays: dueDaysOf,
    async upcoming({ rail, bankCode = "*", from, to }) {
      const known = await rules();
      const plans: DebitPlan[] = [];
      for (const dueDate of datesBetween({ from, to })) {
        if (!await calendar.isBusinessDay(dueDate)) continue;
        plans.push(await debitPlan({ rail, bankCode, dueDate }, known));
      }
      const now = clock.now();
      return plans.filter(({ cutoffAt }) => now < cutoffAt)
        .sort((a, b) => a.cutoffAt.getTime() - b.cutoffAt.getTime());
    },
  };
}

function datesBetween({ from, to }: { from: BusinessDate; to: BusinessDate }): BusinessDate[] {
  const dates: BusinessDate[] = [];
  for (let date = from; date <= to; date = addCalendarDays(date, 1)) {
    if (dates.push(date) > UPCOMING_DAYS_MAX) {
      throw new RangeError(`Cannot plan from "${from}" to "${to}": more than 400 days`);
    }
  }
  return dates;
}
