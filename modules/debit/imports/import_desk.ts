import type { SheetRefusal } from "@maru/spreadsheet";
import type { Actor } from "../parts.ts";

export * from "./errors.ts";

/** A column of the template, in its order. */
export interface ImportColumn {
  /** Fixed name in code, e.g. `customerNumber`. */
  readonly name: string;
  /** The heading in the template, e.g. 고객번호. */
  readonly title: string;
  readonly isRequired: boolean;
  readonly explanation: string;
  readonly example: string;
}

export interface BadRow {
  /** As in the file: the heading is row 1. */
  readonly rowNumber: number;
  /** Name of an {@linkcode ImportColumn}. */
  readonly column: string;
  /** Stable word, e.g. `accountFormat`; the words for people stand in `web`. */
  readonly reason: ImportReason;
  /** What was typed, of a long text its beginning; absent for account numbers and identities. */
  readonly value?: string;
}

export const IMPORT_REASONS = [
  "missing",
  "tooLong",
  "notAChoice",
  "notANumber",
  "notADate",
  "notAMonth",
  "monthsReversed",
  "overLimit",
  "discountTooHigh",
  "dueDayNotContracted",
  "itemNotContracted",
  "bankUnknown",
  "accountFormat",
  "identityFormat",
  /** Ten digits whose check digit is another one. */
  "businessNumber",
  "residentNumber",
  "phoneFormat",
  "emailFormat",
  "postcodeFormat",
  "characters",
  "duplicateInFile",
  "customerNumberTaken",
  /** A spreadsheet has lost the last digits of a long number. */
  "precision",
  /** A discount rate such as 0.1, which is meant as 10 percent or is none. */
  "rateBelowOne",
  /** An amount with a part of a won. */
  "notWholeWon",
  /** An error value of a spreadsheet, e.g. #DIV/0!. */
  "errorCell",
  /** A formula that was saved without its value. */
  "formulaCell",
  /** A spreadsheet dropped the zero in front of a number. */
  "zeroLost",
  /** The apostrophe that a spreadsheet takes for "this is text" stands in the cell itself. */
  "quoteTyped",
] as const;
export type ImportReason = (typeof IMPORT_REASONS)[number];

/** Most bytes of a file: 30 MB, as computers tell the size of files. */
export const IMPORT_BYTE_COUNT_MAX = 31_457_280;

/** Why a whole file was refused. */
export type ImportRefusal =
  | SheetRefusal
  /** Headings lack, are unknown or stand there twice: `refusedColumns` says which. */
  | "columns"
  /** No row under the headings. */
  | "empty"
  /** Too many others are being read: upload again in a while. */
  | "busy"
  /** The process that read or kept the rows is gone: upload again. */
  | "interrupted"
  /** The contract, its items or the banks changed since the dry run: upload again. */
  | "contractChanged";

export interface Import {
  readonly id: string;
  readonly fileName: string;
  readonly contractId: string;
  readonly state: "reading" | "checked" | "applying" | "done" | "refused" | "cancelled";
  /** Why the whole file was refused. */
  readonly refusal?: ImportRefusal;
  /** Where in the file the reason stands, where that is known. */
  readonly refusalRow?: number;
  /** For `columns`: titles that lack, headings that are unknown or stand there twice. */
  readonly refusedColumns?: {
    readonly missing: readonly string[];
    readonly unknown: readonly string[];
  };
  /** While it is read: rows until now, and so the other counts. */
  readonly rowCount: number;
  readonly goodCount: number;
  readonly badCount: number;
  /** Rows that were imported before, by this file or another, with the same content. */
  readonly sameCount: number;
  /** Good rows that are written; grows while it is applied. */
  readonly appliedCount: number;
  /** What was asked to be written. */
  readonly which?: "all" | "good";
  readonly createdAt: Date;
  readonly actorName: string;
}

/** 일괄등록: dry run first, then all or the good ones. */
export interface ImportDesk {
  readonly columns: readonly ImportColumn[];
  /** The template as XLSX: headings, and on a second sheet what goes where, with examples. */
  template(merchantId: string): Promise<ReadableStream<Uint8Array>>;
  /**
   * Takes an upload and begins the dry run beside the caller: `get` tells how far it is, and why a
   * file was refused. The same file again for the same contract gives the same import.
   *
   * @throws {UploadTooLargeError}
   * @throws {CustomerInputError} the merchant has no such contract that runs today
   */
  begin(
    merchantId: string,
    input: {
      contractId: string;
      fileName: string;
      content: ReadableStream<Uint8Array>;
      encoding?: "utf-8" | "euc-kr";
      actor: Actor;
    },
  ): Promise<{ id: string }>;
  /** @throws {ImportNotFoundError} */
  get(merchantId: string, id: string): Promise<Import>;
  /** The latest hundred, the newest first. */
  list(merchantId: string): Promise<readonly Import[]>;
  /**
   * What is wrong, row by row, with every reason of a row; `limit` (1 to 1000) counts rows.
   *
   * @throws {ImportNotFoundError}
   */
  badRows(
    merchantId: string,
    query: { id: string; afterRow?: number; limit: number },
  ): Promise<readonly BadRow[]>;
  /**
   * The bad rows as they were, account numbers and identities masked, of texts that are too long the
   * beginning, each with its reasons in the words that the caller gives, as XLSX or CSV.
   *
   * @throws {ImportNotFoundError}
   */
  errorFile(
    merchantId: string,
    query: { id: string; format: "xlsx" | "csv"; words: (bad: BadRow) => string },
  ): Promise<ReadableStream<Uint8Array>>;
  /**
   * Writes all rows, in one transaction, or the good ones, ten thousand at a time; runs as a job with
   * progress. Asking again changes nothing. Where customers appeared in between, "all" goes back to
   * `checked` with those rows among the bad ones.
   *
   * @throws {ImportNotFoundError}
   * @throws {ImportStateError} it is not checked
   * @throws {ImportHasBadRowsError} "all" while a row is bad
   */
  apply(
    merchantId: string,
    input: { id: string; which: "all" | "good"; actor: Actor },
  ): Promise<void>;
  /**
   * Ends a dry run, or stops the writing behind the rows that are written ("all": before any is).
   *
   * @throws {ImportNotFoundError}
   * @throws {ImportStateError} it is done or was refused
   */
  cancel(merchantId: string, input: { id: string; actor: Actor }): Promise<void>;
}
