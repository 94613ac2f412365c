import { SheetRefusedError } from "../errors.ts";
import { requireColumnWithin, requireLengthWithin, requireRowWithin } from "../limit_checks.ts";
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
    this.#mayLoseDigits = text.includes("E+") || text.includes("e+");
    let at = 0;
    let nextQuote = text.indexOf('"');
    let nextReturn = text.indexOf("\r");
    let lineEnd = text.indexOf("\n");
    while (at < text.length) {
      if (nextQuote >= 0 && nextQuote < at) nextQuote = text.indexOf('"', at);
      if (nextReturn >= 0 && nextReturn < at) nextReturn = text.indexOf("\r", at);
      if (lineEnd >= 0 && lineEnd < at) lineEnd = text.indexOf("\n", at);
      const hasReturn = nextReturn >= 0 && nextReturn < lineEnd;
      const isPlain = lineEnd >= 0 && (nextQuote < 0 || nextQuote > lineEnd) &&
        (!hasReturn || nextReturn === lineEnd - 1);
      if (isPlain) {
        const line = text.slice(at, hasReturn ? lineEnd - 1 : lineEnd);
        this.#record(line.split(this.separator), line.length);
        at = lineEnd + 1;
        continue;
      }
      const end = this.#quoted.read(text, at, { isLast, rowNumber: this.#rowNumber + 1 });
      if (end < 0) break;
      this.#record(this.#quoted.cells, end - at);
      at = end;
    }
    this.#rest = text.slice(at);
  }

  #record(cells: string[], length: number): void {
    this.#rowNumber++;
    while (cells.at(-1) === "") cells.pop();
    if (cells.length === 0) return;
    requireRowWithin(this.limits, this.#rowNumber);
    requireColumnWithin(this.limits, cells.length - 1, this.#rowNumber);
    if (length > this.limits.cellLengthMax) {
      for (const cell of cells) requireLengthWithin(this.limits, cell.length, this.#rowNumber);
    }
    const problems = this.#mayLoseDigits ? problemsOf(cells) : undefined;
    this.sink.row(this.#rowNumber, cells, problems);
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
