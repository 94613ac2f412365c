import { READ_BYTES_MAX } from "./pdf_limits.ts";
import { tooComplex } from "./pdf_parser.ts";

/**
 * How much of a file is read, all in all. A small file can send a reader over the same bytes again
 * and again: many objects at one place, many revisions that share a table.
 */
export interface PdfBudget {
  /** @throws {PdfRefusedError} more was read than any honest file asks for */
  spend(byteCount: number): void;
}

export function createPdfBudget(): PdfBudget {
  let spentCount = 0;
  return {
    spend(byteCount) {
      spentCount += byteCount;
      if (spentCount > READ_BYTES_MAX) throw tooComplex("it is read over and over");
    },
  };
}
