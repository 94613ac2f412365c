import {
  addToTotals,
  amountOf,
  type DebitFields,
  debitFields,
  emptyTotals,
  totalsText,
} from "../layout/debit_record.ts";
import { isDigits } from "../layout/fields.ts";
import { isWholeText } from "../layout/korean_text.ts";
import {
  type ArrivedFile,
  type CentreError,
  type CheckedFile,
  FileRefusedError,
} from "./checked_file.ts";
import { commonError } from "./common_checks.ts";
import { walkFrame } from "./file_frame.ts";

/** Least amounts that may be asked for, by kind of file. */
const AMOUNT_MIN_WON = { EB21: 140, EC21: 300 } as const;
const OVER_MONTH_LIMIT = "B0012";

export interface DebitLimits {
  readonly itemLimitWon: number;
  /** What the institution may still ask for in the month of the debit day. */
  readonly monthLeftWon: number;
  isMember(bank: string): boolean;
}

/**
 * The centre's check of a request to debit (EB21, EC21).
 *
 * @throws {FileRefusedError}
 */
export async function checkDebits(
  file: ArrivedFile & { readonly kind: "EB21" | "EC21" },
  limits: DebitLimits,
): Promise<CheckedFile> {
  const totals = emptyTotals();
  const errors: CentreError[] = [];
  const frame = await walkFrame(file, {
    record(text, recordNumber, institution) {
      const fields = debitFields(text);
      addToTotals(totals, fields);
      const code = commonError(fields, {
        recordNumber,
        institution,
        lineBank: file.lineBank,
        isMember: limits.isMember,
      }) ?? debitError(fields, { kind: file.kind, itemLimitWon: limits.itemLimitWon });
      if (code !== undefined) {
        errors.push({ recordNumber, payerNumber: fields.payerNumber.trimEnd(), code });
      }
    },
    trailerText: () => totalsText(totals),
  });
  const totalWon = Number(totals.fullSumWon + totals.partialSumWon);
  if (totalWon > limits.monthLeftWon) {
    throw new FileRefusedError(OVER_MONTH_LIMIT, "the month's limit is exceeded");
  }
  return { ...frame, totalWon, errors };
}

function debitError(
  fields: DebitFields,
  context: { readonly kind: "EB21" | "EC21"; readonly itemLimitWon: number },
): string | undefined {
  if (!isDigits(fields.amount)) return "0088";
  const amount = amountOf(fields);
  if (amount === 0) return "0061";
  if (amount > context.itemLimitWon) return "0062";
  if (!/^[0-6]$/.test(fields.debitForm) || amount < AMOUNT_MIN_WON[context.kind]) return "0075";
  if (fields.bank.startsWith("2") && fields.holderNumber.trimEnd().length === 10) return "0065";
  if (hasControl(fields.passbookText)) return "0068";
  return isWholeText(fields.passbookText) ? undefined : "0087";
}

function hasControl(text: string): boolean {
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) < 0x20) return true;
  return false;
}
