import type { FaultKind, SandboxContext } from "../context.ts";
import type { ReceiverMode, ReceiverSettings } from "./behaviour.ts";
import type { DeliveryStore } from "./deliveries.ts";
import { type Verification, verifySignature, verifyStandardSignature } from "./signature.ts";

const SLOW_MS = 3_000;
const HANG_MS = 120_000;
export const BODY_BYTES_MAX = 64 * 1024 * 1024;

/** The panel's failures of the service `receiver`, in this receiver's own words. */
const modesOfFaults = {
  "down": "error",
  "error-after-work": "keep-then-error",
  "slow": "slow",
  "timeout-after-work": "hang",
} as const satisfies Partial<Record<FaultKind, ReceiverMode>>;

export interface ReceiverPorts {
  readonly context: SandboxContext;
  readonly name: string;
  readonly settings: ReceiverSettings;
  readonly deliveries: DeliveryStore;
}

/**
 * Takes one webhook as an institution's server would: the body is checked and written down before the
 * answer, and the answer is what the switched-on behaviour says.
 */
export async function receive(request: Request, ports: ReceiverPorts): Promise<Response> {
  const { context, name, settings, deliveries } = ports;
  const body = new Uint8Array(await request.arrayBuffer());
  if (body.length > BODY_BYTES_MAX) return Response.json({ error: "too-large" }, { status: 413 });
  const now = context.now();
  const verification = verify(request.headers, {
    body,
    secret: settings.secret,
    times: [now.getTime(), now.getTime() - context.clock.offsetMs],
  });
  const isTrusted = verification === "valid" || verification === "no-secret";
  const behaviour = behaviourOf(context, settings);
  const { isKept, status } = isTrusted ? outcomes[behaviour.mode] : { isKept: false, status: 401 };

  if (behaviour.mode === "slow") await wait(behaviour.delayMs ?? SLOW_MS);
  const delivery = deliveries.add({
    receivedAt: now.toISOString(),
    path: new URL(request.url).pathname,
    headers: Object.fromEntries(request.headers),
    verification,
    isKept,
    answeredStatus: status,
  }, body);
  context.journal("receiver", {
    receiver: name,
    number: delivery.id,
    envelopeId: delivery.envelope.id,
    documentIds: delivery.envelope.documentIds,
    verification,
    isKept,
    status,
  });
  if (status === null) await wait(behaviour.delayMs ?? HANG_MS);
  return answer(status ?? 504, { name, number: delivery.id });
}

/** One-click submission signs in a header of its own, auto-debit by Standard Webhooks. */
function verify(
  headers: Headers,
  signed: {
    readonly body: Uint8Array;
    readonly secret: string;
    readonly times: readonly number[];
  },
): Verification {
  return headers.has("webhook-signature")
    ? verifyStandardSignature({ ...signed, headers })
    : verifySignature({ ...signed, header: headers.get("Maru-Signature") });
}

const outcomes: Record<ReceiverMode, { readonly isKept: boolean; readonly status: number | null }> =
  {
    "ok": { isKept: true, status: 200 },
    "error": { isKept: false, status: 500 },
    "keep-then-error": { isKept: true, status: 500 },
    "slow": { isKept: true, status: 200 },
    "hang": { isKept: false, status: null },
    "redirect": { isKept: false, status: 302 },
    "gone": { isKept: false, status: 410 },
  };

function behaviourOf(
  context: SandboxContext,
  settings: ReceiverSettings,
): { readonly mode: ReceiverMode; readonly delayMs?: number } {
  const kinds = Object.keys(modesOfFaults) as (keyof typeof modesOfFaults)[];
  const fault = context.faults.take({ service: "receiver" }, kinds);
  const kind = kinds.find((candidate) => candidate === fault?.kind);
  return kind === undefined ? settings : { mode: modesOfFaults[kind], delayMs: fault?.delayMs };
}

function answer(status: number, { name, number }: { name: string; number: string }): Response {
  const headers = new Headers({ "Content-Type": "application/json" });
  if (status === 302) headers.set("Location", `/receiver/${name}/moved`);
  const body = status === 200 ? { received: true, number } : { received: false, status };
  return new Response(JSON.stringify(body), { status, headers });
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
