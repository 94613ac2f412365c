import type { CellProblem, SheetMeta } from "./sheet.ts";

/** Takes a sheet as it is read, in order: `meta` once, then the rows that hold anything. */
export interface SheetSink {
  meta(meta: SheetMeta): void;
  row(
    rowNumber: number,
    cells: readonly string[],
    problems?: ReadonlyMap<number, CellProblem>,
  ): void;
  /** Resolves when the next piece of the file may be read. */
  ready(): Promise<void>;
}
