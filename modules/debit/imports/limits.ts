import { IMPORT_BYTE_COUNT_MAX } from "./import_desk.ts";

/** How much one import may be. */
export interface ImportLimits {
  /** Rows of the file, its heading included. */
  readonly rowCountMax: number;
  readonly byteCountMax: number;
}

export const IMPORT_LIMITS: ImportLimits = {
  rowCountMax: 200_001,
  byteCountMax: IMPORT_BYTE_COUNT_MAX,
};
/** Rows that are staged at once: two such batches are held in memory. */
export const STAGED_ROW_COUNT = 2_000;
/** Characters of their cells at which fewer rows are staged at once; honest rows have a few hundred. */
export const STAGED_TEXT_LENGTH = 1_500_000;
/** Characters of a cell that are looked at: twice as many as the longest column may have. */
export const CELL_LENGTH_MAX = 400;
/** Rows that are written at once where all of them go into one transaction. */
export const BATCH_ROW_COUNT = 10_000;

/** How good rows are written: block by block of row numbers, each in a transaction of its own. */
export interface WritingPace {
  readonly blockRowCount: number;
  /** Blocks under way at once, each on a connection of its own. */
  readonly laneCount: number;
  /** Time between two blocks of a lane, for those who wait for the database. */
  readonly pauseMs: number;
}

/** The embedded database has one connection, and nobody is answered while it works. */
export const WRITING_PACES: Readonly<Record<"postgres" | "pglite", WritingPace>> = {
  postgres: { blockRowCount: 10_000, laneCount: 2, pauseMs: 0 },
  pglite: { blockRowCount: 200, laneCount: 1, pauseMs: 20 },
};
