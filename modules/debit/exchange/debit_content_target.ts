import type { DebitFileWriter } from "@maru/debit/files";
import type { FileRecord } from "./file_row.ts";

/** A file that is being made, and who writes it. */
export interface DebitContentTarget {
  readonly file: FileRecord;
  readonly writer: DebitFileWriter;
}

/** The whole amount or nothing: a partial debit would leave a charge that nobody can explain. */
export const DEBIT_FORM = "1";
