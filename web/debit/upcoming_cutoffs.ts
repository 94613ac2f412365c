import type { Contract, Debit, DebitPlan } from "@maru/debit";
import type { BusinessCalendar, BusinessDate } from "@maru/kernel";
import { firstOfMonth, monthAfter } from "./date_words.ts";

/** A due day rolls over holidays, so last month's may still lie ahead. */
const MONTHS = [-1, 0, 1, 2] as const;

export interface UpcomingCutoff {
  readonly contract: Contract;
  readonly dueDate: BusinessDate;
  readonly plan: DebitPlan;
}

/** The next cutoffs of the days that the merchant's contracts name, soonest first. */
export async function upcomingCutoffs(
  { debit, calendar }: { readonly debit: Debit; readonly calendar: BusinessCalendar },
  { contracts, now, countMax }: {
    readonly contracts: readonly Contract[];
    readonly now: Date;
    readonly countMax: number;
  },
): Promise<readonly UpcomingCutoff[]> {
  const { schedule } = debit;
  const month = firstOfMonth(calendar.dateOf(now));
  const covered = await calendar.coveredYears();
  const found: UpcomingCutoff[] = [];
  for (const contract of contracts.filter(({ state }) => state === "active")) {
    for (const { dueDate } of dueDatesOf(debit, { contract, month })) {
      if (!covered.includes(Number(dueDate.slice(0, 4)))) continue;
      const plan = await schedule.debitPlan({ rail: contract.rail, bankCode: "*", dueDate });
      if (plan.cutoffAt > now) found.push({ contract, dueDate, plan });
    }
  }
  return found.sort((a, b) => a.plan.cutoffAt.getTime() - b.plan.cutoffAt.getTime())
    .slice(0, countMax);
}

function dueDatesOf(
  { schedule }: Debit,
  { contract, month }: { contract: Contract; month: BusinessDate },
): { readonly dueDate: BusinessDate }[] {
  return MONTHS.flatMap((months) =>
    contract.dueDays.map((dueDay) => ({
      dueDate: schedule.dueDate({ month: monthAfter(month, months), dueDay }),
    }))
  );
}
