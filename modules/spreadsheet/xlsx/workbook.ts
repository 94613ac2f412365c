import { SheetRefusedError } from "../errors.ts";
import { damaged } from "../refuse.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import { readRelationships, type Relationship } from "./relationships.ts";
import { scanPart, tagVisitor } from "./scan_part.ts";
import { attributesOf } from "./xml_attributes.ts";

const SHEET_COUNT_MAX = 1_000;

/** The parts of a workbook that hold its first visible sheet. */
export interface WorkbookParts {
  readonly sheetName: string;
  readonly sheetPart: string;
  readonly sharedStringsPart: string | undefined;
  readonly stylesPart: string | undefined;
  /** Whether dates count from 1904, as on old Macs. */
  readonly is1904: boolean;
}

interface SheetEntry {
  readonly name: string;
  readonly relationshipId: string;
  readonly isVisible: boolean;
}

/** @throws {SheetRefusedError} "noSheet", "notASpreadsheet", "damaged", "doctype" */
export async function readWorkbook(archive: ZipArchive): Promise<WorkbookParts> {
  const workbook = (await readRelationships(archive, ""))
    .find(({ type }) => type === "officeDocument")?.part;
  if (workbook === undefined || !archive.has(workbook)) throw damaged("no workbook in it");
  const relationships = await readRelationships(archive, workbook);
  const { sheets, is1904, root } = await readSheetList(archive, workbook);
  if (root !== "workbook") {
    throw new SheetRefusedError({ reason: "notASpreadsheet", detail: "an office file, no sheet" });
  }
  const partOf = (wants: (each: Relationship) => boolean) => relationships.find(wants)?.part;
  for (const sheet of sheets.filter(({ isVisible }) => isVisible)) {
    const sheetPart = partOf(({ id, type }) => id === sheet.relationshipId && type === "worksheet");
    // A sheet of another type is a chart or a dialog.
    if (sheetPart === undefined) continue;
    return {
      sheetName: sheet.name,
      sheetPart,
      sharedStringsPart: partOf(({ type }) => type === "sharedStrings"),
      stylesPart: partOf(({ type }) => type === "styles"),
      is1904,
    };
  }
  throw new SheetRefusedError({ reason: "noSheet", detail: "no visible sheet" });
}

async function readSheetList(archive: ZipArchive, workbook: string): Promise<{
  readonly root: string | undefined;
  readonly sheets: readonly SheetEntry[];
  readonly is1904: boolean;
}> {
  const sheets: SheetEntry[] = [];
  let is1904 = false;
  let root: string | undefined;
  await scanPart(
    archive,
    workbook,
    tagVisitor((name, text) => {
      root ??= name;
      if (name === "workbookPr") {
        is1904 = /^(1|true|on)$/.test(attributesOf(text)["date1904"] ?? "");
      }
      if (name !== "sheet") return;
      if (sheets.length === SHEET_COUNT_MAX) throw damaged("too many sheets");
      const { name: sheetName, id, state } = attributesOf(text);
      sheets.push({
        name: sheetName ?? "",
        relationshipId: id ?? "",
        isVisible: state === undefined || state === "visible",
      });
    }),
  );
  return { root, sheets, is1904 };
}
