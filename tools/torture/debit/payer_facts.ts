import type { App } from "../../../compose.ts";
import { rowsOf } from "../rows.ts";
import type { BookEntry } from "./books.ts";

/** What was taken from a payer, by the banks' own books, and the most that he can have owed. */
export interface PayerFact {
  readonly payerNumber: string;
  readonly takenWon: bigint;
  readonly cashWon: bigint;
  readonly owedWonMax: bigint;
}

/** Nothing was asked for before. */
const FIRST_MONTH = "2026-12";
const MONTHS_PER_YEAR = 12;

/** A payer owes the agreed amount once a month, whatever our charges and orders say. */
export async function readPayers(app: App, entries: readonly BookEntry[]): Promise<PayerFact[]> {
  const rows = await rowsOf<{ payerNumber: string; monthlyWon: bigint; cashWon: bigint }>(
    app,
    `select i.payer_number as "payerNumber", i.monthly_won as "monthlyWon",
       (select coalesce(sum(r.amount_won), 0)::bigint from debit.cash_receipt r
         join debit.charge c on c.merchant_id = r.merchant_id and c.id = r.charge_id
         where c.merchant_id = i.merchant_id and c.instruction_id = i.id) as "cashWon"
     from debit.instruction i`,
  );
  const lastMonth = entries.map(({ debitDay }) => debitDay.slice(0, 7)).sort().at(-1);
  const monthCount = lastMonth === undefined ? 0 : monthOf(lastMonth) - monthOf(FIRST_MONTH) + 1;
  const takenWon = new Map<string, bigint>();
  for (const { payerNumber, amountWon } of entries) {
    takenWon.set(payerNumber, (takenWon.get(payerNumber) ?? 0n) + BigInt(amountWon));
  }
  const known = rows.map(({ payerNumber, monthlyWon, cashWon }) => ({
    payerNumber,
    cashWon,
    takenWon: takenWon.get(payerNumber) ?? 0n,
    owedWonMax: monthlyWon * BigInt(monthCount),
  }));
  const numbers = new Set(rows.map(({ payerNumber }) => payerNumber));
  const strangers = [...takenWon].filter(([payerNumber]) => !numbers.has(payerNumber))
    .map(([payerNumber, won]) => ({ payerNumber, takenWon: won, cashWon: 0n, owedWonMax: 0n }));
  return [...known, ...strangers];
}

/** Months since the year 0. */
function monthOf(month: string): number {
  const [year = 0, number = 0] = month.split("-").map(Number);
  return year * MONTHS_PER_YEAR + number;
}
