import { stringify } from "csv-stringify/sync";
import { bytesOf, inPieces } from "./pieces.ts";

const BYTE_ORDER_MARK = "\ufeff";
/** What spreadsheets take for the begin of a formula; some of them read the wide forms alike. */
const FORMULA_START = /^[\s\0]*[=+\-@\t\r|＝＋－＠]/;
const NUMBER = /^-?\d[\d,]*(\.\d+)?$/;
const ROWS_PER_PIECE = 500;

/**
 * A table as CSV (RFC 4180) in UTF-8 with a byte order mark, as Korean Excel wants it, row by row.
 * An apostrophe goes before a cell that would be run as a formula (CSV injection, OWASP); negative
 * numbers stay numbers.
 */
export function csvStream(table: {
  readonly columns: readonly string[];
  readonly rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
}): ReadableStream<Uint8Array<ArrayBuffer>> {
  return bytesOf(csvTexts(table));
}

async function* csvTexts(table: Parameters<typeof csvStream>[0]): AsyncGenerator<string> {
  yield BYTE_ORDER_MARK + csvText([table.columns]);
  for await (const rows of inPieces(table.rows, ROWS_PER_PIECE)) yield csvText(rows);
}

function csvText(rows: readonly (readonly string[])[]): string {
  return stringify(rows.map((cells) => cells.map(safeCell)), {
    record_delimiter: "windows",
    // The library looks for the whole CRLF alone, and a lone LF would end the line for readers.
    quoted_match: /[\r\n]/,
  });
}

function safeCell(cell: string): string {
  return FORMULA_START.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
