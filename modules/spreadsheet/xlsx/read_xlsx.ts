import type { RandomFile } from "../random_file.ts";
import { damaged } from "../refuse.ts";
import type { SheetLimits } from "../sheet.ts";
import type { SheetSink } from "../sheet_sink.ts";
import { openZipArchive } from "../zip/zip_archive.ts";
import { requirePlainWorkbook } from "./package_kind.ts";
import { scanPart } from "./scan_part.ts";
import { readSharedStrings, SharedStrings } from "./shared_strings.ts";
import { SheetVisitor } from "./sheet_visitor.ts";
import { NO_STYLES, readStyles } from "./styles.ts";
import { readWorkbook } from "./workbook.ts";

/**
 * Reads the first visible sheet of a workbook (ECMA-376, transitional or strict), hidden rows and
 * columns included.
 *
 * @throws {SheetRefusedError}
 */
export async function readXlsx(
  file: RandomFile,
  limits: SheetLimits,
  sink: SheetSink,
): Promise<void> {
  const archive = openZipArchive(file, limits);
  await requirePlainWorkbook(archive);
  const parts = await readWorkbook(archive);
  if (!archive.has(parts.sheetPart)) throw damaged("its first sheet is missing");
  const styles = parts.stylesPart !== undefined && archive.has(parts.stylesPart)
    ? await readStyles(archive, parts.stylesPart)
    : NO_STYLES;
  const sharedStrings =
    parts.sharedStringsPart !== undefined && archive.has(parts.sharedStringsPart)
      ? await readSharedStrings(archive, parts.sharedStringsPart, limits)
      : new SharedStrings();
  sink.meta({ format: "xlsx", sheetName: parts.sheetName });
  const source = { sharedStrings, styles, is1904: parts.is1904 };
  const visitor = new SheetVisitor(source, limits, sink);
  await scanPart(archive, parts.sheetPart, visitor, () => sink.ready());
}
