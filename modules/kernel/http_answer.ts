import { createHttpReader, HttpAnswerError, type HttpReader } from "./http_reader.ts";

/** An answer whose body is still to be read. */
export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Reads an HTTP/1.1 answer to a POST (RFC 9112): interim answers are passed over; the body ends by
 * its length, by its last chunk or with the connection.
 *
 * @throws {HttpAnswerError} when it is none; reading the body throws it too
 */
export async function readHttpAnswer(
  connection: { read(buffer: Uint8Array): Promise<number | null> },
): Promise<HttpAnswer> {
  const reader = createHttpReader(connection);
  for (;;) {
    const status = statusOf(await reader.line());
    const headers = await readHeaders(reader);
    if (status >= 200) return { status, headers, body: bodyOf(reader, { status, headers }) };
  }
}

function statusOf(line: string): number {
  const [, status] = /^HTTP\/1\.[01] ([1-5]\d\d)(?: |$)/.exec(line) ?? [];
  if (status === undefined) throw new HttpAnswerError("The answer has no HTTP/1.1 status line");
  return Number(status);
}

async function readHeaders(reader: HttpReader): Promise<Headers> {
  const headers = new Headers();
  for (let line = await reader.line(); line !== ""; line = await reader.line()) {
    const colon = line.indexOf(":");
    try {
      headers.append(line.slice(0, Math.max(colon, 0)), line.slice(colon + 1).trim());
    } catch {
      throw new HttpAnswerError("The answer has a malformed header");
    }
  }
  return headers;
}

function bodyOf(
  reader: HttpReader,
  { status, headers }: { status: number; headers: Headers },
): AsyncIterable<Uint8Array> {
  if (status === 204 || status === 304) return ofLength(reader, 0);
  const encoding = headers.get("transfer-encoding")?.toLowerCase();
  if (encoding === "chunked") return chunked(reader);
  if (encoding !== undefined) throw new HttpAnswerError("The answer is encoded in an unknown way");
  const length = headers.get("content-length");
  if (length === null) return untilEnd(reader);
  if (!/^\d{1,15}$/.test(length)) throw new HttpAnswerError("The answer has no clear length");
  return ofLength(reader, Number(length));
}

async function* ofLength(reader: HttpReader, length: number): AsyncIterable<Uint8Array> {
  for (let left = length; left > 0;) {
    const piece = await reader.exactly(Math.min(left, PIECE_LENGTH_MAX));
    left -= piece.length;
    yield piece;
  }
}

/** Longer chunks come in pieces, so that the reader of the body can stop in time. */
const PIECE_LENGTH_MAX = 16_384;

async function* chunked(reader: HttpReader): AsyncIterable<Uint8Array> {
  for (;;) {
    const [, size] = /^([0-9a-f]{1,8})\s*(?:;.*)?$/i.exec(await reader.line()) ?? [];
    if (size === undefined) throw new HttpAnswerError("The answer has a malformed chunk");
    const length = Number.parseInt(size, 16);
    if (length === 0) break;
    yield* ofLength(reader, length);
    if (await reader.line() !== "") throw new HttpAnswerError("The answer has a malformed chunk");
  }
  await readHeaders(reader);
}

async function* untilEnd(reader: HttpReader): AsyncIterable<Uint8Array> {
  for (let piece = await reader.some(); piece; piece = await reader.some()) yield piece;
}
