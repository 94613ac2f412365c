/**
 * Bodies of the aggregator are URL-encoded JSON, both ways.
 *
 * @module
 */

/** An answer of the gateway: `result` says how it went, `data` is the document. */
export interface CodefAnswer {
  readonly code: string;
  readonly message: string;
  readonly extraMessage: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export function encodeBody(fields: Readonly<Record<string, unknown>>): string {
  return encodeURIComponent(JSON.stringify(fields));
}

/**
 * Reads an answer, or undefined where it is none. The gateway encodes as java.net.URLEncoder does: a
 * plus is a space, and must be made one before the percent signs are read.
 */
export function decodeAnswer(bytes: Uint8Array): CodefAnswer | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    const plain = text.trimStart().startsWith("{")
      ? text
      : decodeURIComponent(text.replaceAll("+", " "));
    const parsed: unknown = JSON.parse(plain);
    if (!isRecord(parsed) || !isRecord(parsed.result)) return undefined;
    const { code, message, extraMessage } = parsed.result;
    if (typeof code !== "string") return undefined;
    return {
      code,
      message: typeof message === "string" ? message : "",
      extraMessage: typeof extraMessage === "string" ? extraMessage : "",
      data: isRecord(parsed.data) ? parsed.data : {},
    };
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
