import { stringify } from "csv-stringify/sync";

const BYTE_ORDER_MARK = "\ufeff";
/** What spreadsheets take for the begin of a formula; some of them read the wide forms alike. */
const FORMULA_START = /^[\s\0]*[=+\-@\t\r|＝＋－＠]/;
const NUMBER = /^-?\d[\d,]*(\.\d+)?$/;

/**
 * A table as CSV (RFC 4180) in UTF-8 with a mark, as Korean Excel wants it. An apostrophe goes before
 * a cell that would be run as a formula (CSV injection, OWASP); negative numbers stay numbers.
 */
export function csvText(table: {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}): string {
  const lines = [table.columns, ...table.rows].map((line) => line.map(safeCell));
  return BYTE_ORDER_MARK + stringify(lines, {
    record_delimiter: "windows",
    // The library looks for the whole CRLF alone, and a lone LF would end the line for readers.
    quoted_match: /[\r\n]/,
  });
}

function safeCell(cell: string): string {
  return FORMULA_START.test(cell) && !NUMBER.test(cell) ? `'${cell}` : cell;
}
