import { SheetRefusedError } from "../errors.ts";
import {
  cutCell,
  requireColumnWithin,
  requireLengthWithin,
  requireRowWithin,
  requireWidthWithin,
} from "../limit_checks.ts";
import type { CellProblem, SheetLimits } from "../sheet.ts";
import type { SheetSink } from "../sheet_sink.ts";
import type { CsvSeparator } from "./find_separator.ts";
import { lostDigits } from "./lost_digits.ts";
import { QuotedRecord } from "./quoted_record.ts";

/**
 * Takes the records out of CSV text (RFC 4180) as it streams in. Lines end with CRLF, LF or CR. Most
 * records hold no quote and are cut by the engine itself; the others letter by letter.
 */
export class CsvRecords {
  /** What is read again with the next chunk: less than one cell of a record under way. */
  #rest = "";
  #rowNumber = 0;
  #mayLoseDigits = false;
  readonly #quoted: QuotedRecord;

  constructor(
    private readonly separator: CsvSeparator,
    private readonly limits: SheetLimits,
    private readonly sink: SheetSink,
  ) {
    this.#quoted = new QuotedRecord(separator, limits);
  }

  /** @throws {SheetRefusedError} */
  push(chunk: string): void {
    if (chunk.includes("\0")) throw withNul(this.#rowNumber + 1);
    this.#take(this.#rest + chunk, false);
  }

  /** @throws {SheetRefusedError} */
  end(): void {
    this.#take(this.#rest, true);
  }

  #take(text: string, isLast: boolean): void {
    const isInRecord = this.#quoted.isOpen;
    this.#mayLoseDigits = text.includes("E+") || text.includes("e+") ||
      (isInRecord && this.#mayLoseDigits);
    let at = 0;
    let nextQuote = text.indexOf('"');
    let nextReturn = text.indexOf("\r");
    let lineEnd = text.indexOf("\n");
    while (at < text.length || (isLast && this.#quoted.isOpen)) {
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf('"', at);
      if (nextReturn >= 0 && nextReturn < at) nextReturn = text.indexOf("\r", at);
      if (lineEnd >= 0 && lineEnd < at) lineEnd = text.indexOf("\n", at);
      const hasReturn = nextReturn >= 0 && nextReturn < lineEnd;
      const isPlain = !this.#quoted.isOpen && lineEnd >= 0 &&
        (nextQuote < 0 || nextQuote > lineEnd) &&
        (!hasReturn || nextReturn === lineEnd - 1);
      if (isPlain) {
        this.#plainRecord(text.slice(at, hasReturn ? lineEnd - 1 : lineEnd));
        at = lineEnd + 1;
        continue;
      }
      const end = this.#quoted.read(text, at, { isLast, rowNumber: this.#rowNumber + 1 });
      if (end < 0) {
        at = this.#quoted.restStart;
        break;
      }
      this.#record(this.#quoted.cells, true);
      at = end;
    }
    this.#rest = text.slice(at);
  }

  #plainRecord(line: string): void {
    const cells = line.split(this.separator);
    requireWidthWithin(this.limits, cells.length, this.#rowNumber + 1);
    this.#record(cells, line.length > this.limits.cellKeptLengthMax);
  }

  #record(cells: string[], hasLongCells: boolean): void {
    this.#rowNumber++;
    while (cells.at(-1) === "") cells.pop();
    if (cells.length === 0) return;
    requireRowWithin(this.limits, this.#rowNumber);
    requireColumnWithin(this.limits, cells.length - 1, this.#rowNumber);
    let problems = this.#mayLoseDigits ? problemsOf(cells) : undefined;
    if (hasLongCells) problems = this.#cutCells(cells, problems);
    this.sink.row(this.#rowNumber, cells, problems);
  }

  #cutCells(
    cells: string[],
    problems: Map<number, CellProblem> | undefined,
  ): Map<number, CellProblem> | undefined {
    for (let column = 0; column < cells.length; column++) {
      const cell = cells[column] ?? "";
      if (cell.length <= this.limits.cellKeptLengthMax) continue;
      requireLengthWithin(this.limits, cell.length, this.#rowNumber);
      cells[column] = cutCell(this.limits, cell);
      (problems ??= new Map()).set(column, "cut");
    }
    return problems;
  }
}

function problemsOf(cells: readonly string[]): Map<number, CellProblem> | undefined {
  let problems: Map<number, CellProblem> | undefined;
  for (let column = 0; column < cells.length; column++) {
    if (lostDigits(cells[column] ?? "")) (problems ??= new Map()).set(column, "digitsLost");
  }
  return problems;
}

function withNul(rowNumber: number): SheetRefusedError {
  return new SheetRefusedError({ reason: "controlCharacter", detail: "a NUL", rowNumber });
}
