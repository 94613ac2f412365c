import { sftpFileName } from "@maru/debit/files";
import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { Page } from "../parts.ts";
import { type ListSource, selectPage, selectPages } from "../settings/lists/keyset.ts";
import { tables } from "../tables.ts";
import type { ReceivedFileKind, SentFileKind } from "./channel.ts";
import type { ExchangeDesk, FileFilter, FileRow } from "./exchange_desk.ts";
import { FileNotFoundError } from "./file_not_found_error.ts";
import type { FileRecord } from "./file_row.ts";

/** Files by the day in their name, newest first, each with what answered it. */
export function createFileLists(
  { database }: Pick<Kernel, "database">,
): Pick<ExchangeDesk, "file" | "files" | "fileStream"> {
  return {
    async files(query): Promise<Page<FileRow>> {
      const page = await selectPage(database.db, sourceOf(query), query);
      return { ...page, rows: await withAnswers(database.db, page.rows) };
    },
    async file(id) {
      const found = await tables(database.db).selectFrom("file").selectAll().where("id", "=", id)
        .execute();
      const [file] = await withAnswers(database.db, found);
      if (file === undefined) throw new FileNotFoundError(id);
      return file;
    },
    async *fileStream(filter) {
      for await (const rows of selectPages(database.read, sourceOf(filter))) {
        yield* await withAnswers(database.read, rows);
      }
    },
  };
}

function sourceOf({ from, to, rail, bankCode, state }: FileFilter): ListSource<FileRecord> {
  return {
    columns: sql<FileRecord>`f.*`,
    from: sql`debit.file f`,
    // Files hold the debits of many merchants.
    tenant: sql<boolean>`true`,
    filters: [
      sql<boolean>`f.business_date between ${from}::date and ${to}::date`,
      ...rail === undefined ? [] : [sql<boolean>`f.rail = ${rail}`],
      ...bankCode === undefined ? [] : [sql<boolean>`f.bank_code = ${bankCode}`],
      ...state === undefined ? [] : [sql<boolean>`f.state = ${state}`],
    ],
    isLookedThrough: false,
    id: sql<string>`f.id`,
    sort: { expression: sql`f.business_date`, type: "date" },
    descending: true,
  };
}

async function withAnswers(
  db: Kernel["database"]["db"],
  files: readonly FileRecord[],
): Promise<readonly FileRow[]> {
  if (files.length === 0) return [];
  const answers = await tables(db).selectFrom("result_file").selectAll()
    .where("file_id", "in", files.map(({ id }) => id)).orderBy("received_at").execute();
  const byFile = Map.groupBy(answers, (answer) => answer.file_id);
  return files.map((file) => ({
    ...rowOf(file),
    received: (byFile.get(file.id) ?? []).map((answer) => ({
      kind: answer.kind as ReceivedFileKind,
      state: answer.state,
      recordCount: answer.record_count,
      receivedAt: answer.received_at,
      ...(answer.refusal === null ? {} : { refusal: answer.refusal }),
    })),
  }));
}

function rowOf(file: FileRecord): Omit<FileRow, "received"> {
  return {
    id: file.id,
    rail: file.rail,
    bankCode: file.bank_code,
    kind: file.kind,
    name: sftpFileName({ kind: file.kind as SentFileKind, date: file.business_date }),
    businessDate: file.business_date,
    state: file.state,
    recordCount: file.record_count,
    totalWon: file.total_won,
    sendBy: file.send_by,
    attemptCount: file.attempt_count,
    ...(file.result_due_at === null ? {} : { resultDueAt: file.result_due_at }),
    ...(file.sent_at === null ? {} : { sentAt: file.sent_at }),
    ...(file.resulted_at === null ? {} : { resultedAt: file.resulted_at }),
    ...(file.rejection_code === null ? {} : { rejectionCode: file.rejection_code }),
  };
}
