import type { BusinessDate, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { MonthlyLimitError } from "./errors.ts";
import type { OrderTotals } from "./order_desk.ts";

/** Count and sum of the orders that one statement made, by their ids. */
export async function sumOf(
  tx: Transaction,
  range: { merchantId: string; firstId: string; lastId: string },
): Promise<OrderTotals> {
  const { rows: [made] } = await sql<{ count: number; amount_won: bigint }>`
    select count(*)::integer as count, coalesce(sum(amount_won), 0)::bigint as amount_won
    from debit.debit_order
    where merchant_id = ${range.merchantId} and id between ${range.firstId} and ${range.lastId}`
    .execute(tx);
  return { count: made!.count, amountWon: made!.amount_won };
}

/**
 * Looks at the month's limit with the new orders in it, under the contract's lock.
 *
 * @throws {MonthlyLimitError}
 */
export async function requireWithinMonthlyLimit(
  tx: Transaction,
  input: {
    merchantId: string;
    contract: { readonly id: string; readonly monthly_limit_won: bigint };
    month: BusinessDate;
    newWon: bigint;
  },
): Promise<void> {
  const { contract, newWon } = input;
  // Whoever asks for nothing new is not in the way of a limit, however it was lowered since.
  if (newWon === 0n) return;
  const { rows: [asked] } = await sql<{ won: bigint }>`
    select coalesce(sum(amount_won), 0)::bigint as won from debit.debit_order
    where merchant_id = ${input.merchantId} and month = ${input.month}::date
      and contract_id = ${contract.id} and state in ('waiting', 'sent', 'collected')`.execute(tx);
  const allWon = asked!.won;
  if (allWon > contract.monthly_limit_won) {
    throw new MonthlyLimitError(contract.monthly_limit_won, allWon - newWon, newWon);
  }
}
