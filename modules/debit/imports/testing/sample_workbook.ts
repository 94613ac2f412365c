import { xlsxStream } from "@maru/spreadsheet";
import { COLUMN_INDEX, FIELD_COLUMNS, type ImportField } from "../columns.ts";
import type { BadRow, ImportReason } from "../import_desk.ts";
import { SHEET_TITLES } from "../titles.ts";
import { sampleCells } from "./sample_cells.ts";

export interface SampleOptions {
  readonly rowCount?: number;
  /** What customer numbers begin with. */
  readonly numberPrefix?: string;
  /** An item of the contract, by name. */
  readonly itemName?: string;
  /** A due day of the contract. */
  readonly dueDay?: string;
}

type Flaw = readonly (readonly [field: ImportField, typed: string, reason: ImportReason])[];

const ROW_COUNT = 10_000;

/** One bad row each; the last two have more than one reason. */
const FLAWS: readonly Flaw[] = [
  [["number", "", "missing"]],
  [["number", "9001011234567", "residentNumber"]],
  [["number", "S0000000000000000000X", "tooLong"]],
  [["name", "", "missing"]],
  [["name", "가".repeat(61), "tooLong"]],
  [["kind", "단체", "notAChoice"]],
  [["kind", "", "missing"]],
  [["identity", "900101-1234567", "residentNumber"]],
  [["identity", "991301", "identityFormat"]],
  [["phone", "12345", "phoneFormat"]],
  [["mobile", "010-123", "phoneFormat"]],
  [["email", "haneul@example", "emailFormat"]],
  [["industryCode", "00000", "notAChoice"]],
  [["joinedOn", "2026-02-30", "notADate"]],
  [["joinedOn", "작년", "notADate"]],
  [["region", "가람", "notAChoice"]],
  [["postcode", "452", "postcodeFormat"]],
  [["address", "가".repeat(201), "tooLong"]],
  [["itemCode", "", "missing"]],
  [["itemCode", "없는항목", "itemNotContracted"]],
  [["limitWon", "오십만", "notANumber"]],
  [["limitWon", "", "missing"]],
  [["monthlyWon", "500001", "overLimit"]],
  [["monthlyWon", "0", "notANumber"]],
  [["discountRate", "101", "discountTooHigh"]],
  [["discountRate", "0.1", "rateBelowOne"]],
  [["discountWon", "900000", "discountTooHigh"]],
  [["firstMonth", "2026-13", "notAMonth"]],
  [["lastMonth", "2026-11", "monthsReversed"]],
  [["dueDay", "13", "dueDayNotContracted"]],
  [["bankCode", "없는은행", "bankUnknown"]],
  [["account", "110-1234", "accountFormat"]],
  [["account", "", "missing"]],
  [["holder", "김똠", "characters"]],
  [["holderIdentity", "9001011234567", "residentNumber"]],
  [["name", "", "missing"], ["mobile", "0101", "phoneFormat"], [
    "holderIdentity",
    "",
    "missing",
  ]],
];

/**
 * 일괄등록 as a workbook of ten thousand made-up payers of whom 37 are bad, and all that the dry run is
 * to say of them, by row and column. The contract wants 학원비, due day 25 and a limit per debit of at
 * least 500,000 won.
 */
export function sampleWorkbook(options: SampleOptions = {}): {
  readonly content: ReadableStream<Uint8Array>;
  readonly rowCount: number;
  readonly expected: readonly Required<Pick<BadRow, "rowNumber" | "column" | "reason">>[];
} {
  const rowCount = options.rowCount ?? ROW_COUNT;
  const badCount = FLAWS.length + 1;
  const step = Math.floor(rowCount / badCount);
  if (step < 2) throw new RangeError(`Cannot spoil ${badCount} of "${rowCount}" rows`);
  const flawed = new Map(FLAWS.map((flaw, index) => [(index + 1) * step, flaw]));
  const repeated = badCount * step - 1;
  const expected: { rowNumber: number; column: string; reason: ImportReason }[] = [];
  const rows = Array.from({ length: rowCount }, (_, index) => {
    // The row before the last is the first one again.
    const cells = sampleCells(index === repeated ? 0 : index, options);
    const flaw: Flaw = index === repeated
      ? [["number", cells[COLUMN_INDEX.number]!, "duplicateInFile"]]
      : flawed.get(index) ?? [];
    for (const [field, typed, reason] of flaw) {
      cells[COLUMN_INDEX[field]] = typed;
      // The heading is row 1.
      expected.push({
        rowNumber: index + 2,
        column: FIELD_COLUMNS[COLUMN_INDEX[field]]!.name,
        reason,
      });
    }
    return cells;
  });
  return {
    rowCount,
    expected,
    content: xlsxStream({
      sheetName: SHEET_TITLES.template,
      columns: FIELD_COLUMNS.map(({ title }) => ({ title, kind: "text" })),
      rows,
    }),
  };
}
