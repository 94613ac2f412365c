import type { BusinessDate, Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { payoutDate } from "../money/payout_date.ts";

/** Debits of a day that will be paid out, and when. */
export interface PlannedPayout {
  readonly debitDate: BusinessDate;
  readonly payoutOn: BusinessDate;
}

/** When what was answered and is not settled yet will be: on its agreed day, or next if that is past. */
export async function plannedPayouts(
  kernel: Kernel,
  merchantId: string,
): Promise<readonly PlannedPayout[]> {
  const { rows } = await sql<{ cycle: "daily" | "monthly"; day: number; debit_date: string }>`
    select distinct m.settlement_cycle as cycle, m.settlement_day as day, f.debit_date
    from debit.file_merchant fm
    join debit.file f on f.id = fm.file_id
    join debit.merchant m on m.id = fm.merchant_id
    where fm.merchant_id = ${merchantId} and fm.settlement_id is null and f.state = 'resulted'
    order by f.debit_date`.execute(kernel.database.read);
  const nextOn = await kernel.calendar.rollForward(kernel.calendar.dateOf(kernel.clock.now()));
  return await Promise.all(rows.map(async ({ debit_date: debitDate, ...rule }) => {
    const agreedOn = await payoutDate(kernel.calendar, { debitDate, rule });
    return { debitDate, payoutOn: agreedOn < nextOn ? nextOn : agreedOn };
  }));
}
