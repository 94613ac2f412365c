import { EmptyFileError, FileFormatError, readRegistrationFile } from "@maru/debit/files";
import type { BusinessDate, Transaction } from "@maru/kernel";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { type Rail, RAILS } from "../parts.ts";
import { tables } from "../tables.ts";
import { ChannelUnavailableError, type FileName } from "./channel.ts";
import type { ExchangeWork } from "./deps.ts";
import { fileMac } from "./file_mac.ts";
import { applicationPlace } from "./registration_content.ts";
import { streamOf } from "./stream_of.ts";

/** KFTC gives EB11 from 11:00 of the next business day and takes EB12 until 15:00 of the one after. */
const GIVEN_AT = "11:00";
const ANSWER_BY = "15:00";
/** Business days that are looked back on, in case nobody worked. */
const LOOK_BACK_DAYS = 3;

/** Reads what payers did at their banks (EB11), and prepares the answer (EB12) to what we refuse. */
export async function receiveApplications(work: ExchangeWork): Promise<void> {
  const { calendar, clock } = work.kernel;
  const today = await calendar.rollBackward(calendar.dateOf(clock.now()));
  for (const rail of RAILS) {
    for (const bankCode of await bankCodesOf(work, rail)) {
      for (let back = 1; back <= LOOK_BACK_DAYS; back++) {
        const businessDate = await calendar.addBusinessDays(today, -back);
        const givenAt = calendar.instantAt(
          await calendar.addBusinessDays(businessDate, 1),
          GIVEN_AT,
        );
        if (clock.now() < givenAt) continue;
        await receiveOrNote(work, rail, { kind: "EB11", businessDate, bankCode });
      }
    }
  }
}

async function bankCodesOf({ kernel }: ExchangeWork, rail: Rail): Promise<readonly string[]> {
  if (rail === "clearingHouse") return [""];
  const { rows } = await sql<{ bank_code: string }>`
    select distinct bank_code from debit.registration where rail = ${rail}`
    .execute(kernel.database.db);
  return rows.map(({ bank_code }) => bank_code);
}

/** One file that cannot be worked must not stop the others. */
async function receiveOrNote(
  work: ExchangeWork,
  rail: Rail,
  name: FileName<"EB11">,
): Promise<void> {
  try {
    await receiveOne(work, rail, name);
  } catch (error) {
    work.kernel.log.error("applications not worked", { rail, ...name, error: String(error) });
  }
}

async function receiveOne(
  work: ExchangeWork,
  rail: Rail,
  name: FileName<"EB11">,
): Promise<void> {
  const { kernel, channels } = work;
  if (await isApplied(work, rail, name)) return;
  try {
    const state = await channels[rail].resultState(name);
    if (state.state !== "done") return;
    const source = await channels[rail].receive(name);
    if (source === undefined) return;
    const bytes: Uint8Array[] = [];
    for await (const chunk of source) bytes.push(chunk);
    await kernel.transaction((tx) => apply(work, tx, { rail, name, bytes }));
  } catch (error) {
    if (error instanceof ChannelUnavailableError) return;
    if (!(error instanceof FileFormatError || error instanceof EmptyFileError)) throw error;
    await kernel.transaction((tx) =>
      work.alerts.raise(tx, {
        kind: error.name === "TruncatedFileError" ? "resultTruncated" : "resultAltered",
        rail,
        bankCode: name.bankCode,
        details: { kind: name.kind, date: name.businessDate, reason: error.message },
      })
    );
  }
}

async function isApplied(
  { kernel }: ExchangeWork,
  rail: Rail,
  { businessDate, bankCode }: FileName<"EB11">,
): Promise<boolean> {
  const row = await tables(kernel.database.db).selectFrom("result_file").select("id")
    .where("rail", "=", rail).where("bank_code", "=", bankCode).where("kind", "=", "EB11")
    .where("business_date", "=", businessDate).executeTakeFirst();
  return row !== undefined;
}

async function apply(
  work: ExchangeWork,
  tx: Transaction,
  { rail, name, bytes }: { rail: Rail; name: FileName<"EB11">; bytes: readonly Uint8Array[] },
): Promise<void> {
  const { kernel, settings } = work;
  const resultFileId = kernel.uuid();
  const digest = createHash("sha256");
  for (const chunk of bytes) digest.update(chunk);
  const recorded = await tables(tx).insertInto("result_file").values({
    id: resultFileId,
    rail,
    bank_code: name.bankCode,
    kind: "EB11",
    business_date: name.businessDate,
    content_mac: await fileMac(kernel, digest),
    byte_count: BigInt(bytes.reduce((sum, { length }) => sum + length, 0)),
    record_count: 0,
    state: "applied",
    received_at: kernel.clock.now(),
  }).onConflict((conflict) => conflict.doNothing()).executeTakeFirst();
  if (recorded.numInsertedOrUpdatedRows !== 1n) return;
  const counts = await applyRecords(work, tx, { rail, name, bytes, resultFileId, settings });
  await tables(tx).updateTable("result_file").set({ record_count: counts.recordCount })
    .where("id", "=", resultFileId).execute();
  if (counts.refusedCount > 0) {
    await prepareAnswer(work, tx, { rail, name, resultFileId, count: counts.refusedCount });
  }
}

async function applyRecords(
  { kernel, bankApplications }: ExchangeWork,
  tx: Transaction,
  { rail, name, bytes, resultFileId, settings }: {
    rail: Rail;
    name: FileName<"EB11">;
    bytes: readonly Uint8Array[];
    resultFileId: string;
    settings: ExchangeWork["settings"];
  },
): Promise<{ recordCount: number; refusedCount: number }> {
  let recordCount = 0;
  let refusedCount = 0;
  const reading = readRegistrationFile(streamOf(bytes), {
    kind: "EB11",
    institutionCode: settings.institutionCode,
    date: name.businessDate,
  });
  for await (const record of reading) {
    const answer = await bankApplications.record(tx, { rail, record });
    const refusalCode = "refusalCode" in answer ? answer.refusalCode : null;
    recordCount += 1;
    if (refusalCode !== null) refusedCount += 1;
    const key = { result_file_id: resultFileId, sequence: record.sequence };
    await tables(tx).insertInto("bank_application").values({
      ...key,
      payer_number: record.payerNumber,
      record_sealed: await kernel.sealing.sealBytes(
        applicationPlace(key),
        new TextEncoder().encode(JSON.stringify(record)),
      ),
      merchant_id: answer.merchantId ?? null,
      registration_id: "registrationId" in answer ? answer.registrationId : null,
      refusal_code: refusalCode,
    }).execute();
  }
  return { recordCount, refusedCount };
}

async function prepareAnswer(
  { kernel }: ExchangeWork,
  tx: Transaction,
  { rail, name, resultFileId, count }: {
    rail: Rail;
    name: FileName<"EB11">;
    resultFileId: string;
    count: number;
  },
): Promise<void> {
  const fileId = kernel.uuid();
  const answerDate: BusinessDate = await kernel.calendar.addBusinessDays(name.businessDate, 2);
  await tables(tx).insertInto("file").values({
    id: fileId,
    rail,
    bank_code: name.bankCode,
    kind: "EB12",
    business_date: name.businessDate,
    state: "built",
    record_count: count,
    send_by: kernel.calendar.instantAt(answerDate, ANSWER_BY),
    built_at: kernel.clock.now(),
  }).execute();
  await tables(tx).updateTable("bank_application").set({ file_id: fileId })
    .where("result_file_id", "=", resultFileId).where("refusal_code", "is not", null).execute();
}
