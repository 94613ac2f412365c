/** What a sheet is once it is read, whatever file it came from. */

export type SheetFormat = "xlsx" | "csv";

/** Encodings of CSV files; `euc-kr` is what Korean Windows writes, CP949's additions included. */
export type CsvEncoding = "utf-8" | "euc-kr";

export interface SheetMeta {
  readonly format: SheetFormat;
  /** Of the sheet that is read: the first visible one. Absent for CSV. */
  readonly sheetName?: string;
  /** CSV alone: given by the caller or found. */
  readonly encoding?: CsvEncoding;
  /** CSV alone: found in the first row. */
  readonly separator?: "," | ";" | "\t";
}

/** Why the text of a cell must not be trusted as it stands. */
export type CellProblem =
  /** An error value such as #N/A; the text is that word. */
  | "errorValue"
  /** A number of more than 15 digits: the spreadsheet program has lost the rest of them. */
  | "digitsLost"
  /** A formula that was saved without its value; the text is empty. */
  | "valueMissing"
  /** A date that the calendar does not have; the text is the number that stands for it. */
  | "dateOutOfRange"
  /** Longer than `cellKeptLengthMax`: the text is its beginning. */
  | "cut";

export interface SheetRow {
  /** As the spreadsheet program shows it: the first row is 1. For CSV the count of records. */
  readonly rowNumber: number;
  /**
   * Texts by column, empty ones at the end left out: numbers as plain decimals, what is shown as a
   * percentage with its sign (`10%`), dates as `YYYY-MM-DD` (with a time `YYYY-MM-DD HH:MM:SS`, a
   * time alone `HH:MM:SS`), truth values as `TRUE` and `FALSE`.
   */
  readonly cells: readonly string[];
  /** Problems by index of the cell; absent where there are none. */
  readonly problems?: ReadonlyMap<number, CellProblem>;
}

export interface SheetLimits {
  /** Highest row number; also the most rows. */
  readonly rowCountMax: number;
  readonly columnCountMax: number;
  /** UTF-16 code units of one cell; a file with a longer one is refused. */
  readonly cellLengthMax: number;
  /** UTF-16 code units of one cell that are handed over; a longer one is cut. */
  readonly cellKeptLengthMax: number;
  /**
   * UTF-16 code units of all cells. A shared string counts as often as cells name it: a few kilobytes
   * can stand for gigabytes.
   */
  readonly textLengthMax: number;
  /** Bytes of the file. */
  readonly byteCountMax: number;
  /** Bytes of all that an XLSX file unpacks to. */
  readonly unpackedByteCountMax: number;
}

export const DEFAULT_SHEET_LIMITS: SheetLimits = {
  rowCountMax: 200_000,
  columnCountMax: 100,
  cellLengthMax: 4_000,
  cellKeptLengthMax: 1_000,
  textLengthMax: 100_000_000,
  byteCountMax: 30_000_000,
  unpackedByteCountMax: 400_000_000,
};
