import type { BusinessDate } from "@maru/kernel";
import type { Selectable } from "kysely";
import type { Rail } from "../parts.ts";
import type { FileTable } from "../tables.ts";
import type { FileName, SentFileKind } from "./channel.ts";

/** A row of `debit.file` as the steps of sending and receiving pass it on. */
export type FileRecord = Selectable<FileTable>;

export function nameOf(file: FileRecord): FileName<SentFileKind> {
  return {
    kind: file.kind as SentFileKind,
    businessDate: file.business_date as BusinessDate,
    bankCode: file.bank_code,
  };
}

export function railOf(file: FileRecord): Rail {
  return file.rail as Rail;
}

/** What an alert or a log line tells of a file. */
export function aboutFile(file: FileRecord): Record<string, string> {
  return { kind: file.kind, date: file.business_date, bankCode: file.bank_code };
}
