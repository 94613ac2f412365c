import { type Kernel, OutboundError } from "@maru/kernel";
import { sql } from "kysely";
import { secretPlace } from "./endpoints.ts";
import type { EventType } from "./integration_desk.ts";
import { webhookHeaders } from "./webhook_signature.ts";

/** Events of one request; the endpoint answers 2xx for all of them or gets them again. */
const EVENTS_AT_ONCE = 250;
/** Requests of one round to one endpoint, so that a big merchant does not hold up the others. */
const REQUESTS_AT_ONCE = 20;
const TIMEOUT_MS = 10_000;
/** Pauses after the first, second, … failure; the last one repeats until three days are over. */
const PAUSES_SECONDS = [5, 30, 120, 600, 3_600, 10_800, 21_600];
const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000;

interface DueEndpoint {
  readonly merchant_id: string;
  readonly endpoint_id: string;
  readonly url: string;
  readonly secret_sealed: string;
}

interface DueEvent {
  readonly id: string;
  readonly type: EventType;
  readonly at: Date;
  readonly data: unknown;
  readonly attempt_count: number;
  readonly first_at: Date;
}

/** Tells endpoints what is due, the oldest first, all endpoints side by side. */
export async function deliverEvents(kernel: Kernel): Promise<void> {
  const { rows } = await sql<DueEndpoint>`
    select distinct e.merchant_id, e.id as endpoint_id, e.url, e.secret_sealed
    from debit.webhook_delivery d
    join debit.webhook_endpoint e on e.merchant_id = d.merchant_id and e.id = d.endpoint_id
    where d.state = 'pending' and d.next_at <= ${kernel.clock.now()} and e.is_active`
    .execute(kernel.database.db);
  await Promise.all(rows.map((endpoint) => deliverTo(kernel, endpoint)));
}

async function deliverTo(kernel: Kernel, endpoint: DueEndpoint): Promise<void> {
  for (let request = 0; request < REQUESTS_AT_ONCE; request++) {
    const events = await dueEvents(kernel, endpoint);
    if (events.length === 0) return;
    const outcome = await post(kernel, endpoint, events);
    await record(kernel, endpoint, { events, outcome });
    if (!outcome.isTaken) return;
  }
}

async function dueEvents(
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
  return rows;
}

interface Outcome {
  readonly isTaken: boolean;
  readonly answer?: number;
  readonly failure?: string;
}

async function post(
  kernel: Kernel,
  endpoint: DueEndpoint,
  events: readonly DueEvent[],
): Promise<Outcome> {
  const body = JSON.stringify({
    events: events.map(({ id, type, at, data }) => ({ id, type, at: at.toISOString(), data })),
  });
  const secret = await kernel.sealing.open(
    secretPlace(endpoint.endpoint_id),
    endpoint.secret_sealed,
  );
  // The first event's id names the message: the same events again carry the same name.
  const id = `msg_${events[0]?.id}`;
  try {
    const { status } = await kernel.outbound.postToCustomer({
      method: "POST",
      url: endpoint.url,
      headers: {
        "content-type": "application/json; charset=utf-8",
        ...webhookHeaders({ secret, id, at: kernel.clock.now(), body }),
      },
      body,
    }, TIMEOUT_MS);
    return { isTaken: status >= 200 && status < 300, answer: status };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return { isTaken: false, failure: error.failure };
  }
}

async function record(
  kernel: Kernel,
  { merchant_id, endpoint_id }: DueEndpoint,
  { events, outcome }: { events: readonly DueEvent[]; outcome: Outcome },
): Promise<void> {
  const now = kernel.clock.now();
  const attempts = events[0]?.attempt_count ?? 0;
  const pauseSeconds = PAUSES_SECONDS[Math.min(attempts, PAUSES_SECONDS.length - 1)] ?? 5;
  const oldestMs = events[0]?.first_at.getTime() ?? now.getTime();
  const isOver = now.getTime() - oldestMs >= GIVE_UP_AFTER_MS;
  const state = outcome.isTaken ? "delivered" : isOver ? "gaveUp" : "pending";
  await sql`
    update debit.webhook_delivery
    set state = ${state}, attempt_count = attempt_count + 1, last_at = ${now},
      next_at = ${new Date(now.getTime() + pauseSeconds * 1_000)},
      answer = ${outcome.answer ?? null}, failure = ${outcome.failure ?? null}
    where merchant_id = ${merchant_id} and endpoint_id = ${endpoint_id}
      and event_id = any(${events.map(({ id }) => id)}::uuid[])`.execute(kernel.database.db);
}
