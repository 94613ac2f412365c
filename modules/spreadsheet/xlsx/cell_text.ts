import { damaged } from "../refuse.ts";
import { type CellText, numberText } from "./number_text.ts";
import type { SharedStrings } from "./shared_strings.ts";
import { stringText } from "./string_text.ts";
import type { CellStyles } from "./styles.ts";

/** What a cell needs from the rest of its workbook. */
export interface CellSource {
  readonly sharedStrings: SharedStrings;
  readonly styles: CellStyles;
  readonly is1904: boolean;
}

/** A cell as it stands in the XML of its sheet (ECMA-376 part 1, 18.3.1.4). */
export interface RawCell {
  readonly type: string;
  readonly styleIndex: number;
  /** Text of `v` or of `is`; undefined where the cell has neither. */
  readonly value: string | undefined;
  readonly hasFormula: boolean;
  readonly rowNumber: number;
}

/**
 * The text of a cell; a formula's is the value that was saved with it.
 *
 * @throws {SheetRefusedError} "damaged"
 */
export function cellTextOf(source: CellSource, cell: RawCell): string | CellText {
  const { value } = cell;
  // An empty text is a result; any other formula without one was never computed.
  const isComputed = value !== undefined && value.trim() !== "";
  if (cell.hasFormula && cell.type !== "str" && !isComputed) {
    return { text: "", problem: "valueMissing" };
  }
  if (value === undefined) return "";
  switch (cell.type) {
    case "s":
      return sharedText(source.sharedStrings, value, cell.rowNumber);
    case "str":
    case "inlineStr":
      return stringText(value);
    case "":
    case "n":
      return plainNumber(source, value, cell);
    case "b":
      return value.trim() === "1" || value.trim() === "true" ? "TRUE" : "FALSE";
    case "e":
      return { text: value, problem: "errorValue" };
    case "d":
      return isoDateText(value.trim());
    default:
      throw damaged("a cell of an unknown type", cell.rowNumber);
  }
}

/** Dates of strict workbooks: midnight is no time. */
function isoDateText(value: string): string {
  return value.replace(/T00:00:00(\.0+)?Z?$/, "").replace("T", " ").replace(/Z$/, "");
}

function sharedText(strings: SharedStrings, value: string, rowNumber: number): string {
  const text = /^\d{1,9}$/.test(value) ? strings.get(Number(value)) : undefined;
  if (text === undefined) throw damaged("a cell names a string that is not there", rowNumber);
  return text;
}

function plainNumber(source: CellSource, value: string, cell: RawCell): string | CellText {
  if (value.trim() === "") return "";
  return numberText(value, source.styles.kindOf(cell.styleIndex), {
    is1904: source.is1904,
    rowNumber: cell.rowNumber,
  });
}
