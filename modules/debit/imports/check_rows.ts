import type { SheetReading, SheetRow } from "@maru/spreadsheet";
import { createRowRules, type FieldProblem } from "../customers/rules.ts";
import { createChoices } from "./choices.ts";
import { COLUMN_INDEX, FIELD_COLUMNS, type ImportField } from "./columns.ts";
import { type CellPositions, type HeadingProblems, readHeadings } from "./headings.ts";
import type { ImportFacts } from "./import_facts.ts";
import { STAGED_ROW_COUNT, STAGED_TEXT_LENGTH } from "./limits.ts";
import { createRowReader, type ImportedRow, inColumnOrder } from "./read_row.ts";
import { createRepeats, type Repeats } from "./repeats.ts";
import type { BadRowKept, GoodRow } from "./staged_row.ts";
import { shownCells, shownValue } from "./typed_cells.ts";

/** Rows that were held against the rules. */
export interface CheckedRows {
  readonly good: GoodRow[];
  readonly bad: BadRowKept[];
}

/** The headings are not those of the template. */
export class HeadingsRefusedError extends Error {
  override name = "HeadingsRefusedError";
  constructor(readonly problems: HeadingProblems) {
    super(
      `Cannot read the headings: ${problems.missing.length} lack, ${problems.unknown.length} unknown`,
    );
  }
}

/**
 * The rows of a sheet in batches, each row good or bad. Their text bounds a batch too: rows of long
 * cells would fill the memory.
 *
 * @throws {HeadingsRefusedError | SheetRefusedError}
 */
export async function* checkRows(
  reading: SheetReading,
  facts: ImportFacts,
): AsyncGenerator<CheckedRows> {
  let check: ((row: SheetRow) => void) | undefined;
  let checked: CheckedRows = { good: [], bad: [] };
  let textLength = 0;
  for await (const rows of reading) {
    for (const row of rows) {
      if (check === undefined) check = checkerOf(row, facts, () => checked);
      else check(row);
      textLength += textLengthOf(row);
      const rowCount = checked.good.length + checked.bad.length;
      if (rowCount < STAGED_ROW_COUNT && textLength < STAGED_TEXT_LENGTH) continue;
      if (rowCount > 0) yield checked;
      checked = { good: [], bad: [] };
      textLength = 0;
    }
  }
  if (check === undefined) throw new HeadingsRefusedError(problemsOfNothing());
  if (checked.good.length + checked.bad.length > 0) yield checked;
}

function textLengthOf({ cells }: SheetRow): number {
  let length = 0;
  for (let at = 0; at < cells.length; at++) length += cells[at]!.length;
  return length;
}

function problemsOfNothing(): HeadingProblems {
  const headings = readHeadings([]);
  return "problems" in headings ? headings.problems : { missing: [], unknown: [] };
}

/** Made for the row of headings; takes the rows below. */
function checkerOf(
  { cells }: SheetRow,
  { facts, items, banks }: ImportFacts,
  into: () => CheckedRows,
): (row: SheetRow) => void {
  const headings = readHeadings(cells);
  if ("problems" in headings) throw new HeadingsRefusedError(headings.problems);
  const { positions } = headings;
  const read = createRowReader({
    rules: createRowRules(facts),
    choices: createChoices({ items, banks }),
    positions,
  });
  const repeats = createRepeats();
  return (row) => {
    const problems: FieldProblem[] = [];
    const imported = read(row, problems);
    const { isRepeat } = lookForRepeat(repeats, imported, problems);
    if (problems.length > 0) into().bad.push(badRow(row, positions, problems));
    else {
      const { customer, terms, account } = imported;
      into().good.push({ rowNumber: row.rowNumber, isRepeat, customer, terms, account });
    }
  };
}

function lookForRepeat(
  repeats: Repeats,
  row: ImportedRow,
  problems: FieldProblem[],
): { isRepeat: boolean } {
  const found = repeats.look(row, problems.length === 0);
  if (found === "duplicate") problems.push({ field: "number", reason: "duplicateInFile" });
  return { isRepeat: found === "another" };
}

function badRow(
  { rowNumber, cells }: SheetRow,
  positions: CellPositions,
  problems: readonly FieldProblem[],
): BadRowKept {
  return {
    rowNumber,
    cells: shownCells(cells, positions),
    problems: inColumnOrder(problems).map(({ field, reason }) => {
      const column = COLUMN_INDEX[field as ImportField];
      const value = shownValue(field as ImportField, cells[positions[column]!] ?? "");
      const isTold = reason !== "residentNumber" && value !== undefined;
      return { column: FIELD_COLUMNS[column]!.name, reason, ...(isTold ? { value } : {}) };
    }),
  };
}
