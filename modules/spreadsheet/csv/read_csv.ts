import type { RandomFile } from "../random_file.ts";
import type { CsvEncoding, SheetLimits } from "../sheet.ts";
import type { SheetSink } from "../sheet_sink.ts";
import { CsvRecords } from "./csv_records.ts";
import { decodeFile } from "./decode_file.ts";
import { findCsvEncoding } from "./find_encoding.ts";
import { findCsvSeparator } from "./find_separator.ts";

/**
 * Reads a CSV file; its encoding is found where the caller does not give it.
 *
 * @throws {SheetRefusedError}
 */
export async function readCsv(
  file: RandomFile,
  options: { readonly encoding?: CsvEncoding; readonly limits: SheetLimits },
  sink: SheetSink,
): Promise<void> {
  const encoding = options.encoding ?? findCsvEncoding(file);
  let records: CsvRecords | undefined;
  for (const text of decodeFile(file, encoding)) {
    records ??= beginRecords(text, encoding);
    records.push(text);
    await sink.ready();
  }
  records?.end();

  function beginRecords(text: string, encoding: CsvEncoding): CsvRecords {
    const separator = findCsvSeparator(text);
    sink.meta({ format: "csv", encoding, separator });
    return new CsvRecords(separator, options.limits, sink);
  }
}
