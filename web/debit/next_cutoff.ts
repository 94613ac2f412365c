import type { Contract, Debit, DebitPlan } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { dayAfter } from "./date_words.ts";

/** How far ahead the next cutoff is looked for. */
const DAYS_AHEAD = 45;

export interface NextCutoff {
  readonly contract: Contract;
  readonly plan: DebitPlan;
  /** The contracted days that are debited then, soonest first: one at least. */
  readonly dueDates: readonly BusinessDate[];
}

/** The next cutoff of a contracted due day; undefined where no contract has one soon. */
export async function nextCutoff(
  { schedule }: Pick<Debit, "schedule">,
  { contracts, today }: { readonly contracts: readonly Contract[]; readonly today: BusinessDate },
): Promise<NextCutoff | undefined> {
  const found: NextCutoff[] = [];
  for (const contract of contracts.filter(({ state }) => state === "active")) {
    const first = await firstOf({ schedule }, { contract, today });
    if (first !== undefined) found.push({ contract, ...first });
  }
  return found.sort((a, b) => a.plan.cutoffAt.getTime() - b.plan.cutoffAt.getTime())[0];
}

async function firstOf(
  { schedule }: Pick<Debit, "schedule">,
  { contract, today }: { contract: Contract; today: BusinessDate },
): Promise<Pick<NextCutoff, "plan" | "dueDates"> | undefined> {
  const plans = await schedule.upcoming({
    rail: contract.rail,
    from: today,
    to: dayAfter(today, DAYS_AHEAD),
  });
  // A due day rolls forward over holidays: its plan is that of the first business day from it on.
  let previous = dayAfter(today, -1);
  for (const plan of plans.toSorted((a, b) => a.debitDate < b.debitDate ? -1 : 1)) {
    const dueDates = dueBetween(schedule, { contract, after: previous, until: plan.debitDate });
    if (dueDates.length > 0) return { plan, dueDates };
    previous = plan.debitDate;
  }
  return undefined;
}

function dueBetween(
  schedule: Debit["schedule"],
  { contract, after, until }: { contract: Contract; after: BusinessDate; until: BusinessDate },
): BusinessDate[] {
  const found: BusinessDate[] = [];
  for (let date = dayAfter(after, 1); date <= until; date = dayAfter(date, 1)) {
    const dueDays = schedule.dueDays(date);
    if (contract.dueDays.some((dueDay) => dueDays.includes(dueDay))) found.push(date);
  }
  return found;
}
