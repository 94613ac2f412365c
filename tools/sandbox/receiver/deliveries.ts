import { createHash } from "node:crypto";
import { openRecordFile, type RecordFile } from "../record_file.ts";
import { type Envelope, readEnvelope } from "./envelope.ts";
import type { Verification } from "./signature.ts";

/** One request that reached an institution's server. */
export interface Delivery {
  /** Its number at this receiver, from 1. */
  readonly id: string;
  readonly receivedAt: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly bodyLength: number;
  readonly bodySha256: string;
  readonly envelope: Envelope;
  readonly verification: Verification;
  /** True where the institution took it over; a refused or failed request is only seen. */
  readonly isKept: boolean;
  /** The status that is answered; null where there is no answer. */
  readonly answeredStatus: number | null;
}

export interface DeliverySummary {
  readonly requestCount: number;
  readonly keptCount: number;
  /** Envelope ids that were taken over more than once, with how often: repeats of one delivery. */
  readonly repeatedEnvelopes: Readonly<Record<string, number>>;
  /** Documents that came in more than one envelope: delivered twice in effect. */
  readonly documentsDeliveredTwice: readonly string[];
  /** Each document id with the envelope ids that brought it. */
  readonly documents: Readonly<Record<string, readonly string[]>>;
}

export interface DeliveryStore {
  list(): readonly Delivery[];
  get(id: string): Delivery | undefined;
  body(id: string): Uint8Array;
  add(
    request: Omit<Delivery, "id" | "bodyLength" | "bodySha256" | "envelope">,
    body: Uint8Array,
  ): Delivery;
}

/** The body lies in a file of its own, so that a long run does not fill the memory. */
export function openDeliveries(directory: string): DeliveryStore {
  Deno.mkdirSync(directory, { recursive: true });
  const file: RecordFile<Delivery> = openRecordFile(`${directory}/deliveries.ndjson`);
  let lastNumber = file.list().length;
  return {
    list: file.list,
    get: file.get,
    body: (id) => Deno.readFileSync(`${directory}/${Number(id)}.body`),
    add(request, body) {
      const id = String(++lastNumber);
      Deno.writeFileSync(`${directory}/${id}.body`, body);
      const delivery: Delivery = {
        ...request,
        id,
        bodyLength: body.length,
        bodySha256: createHash("sha256").update(body).digest("hex"),
        envelope: readEnvelope(parseBody(body), request.headers["webhook-id"]),
      };
      file.put(delivery);
      return delivery;
    },
  };
}

/** The JSON in a body, undefined where it is none. */
export function parseBody(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body));
  } catch {
    return undefined;
  }
}

/** Counts what the institution took over: repeats of one envelope, and documents that came twice. */
export function summarise(deliveries: readonly Delivery[]): DeliverySummary {
  const kept = deliveries.filter((delivery) => delivery.isKept);
  const counts = new Map<string, number>();
  const documents = new Map<string, Set<string>>();
  for (const { envelope } of kept) {
    const envelopeId = envelope.id ?? "";
    // What has no name cannot be known again.
    if (envelope.id !== null) counts.set(envelopeId, (counts.get(envelopeId) ?? 0) + 1);
    for (const documentId of envelope.documentIds) {
      documents.set(documentId, (documents.get(documentId) ?? new Set()).add(envelopeId));
    }
  }
  return {
    requestCount: deliveries.length,
    keptCount: kept.length,
    repeatedEnvelopes: Object.fromEntries([...counts].filter(([, count]) => count > 1)),
    documentsDeliveredTwice: [...documents].filter(([, envelopes]) => envelopes.size > 1).map((
      [id],
    ) => id),
    documents: Object.fromEntries([...documents].map(([id, envelopes]) => [id, [...envelopes]])),
  };
}
