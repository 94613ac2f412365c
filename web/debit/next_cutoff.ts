import type { Contract, Debit, DebitPlan } from "@maru/debit";
import type { BusinessDate } from "@maru/kernel";
import { dayAfter } from "./date_words.ts";

/** How far ahead the next cutoff is looked for. */
const DAYS_AHEAD = 45;

export interface NextCutoff {
  readonly contract: Contract;
  readonly plan: DebitPlan;
}

/** The next cutoff of a contracted due day; undefined where no contract has one soon. */
export async function nextCutoff(
  { schedule }: Pick<Debit, "schedule">,
  { contracts, today }: { readonly contracts: readonly Contract[]; readonly today: BusinessDate },
): Promise<NextCutoff | undefined> {
  const found: NextCutoff[] = [];
  for (const contract of contracts.filter(({ state }) => state === "active")) {
    const plan = await firstOf({ schedule }, { contract, today });
    if (plan !== undefined) found.push({ contract, plan });
  }
  return found.sort((a, b) => a.plan.cutoffAt.getTime() - b.plan.cutoffAt.getTime())[0];
}

async function firstOf(
  { schedule }: Pick<Debit, "schedule">,
  { contract, today }: { contract: Contract; today: BusinessDate },
): Promise<DebitPlan | undefined> {
  const plans = await schedule.upcoming({
    rail: contract.rail,
    from: today,
    to: dayAfter(today, DAYS_AHEAD),
  });
  // A due day rolls forward over holidays: its plan is that of the first business day from it on.
  let previous = dayAfter(today, -1);
  for (const plan of plans.toSorted((a, b) => a.debitDate < b.debitDate ? -1 : 1)) {
    if (isDueBetween(schedule, { contract, after: previous, until: plan.debitDate })) return plan;
    previous = plan.debitDate;
  }
  return undefined;
}

function isDueBetween(
  schedule: Debit["schedule"],
  { contract, after, until }: { contract: Contract; after: BusinessDate; until: BusinessDate },
): boolean {
  for (let date = dayAfter(after, 1); date <= until; date = dayAfter(date, 1)) {
    const dueDays = schedule.dueDays(date);
    if (contract.dueDays.some((dueDay) => dueDays.includes(dueDay))) return true;
  }
  return false;
}
