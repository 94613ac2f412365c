import type { BusinessCalendar, BusinessDate } from "@maru/kernel";

/** When a merchant is paid: so many business days after the debit day, or on a day of the next month. */
export interface SettlementRule {
  readonly cycle: "daily" | "monthly";
  readonly day: number;
}

/** The business day on which a debit of `debitDate` is paid out. */
export async function payoutDate(
  calendar: BusinessCalendar,
  { debitDate, rule }: { debitDate: BusinessDate; rule: SettlementRule },
): Promise<BusinessDate> {
  if (rule.cycle === "daily") return await calendar.addBusinessDays(debitDate, rule.day);
  const [year = 0, month = 0] = debitDate.split("-").map(Number);
  const nextYear = month === 12 ? year + 1 : year;
  const nextMonth = month === 12 ? 1 : month + 1;
  const day = `${nextYear}-${String(nextMonth).padStart(2, "0")}-${
    String(rule.day).padStart(2, "0")
  }`;
  return await calendar.rollForward(day);
}
