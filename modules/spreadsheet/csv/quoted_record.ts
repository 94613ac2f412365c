import { SheetRefusedError } from "../errors.ts";
import { requireColumnWithin, requireLengthWithin, requireWidthWithin } from "../limit_checks.ts";
import type { SheetLimits } from "../sheet.ts";
import type { CsvSeparator } from "./find_separator.ts";

interface Place {
  /** Whether no more text follows. */
  readonly isLast: boolean;
  readonly rowNumber: number;
}

const NOT_WHOLE = -1;

/**
 * Reads one record that may hold quotes, in as many pieces as it comes in: of one that goes on in the
 * next piece the cells that are whole are kept, so that no letter of them is read again. Limits hold
 * while it is read, so a quote without an end is found out within one cell's length.
 */
export class QuotedRecord {
  /** Of the record that was read last, or of the one under way. */
  cells: string[] = [];
  /** Whether a record is under way. */
  isOpen = false;
  /** Of the record under way: where the first cell begins that is not whole. */
  restStart = 0;

  constructor(private readonly separator: CsvSeparator, private readonly limits: SheetLimits) {}

  /**
   * Returns where the record ends that begins at `start`, or goes on there while one is under way,
   * its line end included; -1 where the text ends before: the next text begins at `restStart` then.
   *
   * @throws {SheetRefusedError} "brokenQuote", "cellTooLong", "tooManyColumns"
   */
  read(text: string, start: number, place: Place): number {
    if (!this.isOpen) this.cells = [];
    const end = this.#readOn(text, start, place);
    this.isOpen = end === NOT_WHOLE;
    return end;
  }

  #readOn(text: string, start: number, place: Place): number {
    for (let at = start;;) {
      this.restStart = at;
      const end = text[at] === '"'
        ? this.#quotedCell(text, at, place)
        : this.#cell(text, at, place);
      if (end === NOT_WHOLE) return NOT_WHOLE;
      if (this.cells.at(-1) !== "") {
        requireColumnWithin(this.limits, this.cells.length - 1, place.rowNumber);
      }
      requireWidthWithin(this.limits, this.cells.length, place.rowNumber);
      if (text[end] === this.separator) {
        at = end + 1;
        continue;
      }
      const next = lineEnd(text, end, place);
      // The cell is read again together with what ends the line.
      if (next === NOT_WHOLE) this.cells.pop();
      return next;
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
