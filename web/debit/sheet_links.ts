import type { TableProps } from "../ui/table.ts";
import { SHEET_FORMATS, type SheetFormat } from "./collection_paths.ts";

const LABELS: Readonly<Record<SheetFormat, string>> = { xlsx: "엑셀로 내려받기", csv: "CSV" };

/** The links above a table to its rows as a file, by format. */
export function sheetLinks(hrefOf: (format: SheetFormat) => string): TableProps<never>["exports"] {
  return SHEET_FORMATS.map((format) => ({ label: LABELS[format], href: hrefOf(format) }));
}
