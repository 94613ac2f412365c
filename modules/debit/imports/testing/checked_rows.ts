import type { SheetReading, SheetRow } from "@maru/spreadsheet";
import { type CheckedRows, checkRows } from "../check_rows.ts";
import { FIELD_COLUMNS } from "../columns.ts";
import { readImportFacts } from "../import_facts.ts";
import type { ImportWorld } from "./import_world.ts";

const ROWS_AT_ONCE = 1_000;

/** Rows under the template's headings as the parser hands them over, checked batch by batch. */
export async function checkedRows(
  { world, merchantId, contractId }: ImportWorld,
  rows: readonly Omit<SheetRow, "rowNumber">[],
): Promise<readonly CheckedRows[]> {
  const today = world.kernel.calendar.dateOf(world.kernel.clock.now());
  const { db } = world.kernel.database;
  const facts = await readImportFacts(db, { merchantId, contractId, today });
  const headings = { cells: FIELD_COLUMNS.map(({ title }) => title) };
  const numbered = [headings, ...rows].map((row, index) => ({ ...row, rowNumber: index + 1 }));
  return await Array.fromAsync(checkRows(readingOf(numbered), facts));
}

function readingOf(rows: readonly SheetRow[]): SheetReading {
  return {
    meta: { format: "xlsx" },
    async *[Symbol.asyncIterator]() {
      for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
        yield await Promise.resolve(rows.slice(at, at + ROWS_AT_ONCE));
      }
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}
