import type { BusinessDate, Kernel } from "@maru/kernel";
import type { Rail } from "../parts.ts";
import { planFrom, ruleFor } from "../schedule/plan.ts";
import type { Operation, Plan } from "../schedule/schedule.ts";
import { tables } from "../tables.ts";

/** Whose window: '*' stands for all banks, as a file of the clearing house holds them. */
export interface WindowKey {
  readonly rail: Rail;
  readonly bankCode: string;
  readonly operation: Operation;
}

/** From the cutoff of a day's file until the other side takes it no more. */
export async function windowOf(
  kernel: Kernel,
  { fileDate, ...key }: WindowKey & { readonly fileDate: BusinessDate },
): Promise<Plan> {
  const rules = await tables(kernel.database.db).selectFrom("schedule_rule").selectAll().execute();
  const rule = ruleFor(rules, key);
  return await planFrom(kernel.calendar, { rule, fileDate, operation: key.operation });
}

/** The window for applications that stands open now: its cutoff is past, its end is not. */
export async function openRegistrationWindow(
  kernel: Kernel,
  key: Omit<WindowKey, "operation">,
): Promise<Plan | undefined> {
  const now = kernel.clock.now();
  const today = await kernel.calendar.rollBackward(kernel.calendar.dateOf(now));
  for (const back of [0, 1]) {
    const fileDate = await kernel.calendar.addBusinessDays(today, -back);
    const window = await windowOf(kernel, { ...key, operation: "registration", fileDate });
    if (window.cutoffAt <= now && now <= window.sendBy) return window;
  }
  return undefined;
}
