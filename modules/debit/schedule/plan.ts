import type { BusinessCalendar, BusinessDate } from "@maru/kernel";
import type { Rail } from "../parts.ts";
import type { ScheduleRuleTable } from "../tables.ts";
import type { Operation, Plan } from "./schedule.ts";
import { addCalendarDays } from "./calendar_days.ts";

/** A row of `debit.schedule_rule`. */
export type Rule = Readonly<Omit<ScheduleRuleTable, "registration_lead_days">> & {
  readonly registration_lead_days: number;
};

/** What the rule makes of a day from which it counts. */
export async function planFrom<Kind extends Operation>(
  calendar: BusinessCalendar,
  { rule, fileDate, operation }: { rule: Rule; fileDate: BusinessDate; operation: Kind },
): Promise<Plan & { readonly operation: Kind }> {
  const cutoffDate = await calendar.addBusinessDays(fileDate, rule.cutoff_days);
  const sendByDate = await calendar.addBusinessDays(fileDate, rule.send_by_days);
  const resultDate = rule.result_days_kind === "business"
    ? await calendar.addBusinessDays(fileDate, rule.result_days)
    : addCalendarDays(fileDate, rule.result_days);
  return {
    rail: rule.rail,
    operation,
    fileDate,
    cutoffAt: calendar.instantAt(cutoffDate, rule.cutoff_time),
    sendBy: calendar.instantAt(sendByDate, rule.send_by_time),
    resultDueAt: calendar.instantAt(resultDate, rule.result_time),
  };
}

/**
 * The first plan whose cutoff lies after an instant, counted from that instant's day or a business day
 * after it.
 */
export async function firstOpenPlan<Kind extends Operation>(
  calendar: BusinessCalendar,
  { rule, after, operation }: { rule: Rule; after: Date; operation: Kind },
): Promise<Plan & { readonly operation: Kind }> {
  let fileDate = await calendar.rollForward(calendar.dateOf(after));
  for (;;) {
    const plan = await planFrom(calendar, { rule, fileDate, operation });
    if (plan.cutoffAt > after) return plan;
    fileDate = await calendar.addBusinessDays(fileDate, 1);
  }
}

/**
 * The row of a bank, else the one for all banks.
 *
 * @throws {RangeError} the rail has no such operation
 */
export function ruleFor(
  rules: readonly Rule[],
  key: { rail: Rail; bankCode: string; operation: Operation },
): Rule {
  const fitting = rules.filter((rule) =>
    rule.rail === key.rail && rule.operation === key.operation
  );
  const rule = fitting.find(({ bank_code }) => bank_code === key.bankCode) ??
    fitting.find(({ bank_code }) => bank_code === "*");
  if (rule === undefined) {
    throw new RangeError(`Cannot plan a "${key.operation}" on the rail "${key.rail}": no rule`);
  }
  return rule;
}
