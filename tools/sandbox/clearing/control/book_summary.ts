import type { BookFilter, Books, TakenDebit } from "../books.ts";

const ENTRIES_MAX = 100_000;

/** A payer who was debited more than once in one month: for torture and people to look at. */
export interface DoubledPayer {
  readonly institution: string;
  readonly payerNumber: string;
  /** "2026-11". */
  readonly month: string;
  readonly count: number;
  readonly amountWon: number;
}

export interface BookSummary {
  readonly totals: { readonly count: number; readonly amountWon: number };
  readonly doubled: readonly DoubledPayer[];
  readonly entries: readonly TakenDebit[];
  /** Entries that are left out because there are too many. */
  readonly leftOutCount: number;
}

export function summariseBooks(
  books: Books,
  filter: BookFilter & { readonly hasEntries: boolean },
): BookSummary {
  const totals = { count: 0, amountWon: 0 };
  const perMonth = new Map<string, { debit: TakenDebit; count: number; amountWon: number }>();
  const entries: TakenDebit[] = [];
  for (const debit of books.entries(filter)) {
    totals.count++;
    totals.amountWon += debit.amountWon;
    const key = `${debit.institution} ${debit.payerNumber} ${debit.debitDay.slice(0, 7)}`;
    const payer = perMonth.get(key) ?? { debit, count: 0, amountWon: 0 };
    payer.count++;
    payer.amountWon += debit.amountWon;
    perMonth.set(key, payer);
    if (filter.hasEntries && entries.length < ENTRIES_MAX) entries.push(debit);
  }
  const doubled = [...perMonth.values()].filter(({ count }) => count > 1)
    .map(({ debit, count, amountWon }) => ({
      institution: debit.institution,
      payerNumber: debit.payerNumber,
      month: debit.debitDay.slice(0, 7),
      count,
      amountWon,
    }));
  const leftOutCount = filter.hasEntries ? totals.count - entries.length : 0;
  return { totals, doubled, entries, leftOutCount };
}
