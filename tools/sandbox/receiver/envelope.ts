/** What an institution reads out of a webhook's body, whatever else stands in it. */
export interface Envelope {
  readonly id: string | null;
  readonly type: string | null;
  readonly at: string | null;
  /** Ids of the documents that the body names. */
  readonly documentIds: readonly string[];
}

/** Where a PDF stands in a body: as base64 text, or as an address to fetch it from. */
export interface EnvelopePdf {
  /** The way to the value, for example `data.documents.0.pdf`. */
  readonly path: string;
  readonly base64?: string;
  readonly url?: string;
}

const PDF_BASE64_PREFIX = "JVBERi0";
const documentKeys = new Set(["documentid", "itemid", "submissionitemid"]);

/**
 * Reads `{ id, type, at, data }`, or a batch `{ events: [{ id, type, at, data }, …] }`, which `name`
 * (its header `webhook-id`) tells from others; a body of another form gives nulls and no documents.
 */
export function readEnvelope(value: unknown, name?: string): Envelope {
  const fields = isObject(value) ? value : {};
  if (Array.isArray(fields.events)) return readBatch(fields.events, name);
  const ids = new Set<string>();
  collectDocumentIds(fields.data, ids);
  return {
    id: textOf(fields.id),
    type: textOf(fields.type),
    at: textOf(fields.at),
    documentIds: [...ids],
  };
}

function readBatch(events: readonly unknown[], name: string | undefined): Envelope {
  const envelopes = events.map((event) => readEnvelope(event));
  const types = new Set(envelopes.flatMap(({ type }) => type ?? []));
  return {
    id: name ?? null,
    type: types.size === 0 ? null : `${[...types].join(", ")} (${events.length})`,
    at: envelopes[0]?.at ?? null,
    // Auto-debit sends no documents.
    documentIds: [],
  };
}

/** Every PDF in the body, in the order in which they stand there. */
export function findPdfs(value: unknown, path = ""): EnvelopePdf[] {
  if (typeof value === "string") {
    if (value.startsWith(PDF_BASE64_PREFIX)) return [{ path, base64: value }];
    const isLink = /^https?:\/\//.test(value) && /(pdf|url|href|link)$/i.test(path);
    return isLink ? [{ path, url: value }] : [];
  }
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    findPdfs(item, path === "" ? key : `${path}.${key}`)
  );
}

/** `documentId` and its like anywhere, and `id` of what stands in `document` or `documents`. */
function collectDocumentIds(value: unknown, ids: Set<string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectDocumentIds(item, ids);
    return;
  }
  if (!isObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if (documentKeys.has(key.toLowerCase()) && typeof item === "string") ids.add(item);
    if (/^(documents?|items?)$/i.test(key)) {
      const documents = Array.isArray(item) ? item : [item];
      for (const document of documents) {
        if (isObject(document) && typeof document.id === "string") ids.add(document.id);
      }
    }
    collectDocumentIds(item, ids);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
