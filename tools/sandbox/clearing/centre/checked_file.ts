import type { Day } from "../calendar/korean_day.ts";
import type { SentKind } from "../file_kind.ts";

/** A file that arrived whole and waits to be checked. */
export interface ArrivedFile {
  readonly path: string;
  readonly sizeBytes: number;
  readonly kind: SentKind;
  readonly day: Day;
  readonly arrivedAt: Date;
  /** Whose token sent it; a bank's line takes every institution's. */
  readonly institution?: string;
  /** The bank of a direct line. */
  readonly lineBank?: string;
}

/** A record that is refused on arrival. */
export interface CentreError {
  /** Its place among the data records, from 1. */
  readonly recordNumber: number;
  readonly payerNumber: string;
  readonly code: string;
}

/** What the check found; a file that is refused whole throws {@link FileRefusedError} instead. */
export interface CheckedFile {
  readonly institution: string;
  readonly recordCount: number;
  readonly totalWon: number;
  readonly errors: readonly CentreError[];
}

/** The whole file is refused; the answer to the sender carries code and reason. */
export class FileRefusedError extends Error {
  override readonly name = "FileRefusedError";
  constructor(readonly code: string, readonly reason: string) {
    super(`Cannot take the file: ${reason}`);
  }
}
