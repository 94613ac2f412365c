import {
  cutCell,
  requireColumnWithin,
  requireLengthWithin,
  requireRowWithin,
  requireTextWithin,
} from "../limit_checks.ts";
import { damaged } from "../refuse.ts";
import type { CellProblem, SheetLimits } from "../sheet.ts";
import type { SheetSink } from "../sheet_sink.ts";
import { columnInRow, ROW_NUMBER_MAX } from "./cell_reference.ts";
import { type CellSource, cellTextOf } from "./cell_text.ts";
import { RichText } from "./rich_text.ts";
import { XmlAttributes } from "./xml_attributes.ts";
import type { XmlVisitor } from "./xml_scanner.ts";

const NOWHERE = -1;

/** Takes the rows out of a sheet's XML (ECMA-376 part 1, 18.3.1.80), whatever else stands in it. */
export class SheetVisitor implements XmlVisitor {
  readonly #attributes = new XmlAttributes();
  readonly #inline: RichText;
  #isInData = false;
  #rowNumber = 0;
  #isInRow = false;
  #isInCell = false;
  #isInValue = false;
  #isInInline = false;
  #column = NOWHERE;
  #type = "";
  #styleIndex = 0;
  #hasFormula = false;
  #value: string | undefined;
  #cells: string[] = [];
  #problems: Map<number, CellProblem> | undefined;
  #textLength = 0;

  constructor(
    private readonly source: CellSource,
    private readonly limits: SheetLimits,
    private readonly sink: SheetSink,
  ) {
    this.#inline = new RichText(limits.cellLengthMax);
  }

  open(name: string, attributes: string): void {
    if (!this.#isInData) {
      if (name === "sheetData") this.#isInData = true;
    } else if (name === "c") this.#openCell(attributes);
    else if (name === "row") this.#openRow(attributes);
    else if (this.#isInInline) this.#inline.open(name);
    else if (!this.#isInCell) return;
    else if (name === "v") this.#openValue();
    else if (name === "is") this.#isInInline = true;
    else if (name === "f") this.#hasFormula = true;
  }

  close(name: string): void {
    if (!this.#isInData) return;
    if (name === "c") this.#closeCell();
    else if (name === "row") this.#closeRow();
    else if (name === "v") this.#isInValue = false;
    else if (name === "is") this.#closeInline();
    else if (this.#isInInline) this.#inline.close(name);
    else if (name === "sheetData") this.#isInData = false;
  }

  wantsText(): boolean {
    return this.#isInValue || (this.#isInInline && this.#inline.wantsText);
  }

  text(text: string): void {
    if (this.#isInInline) return this.#inline.add(text);
    this.#value += text;
    requireLengthWithin(this.limits, this.#value?.length ?? 0, this.#rowNumber);
  }

  #openRow(attributes: string): void {
    if (this.#isInRow) throw damaged("a row in a row", this.#rowNumber);
    const before = this.#rowNumber;
    this.#rowNumber = before + 1;
    const found = this.#attributes.read(attributes);
    while (found.next()) {
      if (found.name === "r") this.#rowNumber = wholeNumber(found.value);
    }
    const isInOrder = this.#rowNumber > before && this.#rowNumber <= ROW_NUMBER_MAX;
    if (!isInOrder) throw damaged("rows that are out of order", before);
    this.#isInRow = true;
    this.#column = NOWHERE;
  }

  #closeRow(): void {
    this.#isInRow = false;
    if (this.#cells.length === 0) return;
    this.sink.row(this.#rowNumber, this.#cells, this.#problems);
    this.#cells = [];
    this.#problems = undefined;
  }

  #openCell(attributes: string): void {
    if (!this.#isInRow || this.#isInCell) throw damaged("a cell outside a row", this.#rowNumber);
    const before = this.#column;
    this.#column = before + 1;
    this.#type = "";
    this.#styleIndex = 0;
    const found = this.#attributes.read(attributes);
    while (found.next()) {
      if (found.name === "r") this.#column = columnInRow(found.value, this.#rowNumber);
      else if (found.name === "t") this.#type = found.value;
      else if (found.name === "s") this.#styleIndex = wholeNumber(found.value);
    }
    if (this.#column <= before) throw damaged("cells that are out of order", this.#rowNumber);
    this.#isInCell = true;
    this.#hasFormula = false;
    this.#value = undefined;
  }

  #openValue(): void {
    this.#isInValue = true;
    this.#value = "";
  }

  #closeInline(): void {
    if (this.#isInInline) this.#value = this.#inline.take();
    this.#isInInline = false;
  }

  #closeCell(): void {
    this.#isInCell = false;
    const cell = cellTextOf(this.source, {
      type: this.#type,
      styleIndex: this.#styleIndex,
      value: this.#value,
      hasFormula: this.#hasFormula,
      rowNumber: this.#rowNumber,
    });
    const text = typeof cell === "string" ? cell : cell.text;
    const problem = typeof cell === "string" ? undefined : cell.problem;
    if (text === "" && problem === undefined) return;
    requireRowWithin(this.limits, this.#rowNumber);
    requireColumnWithin(this.limits, this.#column, this.#rowNumber);
    requireLengthWithin(this.limits, text.length, this.#rowNumber);
    this.#textLength += text.length;
    requireTextWithin(this.limits, this.#textLength, this.#rowNumber);
    while (this.#cells.length < this.#column) this.#cells.push("");
    if (text.length > this.limits.cellKeptLengthMax) {
      this.#cells.push(cutCell(this.limits, text));
      this.#addProblem(problem ?? "cut");
    } else {
      this.#cells.push(text);
      if (problem !== undefined) this.#addProblem(problem);
    }
  }

  #addProblem(problem: CellProblem): void {
    (this.#problems ??= new Map()).set(this.#column, problem);
  }
}

/** NaN for what is none: no comparison holds with it. */
function wholeNumber(text: string): number {
  return /^\d{1,9}$/.test(text) ? Number(text) : NaN;
}
