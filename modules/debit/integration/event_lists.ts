import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { IntegrationNotFoundError } from "./errors.ts";
import type { EventType, IntegrationDesk } from "./integration_desk.ts";

type EventLists = Pick<IntegrationDesk, "deliveries" | "replay">;

/** What a merchant's endpoints were told, and telling it again. */
export function createEventLists({ kernel }: { readonly kernel: Kernel }): EventLists {
  return {
    async deliveries(merchantId, { endpointId, limit }) {
      const { rows } = await sql<{
        event_id: string;
        type: EventType;
        url: string;
        state: string;
        attempt_count: number;
        at: Date;
        answer: number | null;
      }>`
        select d.event_id, v.type, e.url, d.state, d.attempt_count,
          coalesce(d.last_at, d.first_at) as at, d.answer
        from debit.webhook_delivery d
        join debit.merchant_event v on v.merchant_id = d.merchant_id and v.id = d.event_id
        join debit.webhook_endpoint e on e.merchant_id = d.merchant_id and e.id = d.endpoint_id
        where d.merchant_id = ${merchantId}
          and (${endpointId ?? null}::uuid is null or d.endpoint_id = ${endpointId ?? null})
        order by d.event_id desc limit ${limit}`.execute(kernel.database.db);
      return rows.map((row) => ({
        id: row.event_id,
        eventId: row.event_id,
        type: row.type,
        url: row.url,
        state: row.state,
        attemptCount: row.attempt_count,
        at: row.at,
        ...(row.answer === null ? {} : { answer: row.answer }),
      }));
    },
    async replay(merchantId, { endpointId, eventId, since, actor }) {
      return await kernel.transaction(async (tx) => {
        const now = kernel.clock.now();
        const { rows: endpoints } = await sql`
          select 1 from debit.webhook_endpoint
          where merchant_id = ${merchantId} and id = ${endpointId} and removed_at is null`
          .execute(tx);
        if (endpoints.length === 0) throw new IntegrationNotFoundError("endpoint", endpointId);
        const { numAffectedRows } = await sql`
          insert into debit.webhook_delivery (merchant_id, endpoint_id, event_id, first_at, next_at)
          select merchant_id, ${endpointId}, id, ${now}, ${now} from debit.merchant_event
          where merchant_id = ${merchantId}
            and (${eventId ?? null}::uuid is null or id = ${eventId ?? null})
            and (${since ?? null}::timestamptz is null or at >= ${since ?? null})
            and (${eventId ?? null}::uuid is not null or ${since ?? null}::timestamptz is not null)
          on conflict (merchant_id, endpoint_id, event_id) do update
            set state = 'pending', attempt_count = 0, first_at = excluded.first_at,
              next_at = excluded.next_at`.execute(tx);
        const count = Number(numAffectedRows ?? 0n);
        if (eventId !== undefined && count === 0) {
          throw new IntegrationNotFoundError("event", eventId);
        }
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: merchantId,
          action: "debit.webhook.replay",
          subject: endpointId,
        });
        return count;
      });
    },
  };
}
