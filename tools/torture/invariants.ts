/**
 * What must hold after the storm, whatever happened in it. Pure: a history goes in, what is broken
 * comes out.
 *
 * @module
 */
import type { History, LoginFact } from "./history.ts";

export interface Violation {
  readonly rule: string;
  readonly what: string;
}

interface Rule {
  readonly name: string;
  /** One sentence for each thing that breaks the rule. */
  broken(history: History): Iterable<string>;
}

const DONE_STATES = new Set(["delivered", "notProvided"]);

export const RULES: readonly Rule[] = [
  { name: "every item whose faults passed ends in a document", broken: notIssued },
  { name: "what is not issued says why", broken: withoutReason },
  { name: "no document is lost", broken: lost },
  { name: "no document is delivered twice in effect", broken: deliveredTwice },
  { name: "what is delivered is what was issued", broken: changed },
  { name: "the receiver holds nothing that we do not know of", broken: unknownToUs },
  { name: "never two live logins of one certificate at one agency", broken: overlapping },
  { name: "one message per key in effect", broken: messagesNotOnce },
  { name: "every submission ends and says so", broken: untold },
];

export function findViolations(history: History): Violation[] {
  return RULES.flatMap(({ name, broken }) =>
    [...broken(history)].map((what) => ({ rule: name, what }))
  );
}

function* notIssued({ items }: History): Iterable<string> {
  for (const { id, state, failureClass } of items) {
    if (!DONE_STATES.has(state)) yield `item ${id} is ${state} (${failureClass ?? "no class"})`;
  }
}

function* withoutReason({ items }: History): Iterable<string> {
  for (const { id, state, failureClass, failureText } of items) {
    const needsReason = ["failed", "waitingAgency", "authWait"].includes(state);
    if (needsReason && !(failureClass && failureText)) {
      yield `item ${id} is ${state} without a word`;
    }
  }
}

function* lost({ items, documents, deliveries, received }: History): Iterable<string> {
  const kept = new Set(
    received.filter(({ isKept }) => isKept).map(({ deliveryId, documentId }) =>
      `${deliveryId} ${documentId}`
    ),
  );
  const documentIds = new Set(documents.map(({ id }) => id));
  const deliveryOf = new Map(deliveries.map((delivery) => [delivery.documentId, delivery]));
  for (const { id, state, documentId } of items) {
    if (!DONE_STATES.has(state)) continue;
    const delivery = documentId === null ? undefined : deliveryOf.get(documentId);
    if (documentId === null || !documentIds.has(documentId)) yield `item ${id} has no document`;
    else if (delivery?.state !== "delivered") yield `item ${id} is ${state}, its delivery is not`;
  }
  for (const { id, documentId, state } of deliveries) {
    const isKept = kept.has(`${id} ${documentId}`);
    if (state === "delivered" && !isKept) yield `delivery ${id} never reached the receiver`;
    if (state !== "delivered") yield `delivery ${id} is still ${state}`;
  }
}

function* deliveredTwice({ received, documents }: History): Iterable<string> {
  const attemptOf = new Map(
    documents.map(({ id, itemId, attemptNumber }) => [id, `${itemId} attempt ${attemptNumber}`]),
  );
  const deliveriesOf = new Map<string, Set<string>>();
  const documentsOf = new Map<string, Set<string>>();
  const bodiesOf = new Map<string, Set<string>>();
  for (const { deliveryId, documentId, bodySha256, isKept } of received) {
    if (!isKept) continue;
    addTo(deliveriesOf, documentId, deliveryId);
    addTo(documentsOf, attemptOf.get(documentId) ?? documentId, documentId);
    addTo(bodiesOf, deliveryId, bodySha256);
  }
  yield* several(deliveriesOf, (id, count) => `document ${id} came as ${count} deliveries`);
  yield* several(documentsOf, (id, count) => `item ${id} came as ${count} documents`);
  yield* several(bodiesOf, (id, count) => `delivery ${id} came with ${count} different bodies`);
}

function* changed({ received, documents, issuedSha256 }: History): Iterable<string> {
  const sha256Of = new Map(documents.map(({ id, sha256 }) => [id, sha256]));
  for (const { deliveryId, documentId, pdfSha256, toldSha256, isSignatureValid } of received) {
    if (!isSignatureValid) yield `delivery ${deliveryId} came without a valid signature`;
    if (pdfSha256 !== toldSha256) yield `delivery ${deliveryId} tells another SHA-256`;
    const recorded = sha256Of.get(documentId);
    if (recorded !== undefined && recorded !== pdfSha256) {
      yield `document ${documentId} is not the one that was recorded`;
    }
    if (pdfSha256 !== null && !issuedSha256.has(pdfSha256)) {
      yield `document ${documentId} was issued by no agency`;
    }
  }
}

function* unknownToUs({ received, documents, deliveries }: History): Iterable<string> {
  const documentIds = new Set(documents.map(({ id }) => id));
  const deliveryIds = new Set(deliveries.map(({ id }) => id));
  for (const { deliveryId, documentId } of received) {
    if (!documentIds.has(documentId)) yield `document ${documentId} is in no table of ours`;
    if (!deliveryIds.has(deliveryId)) yield `delivery ${deliveryId} is in no table of ours`;
  }
}

/** An agency ends the first login when a second comes: such an end is two logins at once. */
function* overlapping({ logins }: History): Iterable<string> {
  const live = new Map<string, Set<string>>();
  const placeOf = new Map<string, string>();
  for (const fact of logins) {
    if (fact.kind === "start") {
      const place = placeOfLogin(fact);
      placeOf.set(fact.login, place);
      const inside = live.get(place) ?? new Set();
      if (inside.size > 0) yield `a second login at ${place} while one was live`;
      live.set(place, inside.add(fact.login));
      continue;
    }
    const place = placeOf.get(fact.login) ?? "";
    live.get(place)?.delete(fact.login);
    if (fact.reason === "duplicate-login") yield `a login at ${place} was ended by a second one`;
  }
}

function placeOfLogin({ agency, account }: Extract<LoginFact, { kind: "start" }>): string {
  return `${agency} by ${account}`;
}

function* messagesNotOnce({ messages, arrivals }: History): Iterable<string> {
  const keyOf = new Map(messages.map(({ id, key }) => [id, key]));
  const arrivedOf = new Map<string, number>();
  for (const { messageId } of arrivals) {
    const key = keyOf.get(messageId);
    if (key === undefined) yield `message ${messageId} arrived and is in no table of ours`;
    else arrivedOf.set(key, (arrivedOf.get(key) ?? 0) + 1);
  }
  for (const [key, count] of arrivedOf) {
    if (count > 1) yield `message ${key} arrived ${count} times`;
  }
  for (const { key, state } of messages) {
    if (!arrivedOf.has(key)) yield `message ${key} is ${state} and never arrived`;
  }
}

function* untold({ submissions, messages }: History): Iterable<string> {
  const keys = new Set(messages.map(({ key }) => key));
  for (const { id, state, round } of submissions) {
    if (state !== "finished") yield `submission ${id} is ${state}`;
    else if (!keys.has(`submission:${id}:${round}:finished`)) yield `submission ${id} ended unsaid`;
    if (!keys.has(`submission:${id}:1:started`)) yield `submission ${id} began unsaid`;
  }
}

function addTo(groups: Map<string, Set<string>>, name: string, value: string): void {
  groups.set(name, (groups.get(name) ?? new Set()).add(value));
}

function* several(
  groups: ReadonlyMap<string, ReadonlySet<string>>,
  say: (name: string, count: number) => string,
): Iterable<string> {
  for (const [name, { size }] of groups) if (size > 1) yield say(name, size);
}
