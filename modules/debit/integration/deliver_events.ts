import { type Kernel, messageOf, OutboundError } from "@maru/kernel";
import { sql } from "kysely";
import { createHash } from "node:crypto";
import { type DueEndpoint, dueEndpoints, type DueEvent, dueEvents } from "./due_deliveries.ts";
import { secretPlace } from "./endpoints.ts";
import { webhookHeaders } from "./webhook_signature.ts";

/** Endpoints that are told side by side. */
const ENDPOINTS_AT_ONCE = 50;
/** An endpoint gives way after so long, however much it has yet to be told: the others wait for it. */
const ROUND_MS = 5_000;
const TIMEOUT_MS = 10_000;
/** Endpoints that a log line names; it counts all. */
const FAULTS_NAMED_MAX = 10;
/** Pauses after the first, second, … failure; the last one repeats until three days are over. */
const PAUSES_SECONDS = [5, 30, 120, 600, 3_600, 10_800, 21_600];
const GIVE_UP_AFTER_MS = 3 * 24 * 3_600_000;

/** Tells endpoints what is due, the oldest first. @param options.timeoutMs for tests; ten seconds */
export async function deliverEvents(
  kernel: Kernel,
  { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
): Promise<void> {
  const waiting = (await dueEndpoints(kernel)).values();
  const faults: Fault[] = [];
  async function work(): Promise<void> {
    for (const endpoint of waiting) {
      await deliverTo(kernel, { endpoint, timeoutMs })
        .catch((error) => faults.push({ endpointId: endpoint.endpoint_id, error }));
    }
  }
  await Promise.all(Array.from({ length: ENDPOINTS_AT_ONCE }, work));
  if (faults.length > 0) throw toldOf(faults);
}

interface Fault {
  readonly endpointId: string;
  readonly error: unknown;
}

/** Faults of ours are told once all endpoints have been served; the log has room for some of them. */
function toldOf(faults: readonly Fault[]): AggregateError {
  const named = faults.slice(0, FAULTS_NAMED_MAX)
    .map(({ endpointId, error }) => `"${endpointId}": ${messageOf(error)}`);
  return new AggregateError(
    faults.map(({ error }) => error),
    `Cannot tell ${faults.length} endpoints of events: ${named.join("; ")}`,
  );
}

interface Told {
  readonly endpoint: DueEndpoint;
  readonly timeoutMs: number;
}

async function deliverTo(kernel: Kernel, told: Told): Promise<void> {
  const endsAt = kernel.clock.monotonic() + ROUND_MS;
  do {
    const events = await dueEvents(kernel, told.endpoint);
    if (events.length === 0) return;
    const outcome = await post(kernel, told, events);
    await record(kernel, told.endpoint, { events, outcome });
    if (!outcome.isTaken) return;
  } while (kernel.clock.monotonic() < endsAt);
}

interface Outcome {
  readonly isTaken: boolean;
  readonly answer?: number;
  readonly failure?: string;
}

async function post(
  kernel: Kernel,
  { endpoint, timeoutMs }: Told,
  events: readonly DueEvent[],
): Promise<Outcome> {
  const body = JSON.stringify({
    events: events.map(({ id, type, at, data }) => ({ id, type, at: at.toISOString(), data })),
  });
  const secrets = await secretsOf(kernel, endpoint);
  try {
    const { status } = await kernel.outbound.postToCustomer({
      method: "POST",
      url: endpoint.url,
      headers: {
        "content-type": "application/json; charset=utf-8",
        ...webhookHeaders({ secrets, id: nameOf(events), at: kernel.clock.now(), body }),
      },
      body,
    }, timeoutMs);
    return { isTaken: status >= 200 && status < 300, answer: status };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return { isTaken: false, failure: error.failure };
  }
}

/** The same events again carry the same name, others never: receivers drop what they have by it. */
function nameOf(events: readonly DueEvent[]): string {
  const hash = createHash("sha256").update(events.map(({ id }) => id).join()).digest("hex");
  return `msg_${hash.slice(0, 32)}`;
}

async function secretsOf(kernel: Kernel, endpoint: DueEndpoint): Promise<readonly string[]> {
  const { endpoint_id, secret_sealed, previous_secret_sealed, previous_secret_until } = endpoint;
  const open = (sealed: string) => kernel.sealing.open(secretPlace(endpoint_id), sealed);
  const isOver = previous_secret_until === null || previous_secret_until <= kernel.clock.now();
  if (previous_secret_sealed === null || isOver) return [await open(secret_sealed)];
  return [await open(secret_sealed), await open(previous_secret_sealed)];
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
    where merchant_id = ${merchant_id} and endpoint_id = ${endpoint_id} and state = 'pending'
      and event_id = any(${events.map(({ id }) => id)}::uuid[])`.execute(kernel.database.db);
}
