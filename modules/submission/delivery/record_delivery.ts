import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import { createBatcher } from "../pipeline/batcher.ts";
import type { Notices } from "../pipeline/notices.ts";
import { tables } from "../tables.ts";
import type { PostOutcome } from "./post_document.ts";
import { nextAttemptAt } from "./schedule.ts";

export interface AttemptResult {
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly outcome: PostOutcome;
  /** Someone pressed "send again". */
  readonly isManual: boolean;
}

/** Writes how an attempt ended; answers once it is committed. */
export type RecordDelivery = (result: AttemptResult) => Promise<void>;

const BATCH_SIZE_MAX = 64;

export function createRecordDelivery(
  { kernel, notices }: Pick<Parts, "kernel"> & { notices: Notices },
): RecordDelivery {
  const recordTaken = createBatcher({
    sizeMax: BATCH_SIZE_MAX,
    async run(results: readonly AttemptResult[]) {
      const input = results.map(({ deliveryId, submissionId, outcome, isManual }, n) => ({
        n,
        delivery: deliveryId,
        submission: submissionId,
        attempt: kernel.uuid(),
        event: kernel.uuid(),
        status: outcome.status,
        durationMs: outcome.durationMs,
        manual: isManual,
      }));
      const { rows } = await sql<{ n: number; finished: boolean }>`
        select n, finished from submission.record_delivered(
          ${JSON.stringify(input)}::jsonb, ${kernel.clock.now()})`.execute(kernel.database.db);
      const finished = new Map(rows.map((row) => [row.n, row.finished]));
      return results.map((_, n) => finished.get(n) ?? false);
    },
  });

  async function recordRefused(result: AttemptResult): Promise<void> {
    await kernel.transaction(async (tx) => {
      const now = kernel.clock.now();
      const db = tables(tx);
      await db.insertInto("delivery_attempt").values({
        delivery_id: result.deliveryId,
        id: kernel.uuid(),
        at: now,
        status: result.outcome.status ?? null,
        failure: result.outcome.failure ?? `HTTP ${result.outcome.status}`,
        duration_ms: result.outcome.durationMs,
        manual: result.isManual,
      }).execute();
      const delivery = await db.selectFrom("delivery").selectAll()
        .where("id", "=", result.deliveryId).forUpdate().executeTakeFirst();
      if (delivery === undefined || delivery.state === "delivered") return;
      const attemptCount = delivery.attempt_count + 1;
      const next = nextAttemptAt({ createdAt: delivery.created_at, attemptCount, now });
      await db.updateTable("delivery").set({
        attempt_count: attemptCount,
        next_at: next ?? null,
        locked_until: null,
        state: next === undefined ? "failed" : "pending",
      }).where("id", "=", result.deliveryId).execute();
      if (next === undefined && delivery.state === "pending") {
        await failItem({ tx, now }, delivery.item_id, delivery.document_id);
      }
    });
  }

  async function failItem(
    { tx, now }: { tx: Parameters<Parameters<typeof kernel.transaction>[0]>[0]; now: Date },
    itemId: string,
    documentId: string,
  ): Promise<void> {
    const { rows } = await sql<{ submission_id: string; document_name: string; attempt: number }>`
      update submission.item
      set state = 'failed', failure_class = 'deliveryFailed', failure_code = '', retryable = false,
        finished_at = ${now}, version = version + 1, failure_count = failure_count + 1
      where id = ${itemId}::uuid and document_id = ${documentId}::uuid and state = 'issued'
      returning submission_id, document_name, attempt_number as attempt`.execute(tx);
    const [item] = rows;
    if (item === undefined) return;
    await tables(tx).insertInto("item_event").values({
      item_id: itemId,
      id: kernel.uuid(),
      at: now,
      attempt_number: item.attempt,
      state: "failed",
      failure_class: "deliveryFailed",
      failure_code: null,
      detail: null,
    }).execute();
    await notices.failed(tx, {
      submissionId: item.submission_id,
      documentName: item.document_name,
      class: "deliveryFailed",
    });
    await sql`select submission.finish_if_ended(${item.submission_id}::uuid, ${now})`.execute(tx);
    await notices.finished(tx, item.submission_id);
  }

  return async (result) => {
    kernel.metrics.count("maru_deliveries_total", "Attempts to hand over a document", {
      outcome: result.outcome.isTaken ? "taken" : "refused",
    });
    if (!result.outcome.isTaken) return await recordRefused(result);
    const isFinished = await recordTaken(result);
    if (isFinished) await kernel.transaction((tx) => notices.finished(tx, result.submissionId));
  };
}
