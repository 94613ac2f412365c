import type { Kernel } from "@maru/kernel";
import { csvStream, xlsxStream } from "@maru/spreadsheet";
import { FIELD_COLUMNS } from "./columns.ts";
import type { BadRow, ImportDesk } from "./import_desk.ts";
import { badRowsOf, requireImport } from "./import_lists.ts";
import type { ImportKey } from "./tables.ts";
import { SHEET_TITLES } from "./titles.ts";

const ROWS_AT_ONCE = 1_000;

/** The bad rows under the template's headings, with number in front and reasons behind. */
export function createErrorFile(kernel: Kernel): Pick<ImportDesk, "errorFile"> {
  return {
    async errorFile(merchantId, { id, format, words }) {
      const key = { merchantId, importId: id };
      await requireImport(kernel, key);
      const titles = [
        SHEET_TITLES.rowNumber,
        ...FIELD_COLUMNS.map(({ title }) => title),
        SHEET_TITLES.reasons,
      ];
      const rows = errorRows(kernel, key, words);
      if (format === "csv") return csvStream({ columns: titles, rows });
      return xlsxStream({
        sheetName: SHEET_TITLES.errors,
        columns: titles.map((title) => ({ title, kind: "text" })),
        rows,
      });
    },
  };
}

async function* errorRows(
  kernel: Kernel,
  key: ImportKey,
  words: (bad: BadRow) => string,
): AsyncGenerator<string[]> {
  for (let afterRow: number | undefined = 0; afterRow !== undefined;) {
    const rows = await badRowsOf(kernel, key, { afterRow, limit: ROWS_AT_ONCE });
    for (const { rowNumber, cells, problems } of rows) {
      yield [String(rowNumber), ...cells, problems.map(words).join("; ")];
    }
    afterRow = rows.length === ROWS_AT_ONCE ? rows.at(-1)?.rowNumber : undefined;
  }
}
