import { readCsv } from "./csv/read_csv.ts";
import { SheetRefusedError } from "./errors.ts";
import type { RandomFile } from "./random_file.ts";
import type { CsvEncoding, SheetFormat, SheetLimits } from "./sheet.ts";
import { findSheetFormat } from "./sheet_format.ts";
import type { SheetSink } from "./sheet_sink.ts";
import { readXlsx } from "./xlsx/read_xlsx.ts";

/** What the parser is told beside the file. */
export interface SheetOrder {
  readonly format?: SheetFormat;
  readonly encoding?: CsvEncoding;
  readonly limits: SheetLimits;
}

/**
 * Reads a sheet, whatever its format, in this process.
 *
 * @throws {SheetRefusedError}
 */
export async function readSheet(
  file: RandomFile,
  order: SheetOrder,
  sink: SheetSink,
): Promise<void> {
  if (file.byteCount > order.limits.byteCountMax) {
    const detail = `it has ${file.byteCount} bytes`;
    throw new SheetRefusedError({ reason: "tooLarge", detail });
  }
  const format = findSheetFormat(file, order.format);
  if (format === "xlsx") await readXlsx(file, order.limits, sink);
  else await readCsv(file, order, sink);
}
