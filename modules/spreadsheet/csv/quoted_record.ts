import { SheetRefusedError } from "../errors.ts";
import { requireColumnWithin, requireLengthWithin } from "../limit_checks.ts";
import type { SheetLimits } from "../sheet.ts";
import type { CsvSeparator } from "./find_separator.ts";

interface Place {
  /** Whether no more text follows. */
  readonly isLast: boolean;
  readonly rowNumber: number;
}

const NOT_WHOLE = -1;

/** Reads one record that may hold quotes. Limits hold while it is read, so a quote without an end
 * is found out within one cell's length. */
export class QuotedRecord {
  /** Of the record that was read last. */
  cells: string[] = [];

  constructor(private readonly separator: CsvSeparator, private readonly limits: SheetLimits) {}

  /**
   * Returns where the record that begins at `start` ends, its line end included; -1 where the text
   * ends before.
   *
   * @throws {SheetRefusedError} "brokenQuote", "cellTooLong", "tooManyColumns"
   */
  read(text: string, start: number, place: Place): number {
    this.cells = [];
    for (let at = start;;) {
      const end = text[at] === '"'
        ? this.#quotedCell(text, at, place)
        : this.#cell(text, at, place);
      if (end === NOT_WHOLE) return NOT_WHOLE;
      if (this.cells.at(-1) !== "") {
        requireColumnWithin(this.limits, this.cells.length - 1, place.rowNumber);
      }
      if (text[end] !== this.separator) return lineEnd(text, end, place);
      at = end + 1;
    }
  }

  /** A cell without quotes at its start; returns the place of what ends it. */
  #cell(text: string, start: number, place: Place): number {
    let end = start;
    while (end < text.length && !this.#isEnd(text, end)) end++;
    requireLengthWithin(this.limits, end - start, place.rowNumber);
    if (end === text.length && !place.isLast) return NOT_WHOLE;
    this.cells.push(text.slice(start, end));
    return end;
  }

  #quotedCell(text: string, start: number, place: Place): number {
    let cell = "";
    for (let at = start + 1;;) {
      const quote = text.indexOf('"', at);
      cell += text.slice(at, quote < 0 ? text.length : quote);
      if (cell.length > this.limits.cellLengthMax) throw this.#overlong(cell, place);
      if (quote < 0 && place.isLast) throw brokenQuote("a quote that is never closed", place);
      // A quote at the very end may be the first half of a pair.
      if (quote < 0 || (quote + 1 === text.length && !place.isLast)) return NOT_WHOLE;
      if (text[quote + 1] !== '"') {
        this.cells.push(cell);
        if (quote + 1 === text.length || this.#isEnd(text, quote + 1)) return quote + 1;
        throw brokenQuote("text after a closing quote", place);
      }
      cell += '"';
      at = quote + 2;
    }
  }

  /** A long cell over several lines is a quote that was forgotten, nearly always. */
  #overlong(cell: string, { rowNumber }: Place): SheetRefusedError {
    const reason = /[\r\n]/.test(cell) ? "brokenQuote" : "cellTooLong";
    const detail = `a quoted cell of more than ${this.limits.cellLengthMax} characters`;
    return new SheetRefusedError({ reason, detail, rowNumber });
  }

  #isEnd(text: string, at: number): boolean {
    const character = text[at];
    return character === this.separator || character === "\n" || character === "\r";
  }
}

/** The place after CRLF, LF or CR. A CR at the very end may be the first half of a CRLF. */
function lineEnd(text: string, at: number, place: Place): number {
  if (text[at] !== "\r") return Math.min(at + 1, text.length);
  if (at + 1 === text.length && !place.isLast) return NOT_WHOLE;
  return text[at + 1] === "\n" ? at + 2 : at + 1;
}

function brokenQuote(detail: string, { rowNumber }: Place): SheetRefusedError {
  return new SheetRefusedError({ reason: "brokenQuote", detail, rowNumber });
}
