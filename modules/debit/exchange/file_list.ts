import { sftpFileName } from "@maru/debit/files";
import type { BusinessDate, Kernel } from "@maru/kernel";
import type { Rail } from "../parts.ts";
import { tables } from "../tables.ts";
import type { ReceivedFileKind, SentFileKind } from "./channel.ts";
import type { FileRow } from "./exchange_desk.ts";

/** Files by the day in their name, newest first, each with what answered it. */
export async function listFiles(
  kernel: Kernel,
  { from, to, rail, limit }: { from: BusinessDate; to: BusinessDate; rail?: Rail; limit: number },
): Promise<readonly FileRow[]> {
  const files = await tables(kernel.database.db).selectFrom("file").selectAll()
    .where("business_date", ">=", from).where("business_date", "<=", to)
    .$if(rail !== undefined, (query) => query.where("rail", "=", rail ?? "directLine"))
    .orderBy("business_date", "desc").orderBy("built_at", "desc").limit(limit).execute();
  const answers = await tables(kernel.database.db).selectFrom("result_file").selectAll()
    .where("business_date", ">=", from).where("business_date", "<=", to)
    .orderBy("received_at").execute();
  return files.map((file) => ({
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
    received: answers.filter(({ file_id }) => file_id === file.id).map((answer) => ({
      kind: answer.kind as ReceivedFileKind,
      state: answer.state,
      recordCount: answer.record_count,
      receivedAt: answer.received_at,
      ...(answer.refusal === null ? {} : { refusal: answer.refusal }),
    })),
    ...(file.result_due_at === null ? {} : { resultDueAt: file.result_due_at }),
    ...(file.sent_at === null ? {} : { sentAt: file.sent_at }),
    ...(file.resulted_at === null ? {} : { resultedAt: file.resulted_at }),
    ...(file.rejection_code === null ? {} : { rejectionCode: file.rejection_code }),
  }));
}
