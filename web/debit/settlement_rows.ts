import type { SettledDebit, Settlement, SettlementLine } from "@maru/debit";
import { groupDigits } from "../ui/money.ts";
import { FEE_WORDS } from "./money_words.ts";

/** A line of 정산한 출금: a debit, fees of what brought no money, or the sum of all. */
export interface StatementRow {
  /** Of a debit alone. */
  readonly debitDate?: string;
  readonly customerNumber: string;
  readonly name: string;
  readonly itemName: string;
  readonly amountWon: bigint;
  readonly feeWon: bigint;
}

type WholeSettlement = Settlement & { readonly lines: readonly SettlementLine[] };

export function debitRow(debit: SettledDebit): StatementRow {
  const { customerNumber, customerName: name, itemName, debitDate, amountWon, feeWon } = debit;
  return { debitDate, customerNumber, name, itemName, amountWon, feeWon };
}

/** After the debits: fees that no debit of them bears, then the sums that are deducted and paid. */
export function endRows(settlement: WholeSettlement): readonly StatementRow[] {
  const fees = settlement.lines
    .filter(({ kind, totalFeeWon }) => kind !== "success" && totalFeeWon > 0n)
    .map((line) => ({
      customerNumber: "",
      name: `${FEE_WORDS[line.kind]} ${groupDigits(line.count)}건`,
      itemName: line.itemName,
      amountWon: line.collectedWon,
      feeWon: line.totalFeeWon,
    }));
  const total = {
    customerNumber: "",
    name: "합계",
    itemName: "",
    amountWon: settlement.collectedWon,
    feeWon: settlement.feeWon,
  };
  return fees.length === 0 && settlement.collectedCount === 0 ? [] : [...fees, total];
}

/** All of them, the debits as they are read. */
export async function* statementRows(
  settlement: WholeSettlement,
  debits: AsyncIterable<SettledDebit>,
): AsyncGenerator<StatementRow> {
  for await (const debit of debits) yield debitRow(debit);
  yield* endRows(settlement);
}
