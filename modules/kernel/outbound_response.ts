import type { OutboundResponse } from "./outbound_types.ts";

/** The answer of an outside system, wholly read. */
export function outboundResponse(
  { status, headers, body }: { status: number; headers: Headers; body: Uint8Array },
): OutboundResponse {
  const text = () => new TextDecoder().decode(body);
  return { status, headers, body, text, json: () => JSON.parse(text()) as unknown };
}

/** More bytes came than the caller takes. */
export class BodyTooLargeError extends Error {
  override name = "BodyTooLargeError";
}

/**
 * Reads a body as far as `bytesMax`.
 *
 * @throws {BodyTooLargeError} as soon as more comes; the rest is not read
 */
export async function readBody(
  chunks: AsyncIterable<Uint8Array>,
  bytesMax: number,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of chunks) {
    length += chunk.length;
    if (length > bytesMax) throw new BodyTooLargeError(`More than ${bytesMax} bytes came`);
    parts.push(chunk);
  }
  const body = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    body.set(part, offset);
    offset += part.length;
  }
  return body;
}
