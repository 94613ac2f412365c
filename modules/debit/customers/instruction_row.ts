import type { Selectable } from "kysely";
import type { InstructionTable } from "../tables.ts";
import { discountOf, type TermFields } from "./rules.ts";

export function termColumnsOf(input: TermFields) {
  return {
    item_code: input.itemCode,
    limit_won: input.limitWon,
    monthly_won: input.monthlyWon,
    discount_rate: input.discountRate,
    discount_won: discountWonOf(input),
    first_month: input.firstMonth,
    last_month: input.lastMonth ?? null,
    due_day: input.dueDay,
    manager: input.manager,
  };
}

/** The terms as histories name them, from what was typed or from the row. */
export function termsOf(terms: TermFields | Selectable<InstructionTable>): Record<string, unknown> {
  return namesOf("item_code" in terms ? terms : termColumnsOf(terms));
}

/** The account as histories name it; identities stay out of them altogether. */
export function accountFieldsOf(
  { bankCode, holder }: { bankCode: string; holder: string },
  accountMasked: string,
) {
  return { bankCode, accountMasked, holder };
}

/** As typed, else from the rate. */
function discountWonOf({ discountWon, discountRate, monthlyWon }: TermFields): bigint {
  return discountWon ?? discountOf(monthlyWon, discountRate);
}

function namesOf(row: ReturnType<typeof termColumnsOf>) {
  return {
    itemCode: row.item_code,
    limitWon: row.limit_won,
    monthlyWon: row.monthly_won,
    discountRate: row.discount_rate,
    discountWon: row.discount_won,
    firstMonth: row.first_month,
    lastMonth: row.last_month,
    dueDay: row.due_day,
    manager: row.manager,
  };
}
