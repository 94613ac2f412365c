import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { TRANSIT_ACCOUNT_IDS } from "../money/house_accounts.ts";
import { tables } from "../tables.ts";
import {
  ChannelUnavailableError,
  FileAlreadySentError,
  FileNotTakenError,
  type SentFileState,
} from "./channel.ts";
import type { ExchangeWork } from "./deps.ts";
import { contentOf, type Digest, digestOf } from "./file_content.ts";
import { aboutFile, type FileRecord, nameOf, railOf } from "./file_row.ts";
import { keepLease, takeLease } from "./file_lease.ts";
import { allowLongStatements } from "./long_statements.ts";
import { releaseRejected } from "./release_rejected.ts";

/** A file, and which attempt to send it this process makes. */
interface Sending {
  readonly file: FileRecord;
  readonly attempt: number;
}

/** Sends what was built, proofs of consent before the applications that need them. */
export async function sendFiles(work: ExchangeWork): Promise<void> {
  const files = await tables(work.kernel.database.db).selectFrom("file").selectAll()
    .where("state", "in", ["built", "sending"]).orderBy("built_at").orderBy("kind", "desc")
    .execute();
  for (const file of files) {
    if (await waitsForProof(work, file)) continue;
    const attempt = await takeLease(work.kernel, file.id);
    if (attempt === undefined) continue;
    await using _lease = keepLease(work.kernel, { fileId: file.id, attempt });
    try {
      await sendOne(work, { file, attempt });
    } catch (error) {
      await noteFailure(work, file, error);
    }
  }
}

/** A line that is down is tried again; a file that cannot be written is for an operator. */
async function noteFailure(work: ExchangeWork, file: FileRecord, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  work.kernel.log.warn("file not sent", { ...aboutFile(file), error: reason });
  if (error instanceof ChannelUnavailableError) return;
  await work.kernel.transaction((tx) =>
    work.alerts.raise(tx, {
      kind: "fileRejected",
      rail: railOf(file),
      fileId: file.id,
      details: { ...aboutFile(file), reason },
    })
  );
}

/** Whether the EI13 of the same day has not arrived yet (0078). */
async function waitsForProof({ kernel }: ExchangeWork, file: FileRecord): Promise<boolean> {
  if (file.kind !== "EB13") return false;
  const waiting = await tables(kernel.database.db).selectFrom("file").select("id")
    .where("kind", "=", "EI13").where("rail", "=", file.rail)
    .where("bank_code", "=", file.bank_code).where("business_date", "=", file.business_date)
    .where("state", "in", ["built", "sending"]).executeTakeFirst();
  return waiting !== undefined;
}

/** Asks first what lies there: the process before may have died after its last byte. */
async function sendOne(work: ExchangeWork, sending: Sending): Promise<void> {
  const { file, attempt } = sending;
  const channel = work.channels[railOf(file)];
  const digest = await requireDigest(work, file);
  if (digest === undefined) return;
  if (attempt > 1) {
    const before = await channel.state(nameOf(file));
    if (await settle(work, { ...sending, state: before, digest })) return;
  }
  if (work.kernel.clock.now() > file.send_by) return await giveUp(work, sending, "late");
  try {
    await channel.send(nameOf(file), {
      bytes: contentOf(work, file),
      byteCount: digest.byteCount,
    });
  } catch (error) {
    if (error instanceof FileNotTakenError) return await giveUp(work, sending, error.code);
    if (!(error instanceof FileAlreadySentError)) throw error;
  }
  const after = await channel.state(nameOf(file));
  await settle(work, { ...sending, state: after, digest });
}

/** Fixes the file's bytes at the first attempt; later ones must be alike, or nothing is sent. */
async function requireDigest(work: ExchangeWork, file: FileRecord): Promise<Digest | undefined> {
  const digest = await digestOf(work, file);
  if (file.content_mac === null) {
    await tables(work.kernel.database.db).updateTable("file")
      .set({ content_mac: digest.mac, byte_count: digest.byteCount })
      .where("id", "=", file.id).execute();
    return digest;
  }
  if (file.content_mac === digest.mac) return digest;
  await work.kernel.transaction((tx) =>
    work.alerts.raise(tx, {
      kind: "resultMismatch",
      rail: railOf(file),
      fileId: file.id,
      details: { ...aboutFile(file), reason: "contentChanged" },
    })
  );
  return undefined;
}

/** @returns whether the file needs no sending any more */
async function settle(
  work: ExchangeWork,
  { state, digest, ...sending }: Sending & { state: SentFileState; digest: Digest },
): Promise<boolean> {
  const { file } = sending;
  if (state.state === "absent") return false;
  // A file that is being checked may be refused yet; it is asked about again at the next turn.
  if (state.state === "checking" && !isAnswerDue(work, file)) return true;
  if (state.state === "refused") {
    await giveUp(work, sending, state.code ?? "unknown");
    return true;
  }
  const hasOtherSize = state.byteCount !== undefined &&
    BigInt(state.byteCount) !== digest.byteCount;
  const hasOtherCount = state.recordCount !== undefined &&
    state.recordCount !== file.record_count;
  if (hasOtherSize || hasOtherCount) {
    await work.kernel.transaction((tx) =>
      work.alerts.raise(tx, {
        kind: "resultMismatch",
        rail: railOf(file),
        fileId: file.id,
        details: { ...aboutFile(file), reason: "otherFileThere" },
      })
    );
    return true;
  }
  await work.kernel.transaction((tx) => markSent(work, tx, file));
  return true;
}

/** An answer is proof that the file was taken, so that it must be looked for in any case. */
function isAnswerDue({ kernel }: ExchangeWork, file: FileRecord): boolean {
  return kernel.clock.now() >= (file.result_due_at ?? file.send_by);
}

/** The file lies there whole: its money is on the way. */
async function markSent(work: ExchangeWork, tx: Transaction, file: FileRecord): Promise<void> {
  await allowLongStatements(tx);
  const marked = await tables(tx).updateTable("file")
    .set({
      // Proofs of consent get no answer of their own.
      state: file.kind === "EI13" || file.kind === "EB12" ? "resulted" : "sent",
      sent_at: work.kernel.clock.now(),
      lease_until: null,
    })
    .where("id", "=", file.id).where("state", "=", "sending").executeTakeFirst();
  if (marked.numUpdatedRows === 0n) return;
  await work.ledger.postFrom(
    tx,
    sql`
      select f.sent_posting_id as id, m.receivable_account_id as from_id,
        ${TRANSIT_ACCOUNT_IDS[railOf(file)]}::uuid as to_id, f.total_won as amount,
        'debit.sent' as purpose, f.file_id::text as reference
      from debit.file_merchant f join debit.merchant m on m.id = f.merchant_id
      where f.file_id = ${file.id}`,
  );
  await work.kernel.events.publish(tx, { type: "debit.fileSent", data: { fileId: file.id } });
}

/** The other side does not take it: what is in it is free for another day. */
async function giveUp(
  work: ExchangeWork,
  { file, attempt }: Sending,
  code: string,
): Promise<void> {
  const isReleased = await work.kernel.transaction(async (tx) => {
    await allowLongStatements(tx);
    if (!await releaseRejected(tx, { file, attempt, code })) return false;
    await work.alerts.raise(tx, {
      kind: code === "late" ? "fileLate" : "fileRejected",
      rail: railOf(file),
      fileId: file.id,
      details: { ...aboutFile(file), code },
    });
    return true;
  });
  if (isReleased) await work.replan();
}
