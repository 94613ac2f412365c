import type { SheetRefusal } from "../errors.ts";
import type { CellProblem, SheetMeta } from "../sheet.ts";

/**
 * What the parser process tells, one message after the other: 4 bytes of length (big endian), then
 * that many bytes of JSON in UTF-8. First `meta`, then rows, then `end`; `refused` instead of any.
 */
export type ParserMessage =
  | { readonly meta: SheetMeta }
  | { readonly rows: RowBatch }
  | { readonly end: { readonly rowCount: number } }
  | {
    readonly refused: {
      readonly reason: SheetRefusal;
      readonly detail: string;
      readonly rowNumber?: number;
    };
  };

/** Rows side by side, which is smaller and quicker than one object each. */
export interface RowBatch {
  /** Of the first row where they follow each other, else of each. */
  readonly numbers: number | readonly number[];
  readonly cells: readonly (readonly string[])[];
  /** Index of the row, index of the cell, problem. */
  readonly problems?: readonly (readonly [number, number, CellProblem])[];
}

export const LENGTH_BYTE_COUNT = 4;
/** A batch is sent once it has this many rows or characters, whichever comes first. */
export const BATCH_ROW_COUNT = 1_000;
export const BATCH_LENGTH = 100_000;
/** Quotes and comma around a cell, brackets around a row. */
export const CELL_OVERHEAD = 3;
/** Two indexes and the longest word of a problem. */
export const PROBLEM_LENGTH = 40;

/** Most bytes of a message: a batch that one row of the largest cells has overfilled. */
export function messageByteCountMax(limits: {
  readonly columnCountMax: number;
  readonly cellKeptLengthMax: number;
}): number {
  const row = limits.columnCountMax * (limits.cellKeptLengthMax + CELL_OVERHEAD + PROBLEM_LENGTH);
  return BYTES_PER_CHARACTER_MAX * (BATCH_LENGTH + row) + FRAME_BYTE_COUNT;
}

/** A control character takes six bytes in JSON. */
const BYTES_PER_CHARACTER_MAX = 6;
/** Keys, row numbers, or all of another message. */
const FRAME_BYTE_COUNT = 50_000;
