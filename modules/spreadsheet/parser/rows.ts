import type { CellProblem, SheetRow } from "../sheet.ts";
import type { RowBatch } from "./messages.ts";

/** The rows of a batch, each by itself. */
export function rowsOf({ numbers, cells, problems = [] }: RowBatch): SheetRow[] {
  const rowNumberAt = (index: number) =>
    typeof numbers === "number" ? numbers + index : numbers[index] ?? 0;
  const rows: SheetRow[] = cells.map((texts, index) => ({
    rowNumber: rowNumberAt(index),
    cells: texts,
  }));
  for (const [index, each] of Map.groupBy(problems, ([row]) => row)) {
    const row = rows[index];
    const byColumn = new Map<number, CellProblem>(each.map(([, column, word]) => [column, word]));
    if (row !== undefined) rows[index] = { ...row, problems: byColumn };
  }
  return rows;
}
