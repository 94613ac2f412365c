import { SheetRefusedError } from "../errors.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import { scanPart, tagVisitor } from "./scan_part.ts";
import { attributesOf } from "./xml_attributes.ts";

const CONTENT_TYPES = "[Content_Types].xml";
const MACRO_PARTS = /(^|\/)(vbaProject[^/]*\.bin|macrosheets\/|intlmacrosheets\/)/i;
const MACRO_TYPES = /macroEnabled|vbaProject|macrosheet/i;
const BINARY_TYPES = /ms-excel\.sheet\.binary/i;

/**
 * Refuses what is a ZIP file but no plain workbook.
 *
 * @throws {SheetRefusedError} "macros", "otherWorkbook", "notASpreadsheet", "damaged", "doctype"
 */
export async function requirePlainWorkbook(archive: ZipArchive): Promise<void> {
  if (archive.names.some((name) => MACRO_PARTS.test(name))) throw withMacros();
  if (!archive.has(CONTENT_TYPES)) throw otherArchive(archive);
  await scanPart(
    archive,
    CONTENT_TYPES,
    tagVisitor((_name, text) => {
      const type = attributesOf(text)["ContentType"] ?? "";
      if (MACRO_TYPES.test(type)) throw withMacros();
      if (BINARY_TYPES.test(type)) {
        throw new SheetRefusedError({ reason: "otherWorkbook", detail: "a binary workbook" });
      }
    }),
  );
}

function withMacros(): SheetRefusedError {
  return new SheetRefusedError({ reason: "macros", detail: "a workbook with macros" });
}

function otherArchive(archive: ZipArchive): SheetRefusedError {
  const isOpenDocument = archive.has("mimetype") && archive.has("content.xml");
  return isOpenDocument
    ? new SheetRefusedError({ reason: "otherWorkbook", detail: "an OpenDocument file" })
    : new SheetRefusedError({ reason: "notASpreadsheet", detail: "a ZIP file of other things" });
}
