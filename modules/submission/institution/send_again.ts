import { sql } from "kysely";
import { DELIVERY_QUEUE } from "../delivery/delivery_queue.ts";
import { DeliveryNotFoundError, DocumentDestroyedError, WebhookMissingError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { isUuid } from "../view/cursor.ts";

interface Row {
  document_id: string;
  destroyed_at: Date | null;
  has_webhook: boolean;
}

/**
 * Replays a delivery: the same id and body once more, as an attempt by hand, by the same code that
 * retries. It is queued with its access record, so the person need not wait for the receiver.
 */
export function createSendAgain({ kernel }: Pick<Parts, "kernel">): InstitutionDesk["sendAgain"] {
  return async (institutionId, deliveryId, actor) => {
    if (!isUuid(deliveryId)) throw new DeliveryNotFoundError(deliveryId);
    await kernel.transaction(async (tx) => {
      const { rows } = await sql<Row>`
        select v.document_id, d.destroyed_at, exists (select 1 from submission.webhook w
          where w.institution_id = v.institution_id and w.active) as has_webhook
        from submission.delivery v
        join submission.document d on d.institution_id = v.institution_id and d.id = v.document_id
        where v.institution_id = ${institutionId}::uuid and v.id = ${deliveryId}::uuid`.execute(tx);
      const [delivery] = rows;
      if (delivery === undefined) throw new DeliveryNotFoundError(deliveryId);
      if (delivery.destroyed_at !== null) {
        throw new DocumentDestroyedError(delivery.document_id, delivery.destroyed_at);
      }
      if (!delivery.has_webhook) throw new WebhookMissingError(institutionId);
      await kernel.accessLog.record(tx, {
        actor,
        tenantId: institutionId,
        action: "delivery.sendAgain",
        subject: delivery.document_id,
      });
      const job = { deliveryId, isManual: true };
      await kernel.jobs.enqueue(tx, DELIVERY_QUEUE, job, { singletonKey: `again:${deliveryId}` });
    });
  };
}
