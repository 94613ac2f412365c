import { damaged } from "../refuse.ts";
import type { ZipArchive } from "../zip/zip_archive.ts";
import {
  builtInNumberKind,
  type NumberKind,
  numberKindOf,
  PLAIN_NUMBER,
} from "./number_formats.ts";
import { scanPart } from "./scan_part.ts";
import { attributesOf } from "./xml_attributes.ts";

/** Excel stops at 65,490 cell formats; a few programs go on. */
const FORMAT_COUNT_MAX = 200_000;

/** What the number formats of a workbook make of a number, by the style index of its cell. */
export interface CellStyles {
  kindOf(styleIndex: number): NumberKind;
}

export const NO_STYLES: CellStyles = { kindOf: () => PLAIN_NUMBER };

/** @throws {SheetRefusedError} "damaged", "doctype" */
export async function readStyles(archive: ZipArchive, part: string): Promise<CellStyles> {
  const customKinds = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let isInCellFormats = false;
  await scanPart(archive, part, {
    open(name, text) {
      if (name === "cellXfs") isInCellFormats = true;
      else if (name === "numFmt") addFormat(customKinds, text);
      else if (name === "xf" && isInCellFormats) {
        const formatId = Number(attributesOf(text)["numFmtId"] ?? 0);
        kinds.push(customKinds.get(formatId) ?? builtInNumberKind(formatId));
      }
      if (kinds.length + customKinds.size > FORMAT_COUNT_MAX) throw damaged("too many formats");
    },
    close(name) {
      if (name === "cellXfs") isInCellFormats = false;
    },
    text: () => {},
    wantsText: () => false,
  });
  return { kindOf: (styleIndex) => kinds[styleIndex] ?? PLAIN_NUMBER };
}

function addFormat(customKinds: Map<number, NumberKind>, text: string): void {
  const { numFmtId, formatCode } = attributesOf(text);
  if (numFmtId !== undefined && formatCode !== undefined) {
    customKinds.set(Number(numFmtId), numberKindOf(formatCode));
  }
}
