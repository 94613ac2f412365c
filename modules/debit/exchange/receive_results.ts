import { EmptyFileError, FileFormatError, UnreconciledResultError } from "@maru/debit/files";
import { createHash } from "node:crypto";
import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import { applyDebitResults } from "./apply_debit_results.ts";
import { applyRegistrationResults } from "./apply_registration_results.ts";
import { ChannelUnavailableError, type FileName, type ReceivedFileKind } from "./channel.ts";
import type { ExchangeWork } from "./deps.ts";
import type { AlertKind } from "./exchange_desk.ts";
import { fileMac } from "./file_mac.ts";
import { aboutFile, type FileRecord, nameOf, railOf } from "./file_row.ts";
import { reconcileAbsence, ResultRefusedError, type ResultToApply } from "./result_to_apply.ts";

const ANSWERS: Readonly<Record<string, ReceivedFileKind>> = {
  EB13: "EB14",
  EB21: "EB22",
  EC21: "EC22",
};
/** A file of 1,000,000 failures is 150 MB; nothing longer answers a file of ours. */
const BYTE_COUNT_MAX = 160_000_000;
/** How soon an answer that could not be used, or is not due yet, is looked at again. */
const LOOK_AGAIN_MS = 20_000;
const LOOK_EARLY_MS = 10 * 60_000;
/** After this an operator is told that nothing came. */
const LATE_AFTER_MS = 60 * 60_000;

/**
 * Looks for answers, and applies each that is due, done and agrees to the won. Answers to applications
 * come first: they are short, and say who may be debited.
 */
export async function receiveResults(work: ExchangeWork): Promise<void> {
  const now = work.kernel.clock.now();
  const files = await tables(work.kernel.database.db).selectFrom("file").selectAll()
    .where("state", "=", "sent")
    .where((is) => is.or([is("look_after", "is", null), is("look_after", "<=", now)]))
    .orderBy(({ eb }) => eb("kind", "=", "EB13"), "desc").orderBy("result_due_at").execute();
  for (const file of files) {
    try {
      await receiveOne(work, file);
    } catch (error) {
      // One file that cannot be worked must not stop the others.
      work.kernel.log.error("answer not worked", { ...aboutFile(file), error: String(error) });
      await lookAgain(work, file).catch((problem: unknown) =>
        work.kernel.log.error("answer not put off", {
          ...aboutFile(file),
          error: String(problem),
        })
      );
    }
  }
}

async function receiveOne(work: ExchangeWork, file: FileRecord): Promise<void> {
  const kind = ANSWERS[file.kind];
  if (kind === undefined) return;
  const name = { ...nameOf(file), kind };
  try {
    const result = await fetchResult(work, { file, name });
    if (result === undefined) return await lookAgain(work, file);
    await applyOnce(work, result);
  } catch (error) {
    const kindOfAlert = alertOf(error);
    if (kindOfAlert === undefined) throw error;
    await refuse(work, { file, name, error: error as Error, kind: kindOfAlert });
  }
}

/** @returns nothing where no answer is ready */
async function fetchResult(
  work: ExchangeWork,
  { file, name }: { file: FileRecord; name: FileName<ReceivedFileKind> },
): Promise<ResultToApply | undefined> {
  const channel = work.channels[railOf(file)];
  const state = await channel.resultState(name);
  const source = await channel.receive(name);
  const isDue = file.result_due_at !== null && file.result_due_at <= work.kernel.clock.now();
  if (state.state !== "done" || !isDue) {
    if (source === undefined) return undefined;
    await drop(source);
    throw new ResultRefusedError("resultEarly", "it is there before it is due and done");
  }
  const sent = await channel.state(nameOf(file));
  const common = { file, name, state, centreErrors: sent.centreErrors ?? [] };
  if (source === undefined) return reconcileAbsence(common);
  const { bytes, mac } = await readAll(work, source);
  if (bytes.length === 0) throw new EmptyFileError(`${name.kind} of ${name.businessDate}`);
  await requireNew(work, { file, mac });
  return { ...common, bytes, mac };
}

async function readAll(
  { kernel }: ExchangeWork,
  source: AsyncIterable<Uint8Array>,
): Promise<{ bytes: readonly Uint8Array[]; mac: string }> {
  const hash = createHash("sha256");
  const bytes: Uint8Array[] = [];
  let byteCount = 0;
  for await (const chunk of source) {
    byteCount += chunk.length;
    if (byteCount > BYTE_COUNT_MAX) {
      throw new ResultRefusedError("resultAltered", `it is longer than ${BYTE_COUNT_MAX} bytes`);
    }
    hash.update(chunk);
    bytes.push(chunk);
  }
  return { bytes, mac: await fileMac(kernel, hash) };
}

async function drop(source: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const _ of source) break;
}

/** The bytes of another day's answer, or of one that was applied, change nothing. */
async function requireNew(
  { kernel }: ExchangeWork,
  { file, mac }: { file: FileRecord; mac: string },
): Promise<void> {
  const before = await tables(kernel.database.db).selectFrom("result_file")
    .select("business_date").where("content_mac", "=", mac).where("state", "=", "applied")
    .where("rail", "=", file.rail).where("bank_code", "=", file.bank_code).executeTakeFirst();
  if (before !== undefined) {
    throw new ResultRefusedError("resultRepeated", `it was applied for ${before.business_date}`);
  }
}

async function applyOnce(work: ExchangeWork, result: ResultToApply): Promise<void> {
  const { file, name } = result;
  await work.kernel.transaction(async (tx) => {
    if (!await lockSent(tx, file)) return;
    const recordCount = name.kind === "EB14"
      ? await applyRegistrationResults(work, tx, result)
      : await applyDebitResults(work, tx, result);
    await recordResult(work, tx, { result, recordCount });
    await work.kernel.events.publish(tx, {
      type: "debit.resultsApplied",
      data: { fileId: file.id, kind: name.kind },
    });
  });
}

/** Whoever comes second finds the file answered. */
async function lockSent(tx: Transaction, file: FileRecord): Promise<boolean> {
  const { rows } = await sql<{ state: string }>`
    select state from debit.file where id = ${file.id} for update`.execute(tx);
  return rows[0]?.state === "sent";
}

async function recordResult(
  { kernel }: ExchangeWork,
  tx: Transaction,
  { result, recordCount }: { result: ResultToApply; recordCount: number },
): Promise<void> {
  const { file, name } = result;
  await tables(tx).updateTable("file")
    .set({ state: "resulted", resulted_at: kernel.clock.now() })
    .where("id", "=", file.id).execute();
  await tables(tx).insertInto("result_file").values({
    id: kernel.uuid(),
    rail: file.rail,
    bank_code: file.bank_code,
    kind: name.kind,
    business_date: file.business_date,
    file_id: file.id,
    content_mac: result.mac,
    byte_count: BigInt(result.bytes.reduce((sum, { length }) => sum + length, 0)),
    record_count: recordCount,
    state: "applied",
    received_at: kernel.clock.now(),
  }).execute();
}

/** What came changes nothing; an operator is told, and the other side is asked again. */
async function refuse(
  work: ExchangeWork,
  { file, name, error, kind }: {
    file: FileRecord;
    name: FileName<ReceivedFileKind>;
    error: Error;
    kind: AlertKind | "unavailable";
  },
): Promise<void> {
  work.kernel.log.warn("answer not applied", { ...aboutFile(file), error: error.message });
  if (kind !== "unavailable") {
    await work.kernel.transaction((tx) =>
      work.alerts.raise(tx, {
        kind,
        rail: railOf(file),
        fileId: file.id,
        details: { ...aboutFile(file), kind: name.kind, reason: error.message },
      })
    );
  }
  await lookAgain(work, file);
}

async function lookAgain(work: ExchangeWork, file: FileRecord): Promise<void> {
  const nowMs = work.kernel.clock.now().getTime();
  const dueMs = file.result_due_at?.getTime() ?? nowMs;
  const lookMs = nowMs < dueMs ? Math.min(nowMs + LOOK_EARLY_MS, dueMs) : nowMs + LOOK_AGAIN_MS;
  await tables(work.kernel.database.db).updateTable("file")
    .set({ look_after: new Date(lookMs) })
    .where("id", "=", file.id).execute();
  if (nowMs < dueMs + LATE_AFTER_MS) return;
  await work.kernel.transaction((tx) =>
    work.alerts.raise(tx, {
      kind: "resultLate",
      rail: railOf(file),
      fileId: file.id,
      details: aboutFile(file),
    })
  );
}

function alertOf(error: unknown): AlertKind | "unavailable" | undefined {
  if (error instanceof ResultRefusedError) return error.alert;
  if (error instanceof EmptyFileError) return "resultEmpty";
  if (error instanceof UnreconciledResultError) return "resultMismatch";
  if (error instanceof FileFormatError) {
    return error.name === "TruncatedFileError" ? "resultTruncated" : "resultAltered";
  }
  if (error instanceof ChannelUnavailableError) return "unavailable";
  return undefined;
}
