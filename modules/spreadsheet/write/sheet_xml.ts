import type { SheetColumn, SheetColumnKind, SheetTable } from "../table.ts";
import { columnName, ROW_NUMBER_MAX } from "../xlsx/cell_reference.ts";
import { cellXml, textCellXml } from "./cell_xml.ts";
import { inPieces } from "./pieces.ts";
import { STYLE } from "./styles_xml.ts";
import { MAIN_NAMESPACE, XML_HEAD } from "./xml_text.ts";

const ROWS_PER_PIECE = 200;
const WIDTH_MIN: Readonly<Record<SheetColumnKind, number>> = {
  text: 12,
  integer: 10,
  date: 12,
  won: 14,
};
/** Room for the arrow of the filter. */
const TITLE_MARGIN = 4;
/** Longer texts of a guide are wrapped. */
const GUIDE_WIDTH_MAX = 70;
const GUIDE_MARGIN = 2;

/**
 * The XML of a table's sheet: title row bold, frozen and filterable.
 *
 * @throws {RangeError} from the iteration, beyond the rows that a sheet has
 */
export async function* tableXml({ columns, rows }: SheetTable): AsyncGenerator<string> {
  const names = columns.map((_, index) => columnName(index));
  const titles = columns.map(({ title }, index) =>
    textCellXml(`${names[index]}1`, title, STYLE.title)
  );
  yield `${
    sheetHead(columns.map(widthOf), columns.map(({ kind }) => STYLE[kind]), FROZEN_TITLES)
  }` +
    `<row r="1">${titles.join("")}</row>`;
  let rowNumber = 1;
  for await (const piece of inPieces(rows, ROWS_PER_PIECE)) {
    let xml = "";
    for (const values of piece) {
      rowNumber++;
      xml += `<row r="${rowNumber}">`;
      for (let column = 0; column < columns.length; column++) {
        const kind = columns[column]?.kind ?? "text";
        xml += cellXml(`${names[column]}${rowNumber}`, kind, values[column] ?? null);
      }
      xml += "</row>";
    }
    if (rowNumber > ROW_NUMBER_MAX) throw new RangeError("Cannot write so many rows in a sheet");
    yield xml;
  }
  const filter = columns.length === 0 ? "" : `<autoFilter ref="A1:${names.at(-1)}${rowNumber}"/>`;
  yield `</sheetData>${filter}</worksheet>`;
}

/** The XML of a sheet of texts alone, wrapped; its first row is bold. */
export async function* guideXml(rows: readonly (readonly string[])[]): AsyncGenerator<string> {
  const widths = (rows[0] ?? []).map((_, column) => guideWidth(rows, column));
  yield sheetHead(widths, widths.map(() => STYLE.guide), "");
  for (const [index, texts] of rows.entries()) {
    const style = index === 0 ? STYLE.title : STYLE.guide;
    const cells = texts.map((text, column) =>
      text === "" ? "" : textCellXml(`${columnName(column)}${index + 1}`, text, style)
    );
    yield `<row r="${index + 1}">${cells.join("")}</row>`;
  }
  yield "</sheetData></worksheet>";
}

const FROZEN_TITLES =
  '<sheetViews><sheetView tabSelected="1" workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ' +
  'activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';

function sheetHead(widths: readonly number[], styles: readonly number[], views: string): string {
  const columns = widths.map((width, index) =>
    `<col min="${index + 1}" max="${index + 1}" width="${width}" style="${styles[index]}" ` +
    'customWidth="1"/>'
  );
  const list = columns.length === 0 ? "" : `<cols>${columns.join("")}</cols>`;
  return `${XML_HEAD}<worksheet xmlns="${MAIN_NAMESPACE}">${views}${list}<sheetData>`;
}

function widthOf({ title, kind, widthCharacters }: SheetColumn): number {
  return widthCharacters ?? Math.max(textWidth(title) + TITLE_MARGIN, WIDTH_MIN[kind]);
}

/** As wide as the longest text, within reason. */
function guideWidth(rows: readonly (readonly string[])[], column: number): number {
  const widest = Math.max(...rows.map((texts) => textWidth(texts[column] ?? "")));
  return Math.min(widest + GUIDE_MARGIN, GUIDE_WIDTH_MAX);
}

/** A Korean letter is twice as wide as a Latin one. */
function textWidth(text: string): number {
  return [...text].reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
}
