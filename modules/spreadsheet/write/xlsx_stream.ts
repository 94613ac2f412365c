import type { SheetTable } from "../table.ts";
import { packageXml, sheetPart } from "./package_xml.ts";
import { guideXml, tableXml } from "./sheet_xml.ts";
import { STYLES_XML } from "./styles_xml.ts";
import { zipStream } from "./zip_stream.ts";

/** Names that Excel refuses. */
const SHEET_NAME = /^(?!')[^[\]:*?/\\]{1,31}(?<!')$/;

/**
 * A table as an XLSX workbook (ECMA-376), row by row: title row bold, frozen and filterable; numbers
 * and dates as such, texts as texts, so that `=1+1` is one.
 *
 * @throws {RangeError} for a sheet name that spreadsheet programs refuse; from the stream for more
 * rows than a sheet has
 */
export function xlsxStream(table: SheetTable): ReadableStream<Uint8Array<ArrayBuffer>> {
  const names = [table.sheetName, ...table.guide ? [table.guide.sheetName] : []];
  const distinctCount = new Set(names.map((name) => name.toLowerCase())).size;
  if (!names.every((name) => SHEET_NAME.test(name)) || distinctCount !== names.length) {
    throw new RangeError(`Cannot name sheets "${names.join('", "')}"`);
  }
  const parts = Object.entries({ ...packageXml(names), "xl/styles.xml": STYLES_XML })
    .map(([name, text]) => ({ name, texts: once(text) }));
  parts.push({ name: sheetPart(1), texts: tableXml(table) });
  if (table.guide) parts.push({ name: sheetPart(2), texts: guideXml(table.guide.rows) });
  return zipStream(parts);
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
