import type { SubmissionRequest } from "@maru/submission";

/** The body of a request is not what our page sends. */
export class RequestBodyError extends Error {
  override name = "RequestBodyError";
  constructor(readonly field: string) {
    super(`Cannot read the request: "${field}" is missing or of another form`);
  }
}

const SEALED_LENGTH_MAX = 400_000;
const DOCUMENTS_MAX = 60;
const INPUTS_MAX = 20;

/** @throws {RequestBodyError} */
export function readSubmissionRequest(
  body: unknown,
  rest: { productSlug: string; address: string },
): SubmissionRequest {
  const root = record(body, "body");
  return {
    ...rest,
    idempotencyKey: key(root.idempotencyKey),
    sealedBundle: text(root.sealedBundle, "sealedBundle", SEALED_LENGTH_MAX),
    consents: list(root.consents, "consents", 10).map((each) => {
      const consent = record(each, "consents");
      if (!Number.isInteger(consent.version)) throw new RequestBodyError("consents.version");
      return { kind: text(consent.kind, "consents.kind", 40), version: Number(consent.version) };
    }),
    documents: list(root.documents, "documents", DOCUMENTS_MAX).map(readDocument),
  };
}

function readDocument(each: unknown): SubmissionRequest["documents"][number] {
  const document = record(each, "documents");
  const inputs = Object.entries(record(document.inputs ?? {}, "documents.inputs"));
  if (inputs.length > INPUTS_MAX) throw new RequestBodyError("documents.inputs");
  return {
    documentCode: text(document.documentCode, "documents.documentCode", 80),
    inputs: Object.fromEntries(
      inputs.map(([name, value]) => [name, text(value, `documents.inputs.${name}`, 400)]),
    ),
    ...(document.periodFrom === undefined
      ? {}
      : { periodFrom: text(document.periodFrom, "documents.periodFrom", 10) }),
    ...(document.periodTo === undefined
      ? {}
      : { periodTo: text(document.periodTo, "documents.periodTo", 10) }),
  };
}

/** @throws {RequestBodyError} */
export function readClientRequest(body: unknown): { businessNumber: string; sealedBundle: string } {
  const root = record(body, "body");
  return {
    businessNumber: text(root.businessNumber, "businessNumber", 10),
    sealedBundle: text(root.sealedBundle, "sealedBundle", SEALED_LENGTH_MAX),
  };
}

function record(value: unknown, field: string): Record<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    throw new RequestBodyError(field);
  }
  return value as Record<string, unknown>;
}

function list(value: unknown, field: string, countMax: number): unknown[] {
  if (!Array.isArray(value) || value.length > countMax) throw new RequestBodyError(field);
  return value;
}

function key(value: unknown): string {
  const word = text(value, "idempotencyKey", 64);
  if (!/^[\w-]{16,64}$/.test(word)) throw new RequestBodyError("idempotencyKey");
  return word;
}

function text(value: unknown, field: string, lengthMax: number): string {
  if (typeof value !== "string" || value.length > lengthMax) throw new RequestBodyError(field);
  return value;
}
