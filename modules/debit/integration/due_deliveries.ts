import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import type { EventType } from "./integration_desk.ts";

/** Events of one request; the endpoint answers 2xx for all of them or gets them again. */
const EVENTS_AT_ONCE = 250;

export interface DueEndpoint {
  readonly merchant_id: string;
  readonly endpoint_id: string;
  readonly url: string;
  readonly secret_sealed: string;
  readonly previous_secret_sealed: string | null;
  readonly previous_secret_until: Date | null;
}

/**
 * Endpoints whose oldest event is due. One that failed rests with all its events, new ones too: else
 * these would call a broken endpoint again and again, and arrive before older ones.
 */
export async function dueEndpoints(kernel: Kernel): Promise<readonly DueEndpoint[]> {
  const { rows } = await sql<DueEndpoint>`
    select e.merchant_id, e.id as endpoint_id, e.url, e.secret_sealed, e.previous_secret_sealed,
      e.previous_secret_until
    from debit.webhook_endpoint e
    cross join lateral (
      select d.next_at from debit.webhook_delivery d
      where d.merchant_id = e.merchant_id and d.endpoint_id = e.id and d.state = 'pending'
      order by d.event_id limit 1
    ) oldest
    where e.is_active and oldest.next_at <= ${kernel.clock.now()}`.execute(kernel.database.db);
  return rows;
}

export interface DueEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly data: unknown;
  readonly attempt_count: number;
  readonly first_at: Date;
}

/** The oldest events, all tried equally often: so what failed goes again as the message it was. */
export async function dueEvents(
  kernel: Kernel,
  { merchant_id, endpoint_id }: DueEndpoint,
): Promise<readonly DueEvent[]> {
  const { rows } = await sql<DueEvent>`
    select v.id, v.type, v.at, v.data, d.attempt_count, d.first_at
    from debit.webhook_delivery d
    join debit.merchant_event v on v.merchant_id = d.merchant_id and v.id = d.event_id
    where d.merchant_id = ${merchant_id} and d.endpoint_id = ${endpoint_id}
      and d.state = 'pending' and d.next_at <= ${kernel.clock.now()}
    order by d.event_id limit ${EVENTS_AT_ONCE}`.execute(kernel.database.db);
  const other = rows.findIndex((row) => row.attempt_count !== rows[0]?.attempt_count);
  return other < 0 ? rows : rows.slice(0, other);
}
