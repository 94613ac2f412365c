import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { DELIVERY_QUEUE } from "../delivery/delivery_queue.ts";
import { ItemNotFoundError, ItemStateError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import { addItemEvent } from "../pipeline/item_event.ts";
import { LANE_QUEUE, laneKey } from "../pipeline/lane.ts";
import type { FailureClass, ItemState, OperatorDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";

interface Row {
  submission_id: string;
  id: string;
  institution_id: string;
  certificate_fingerprint: string;
  agency_code: string;
  attempt_number: number;
  state: ItemState;
  failure_class: FailureClass | null;
  document_id: string | null;
}

/**
 * Tries an item again now. One that could not be handed over is sent again; one that waits goes at
 * once; a failed one begins a new attempt, for which the person is asked to confirm once more when
 * what the agency needs is not kept any more. One that a newer login ended is refused: a login at
 * the agency would end the person's own (LOGIN-999).
 */
export function createRetryItem({ kernel }: Pick<Parts, "kernel">): OperatorDesk["retryItem"] {
  return async (itemId, actor) => {
    if (!isUuid(itemId)) throw new ItemNotFoundError(itemId);
    await kernel.transaction(async (tx) => {
      const { rows } = await sql<Row>`
        select submission_id, id, institution_id, certificate_fingerprint, agency_code,
          attempt_number, state, failure_class, document_id
        from submission.item where id = ${itemId}::uuid for no key update`.execute(tx);
      const [item] = rows;
      if (item === undefined) throw new ItemNotFoundError(itemId);
      await retry({ kernel, tx }, item);
      await kernel.accessLog.record(tx, {
        actor,
        tenantId: item.institution_id,
        action: "item.retry",
        subject: itemId,
      });
    });
  };
}

type RetryParts = Pick<Parts, "kernel"> & { readonly tx: Transaction };

async function retry(parts: RetryParts, item: Row): Promise<void> {
  if (item.failure_class === "deliveryFailed") return await sendAgain(parts, item);
  const isWaiting = item.state === "queued" || item.state === "waitingAgency";
  if (!isWaiting && item.state !== "failed") {
    throw new ItemStateError(item.id, item.state, "retry");
  }
  if (item.failure_class === "duplicateLogin") {
    throw new ItemStateError(item.id, "ended by a newer login", "retry");
  }
  await requeue(parts, item);
  const lane = { certificate: item.certificate_fingerprint, agency: item.agency_code };
  const { kernel, tx } = parts;
  await kernel.jobs.enqueue(tx, LANE_QUEUE, lane, { singletonKey: laneKey(lane) });
}

async function sendAgain({ kernel, tx }: RetryParts, item: Row): Promise<void> {
  const { rows } = await sql<{ id: string }>`
    select id from submission.delivery
    where institution_id = ${item.institution_id}::uuid
      and document_id = ${item.document_id}::uuid`.execute(tx);
  const [delivery] = rows;
  if (delivery === undefined) throw new ItemStateError(item.id, "without a delivery", "retry");
  const job = { deliveryId: delivery.id, isManual: true };
  await kernel.jobs.enqueue(tx, DELIVERY_QUEUE, job, { singletonKey: `again:${delivery.id}` });
}

async function requeue({ kernel, tx }: RetryParts, item: Row): Promise<void> {
  const now = kernel.clock.now();
  const isNewAttempt = item.state === "failed";
  const { rows } = await sql<{ attempt_number: number }>`
    update submission.item
    set state = 'queued', next_at = ${now}, started_at = null, finished_at = null,
      attempt_number = attempt_number + ${isNewAttempt ? 1 : 0}::integer, retry_count = 0,
      recovery_count = 0, failure_class = null, failure_code = null, failure_text = null,
      retryable = false, version = version + 1
    where submission_id = ${item.submission_id}::uuid and id = ${item.id}::uuid
    returning attempt_number`.execute(tx);
  await addItemEvent({ tx, kernel }, {
    item_id: item.id,
    attempt_number: rows[0]!.attempt_number,
    state: "queued",
    detail: "retried by an operator",
  });
  await sql`
    update submission.submission
    set state = 'running', finished_at = null, round = round + (state = 'finished')::integer,
      version = version + 1
    where id = ${item.submission_id}::uuid`.execute(tx);
}
