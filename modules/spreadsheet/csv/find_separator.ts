import type { SheetMeta } from "../sheet.ts";

export type CsvSeparator = NonNullable<SheetMeta["separator"]>;

const SEPARATORS: readonly CsvSeparator[] = [",", ";", "\t"];

/** The separator that stands most often in the first line that holds anything, outside quotes. */
export function findCsvSeparator(text: string): CsvSeparator {
  const firstLine = text.replace(/"(?:[^"]|"")*"?/g, "").split(/[\r\n]/)
    .find((line) => line.trim() !== "") ?? "";
  const counts = SEPARATORS.map((separator) => firstLine.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ",";
}
