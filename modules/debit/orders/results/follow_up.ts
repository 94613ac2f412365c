import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { FileSent, ResultsApplied } from "../../events.ts";
import { enqueueResultNotices } from "../notices/notice_queue.ts";
import type { OrderWork } from "../order_work.ts";
import { retryAutomatically } from "./automatic_retries.ts";
import { closeCharges } from "./close_charges.ts";
import { learnPaydays } from "./learn_paydays.ts";
import { tellResults, tellSent } from "./tell_outcomes.ts";

const QUEUE = "debit.fileFollowUp";
/** Orders of one transaction: a file may hold a million. */
const ROWS_AT_ONCE = 5_000;

/** Orders of a file from one sequence (excluded) to another. */
export interface FilePart {
  readonly fileId: string;
  readonly after: number;
  readonly until: number;
}

interface FollowUp {
  readonly fileId: string;
  readonly step: "sent" | "resulted";
}

/**
 * What follows a file of debits, part by part: merchants' events, automatic retries, notices. Each part
 * and how far it has come are one transaction, so a part that was done is never done again.
 */
export function createFollowUp(work: OrderWork): void {
  const { kernel } = work;
  kernel.jobs.define<FollowUp>(
    QUEUE,
    { concurrency: 2, retryCountMax: 8, retryDelaySeconds: 5, expireInSeconds: 900 },
    async (job, signal) => {
      // An aborted job fails, and goes on later where its last part ended.
      do signal.throwIfAborted(); while (
        await kernel.transaction((tx) => followPart(work, tx, job))
      );
    },
  );
  const enqueue = (tx: Transaction, job: FollowUp) =>
    kernel.jobs.enqueue(tx, QUEUE, job, { singletonKey: `${job.step}:${job.fileId}` });
  kernel.events.subscribe<FileSent["type"], FileSent["data"]>(
    "debit.fileSent",
    "debit.orders",
    (tx, { data }) => enqueue(tx, { fileId: data.fileId, step: "sent" }),
  );
  kernel.events.subscribe<ResultsApplied["type"], ResultsApplied["data"]>(
    "debit.resultsApplied",
    "debit.orders",
    async (tx, { data }) => {
      const isOfDebits = data.kind === "EB22" || data.kind === "EC22";
      if (isOfDebits) await enqueue(tx, { fileId: data.fileId, step: "resulted" });
    },
  );
}

/** @returns whether another part is left */
async function followPart(work: OrderWork, tx: Transaction, job: FollowUp): Promise<boolean> {
  const place = await lockPlace(tx, job);
  if (place === undefined || place.after >= place.recordCount) return false;
  const part = { fileId: job.fileId, after: place.after, until: place.after + ROWS_AT_ONCE };
  if (job.step === "sent") await tellSent(work, tx, part);
  else await followResults(work, tx, part);
  await sql`
    update debit.file_follow_up set done_until = ${part.until}
    where file_id = ${job.fileId} and step = ${job.step}`.execute(tx);
  const isLast = part.until >= place.recordCount;
  if (isLast && job.step === "resulted") await enqueueResultNotices(work.kernel, tx, job.fileId);
  return !isLast;
}

async function followResults(work: OrderWork, tx: Transaction, part: FilePart): Promise<void> {
  if (part.after === 0) await learnPaydays(tx, part.fileId);
  // Locks in everybody's order: the cutoff, contracts, charges.
  await retryAutomatically(work, tx, part);
  await closeCharges(tx, part);
  await tellResults(work, tx, part);
}

/** Where to go on; nothing for a file that is not one of debits. */
async function lockPlace(
  tx: Transaction,
  { fileId, step }: FollowUp,
): Promise<{ after: number; recordCount: number } | undefined> {
  const { rows: [file] } = await sql<{ record_count: number }>`
    select record_count from debit.file where id = ${fileId} and kind in ('EB21', 'EC21')`
    .execute(tx);
  if (file === undefined) return undefined;
  await sql`
    insert into debit.file_follow_up (file_id, step) values (${fileId}, ${step})
    on conflict do nothing`.execute(tx);
  const { rows: [place] } = await sql<{ done_until: number }>`
    select done_until from debit.file_follow_up
    where file_id = ${fileId} and step = ${step} for update`.execute(tx);
  return { after: place!.done_until, recordCount: file.record_count };
}
