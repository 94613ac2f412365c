import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { FAILURES } from "../failures.ts";
import { finishIfEnded } from "../pipeline/end_items.ts";
import { addItemEvent } from "../pipeline/item_event.ts";
import { tables } from "../tables.ts";
import type { AttemptResult, RecordParts } from "./record_delivery.ts";
import { nextAttemptAt } from "./schedule.ts";

/** Writes an attempt that failed, and when the next one is; after three days the item fails. */
export async function recordRefused(parts: RecordParts, result: AttemptResult): Promise<void> {
  const { kernel } = parts;
  await kernel.transaction(async (tx) => {
    const now = kernel.clock.now();
    await addAttempt(parts, tx, result);
    const db = tables(tx);
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
      const { item_id: itemId, document_id: documentId } = delivery;
      await failItem(parts, tx, { itemId, documentId });
    }
  });
}

async function addAttempt(
  { kernel }: RecordParts,
  tx: Transaction,
  { deliveryId, outcome, isManual }: AttemptResult,
): Promise<void> {
  await tables(tx).insertInto("delivery_attempt").values({
    delivery_id: deliveryId,
    id: kernel.uuid(),
    at: kernel.clock.now(),
    status: outcome.status ?? null,
    failure: outcome.failure ?? `HTTP ${outcome.status}`,
    duration_ms: outcome.durationMs,
    manual: isManual,
  }).execute();
}

async function failItem(
  { kernel, notices }: RecordParts,
  tx: Transaction,
  { itemId, documentId }: { itemId: string; documentId: string },
): Promise<void> {
  const { rows } = await sql<{ submission_id: string; document_name: string; attempt: number }>`
    update submission.item
    set state = 'failed', failure_class = 'deliveryFailed', failure_code = '',
      failure_text = ${FAILURES.deliveryFailed.text}, retryable = false,
      finished_at = ${kernel.clock.now()}, version = version + 1,
      failure_count = failure_count + 1
    where id = ${itemId}::uuid and document_id = ${documentId}::uuid and state = 'issued'
    returning submission_id, document_name, attempt_number as attempt`.execute(tx);
  const [item] = rows;
  if (item === undefined) return;
  await addItemEvent({ tx, kernel }, {
    item_id: itemId,
    attempt_number: item.attempt,
    state: "failed",
    failure_class: "deliveryFailed",
  });
  await notices.failed(tx, {
    submissionId: item.submission_id,
    documentName: item.document_name,
    class: "deliveryFailed",
  });
  await finishIfEnded({ tx, kernel, notices }, item.submission_id);
}
