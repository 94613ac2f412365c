/**
 * A process of its own that writes a large workbook to the file named on its command line, reads it
 * back, and prints how much memory it took.
 *
 * @module
 */
import { readSheetInSubprocess } from "./read_in_subprocess.ts";
import type { SheetColumn, SheetValue } from "./table.ts";
import { xlsxStream } from "./write/xlsx_stream.ts";

export const LOAD_ROW_COUNT = 100_000;
export const LOAD_COLUMN_COUNT = 25;

export interface LoadReport {
  readonly rowCount: number;
  readonly cellCount: number;
  /** Cells that differ from what was written. */
  readonly wrongCount: number;
  readonly peakBytes: number;
}

const KINDS = ["text", "integer", "date", "won", "text"] as const;
const columns = Array.from({ length: LOAD_COLUMN_COUNT }, (_, index): SheetColumn => ({
  title: `열 ${index + 1}`,
  kind: KINDS[index % KINDS.length] ?? "text",
}));

function valueAt(row: number, column: number): SheetValue {
  const { kind } = columns[column] ?? { kind: "text" };
  if (kind === "text") return `김민준 ${row * 31 + column}`;
  if (kind === "date") return `2026-${String(row % 12 + 1).padStart(2, "0")}-15`;
  return kind === "won" ? BigInt(row) * 1_000n + 500n : row;
}

function* rows(): Generator<SheetValue[]> {
  for (let row = 2; row < LOAD_ROW_COUNT + 2; row++) {
    yield columns.map((_, column) => valueAt(row, column));
  }
}

async function main(path: string): Promise<LoadReport> {
  let peakBytes = 0;
  const timer = setInterval(() => peakBytes = Math.max(peakBytes, Deno.memoryUsage().rss), 20);
  await Deno.writeFile(path, xlsxStream({ sheetName: "고객", columns, rows: rows() }));
  let [rowCount, cellCount, wrongCount] = [0, 0, 0];
  for await (const batch of await readSheetInSubprocess({ path })) {
    for (const { rowNumber, cells } of batch) {
      if (rowNumber === 1) continue;
      rowCount++;
      cellCount += cells.length;
      wrongCount += cells.filter((cell, at) => cell !== String(valueAt(rowNumber, at))).length;
    }
  }
  clearInterval(timer);
  return { rowCount, cellCount, wrongCount, peakBytes };
}

if (import.meta.main) console.log(JSON.stringify(await main(Deno.args[0] ?? "")));
