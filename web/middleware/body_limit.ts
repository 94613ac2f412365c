import { Buffer } from "node:buffer";
import type { Context, MiddlewareHandler } from "hono";
import type { WebEnv } from "../context.ts";
import {
  BodyTooLargeError,
  BodyTooSlowError,
  RequestUnreadableError,
} from "../errors/web_errors.ts";

/** How much a route takes and how long it waits. */
export interface BodyLimit {
  /** A path; an asterisk stands for one of its parts, at the end for all that follow. */
  readonly path: string;
  readonly bytesMax: number;
  readonly deadlineMs: number;
}

/** Enough for every form; an area that takes files lists its own limit. */
const DEFAULT_BODY_LIMIT: BodyLimit = { path: "*", bytesMax: 65_536, deadlineMs: 15_000 };

/**
 * Reads the whole body before any handler does, within the size and time of its route; the first
 * limit whose path fits holds. The server itself never closes a body that stalls.
 */
export function bodyLimit(limits: readonly BodyLimit[]): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const body = c.req.raw.body;
    if (body !== null) {
      const limit = limits.find((each) => fits(each.path, c.req.path)) ?? DEFAULT_BODY_LIMIT;
      refuseDeclaredSize(c, limit);
      const bytes = await readAll(body, limit);
      refuseManyFields(c.req.header("content-type") ?? "", bytes);
      c.req.raw = new Request(c.req.raw, { body: bytes });
    }
    await next();
  };
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const isOpen = wanted.at(-1) === "*";
  if (isOpen ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, index) => part === "*" || part === given[index]);
}

function refuseDeclaredSize(c: Context, limit: BodyLimit): void {
  const declared = Number(c.req.header("content-length") ?? 0);
  if (declared > limit.bytesMax) throw new BodyTooLargeError(limit.bytesMax);
}

/**
 * A form costs what its fields cost: a megabyte of `a=&` takes a hundred times its size in memory
 * once it is parsed. So fields are counted before.
 */
function refuseManyFields(type: string, bytes: Uint8Array<ArrayBuffer>): void {
  const isForm = /^application\/x-www-form-urlencoded\b/i.test(type);
  const boundary = /^multipart\/form-data\b.*boundary="?([^";]{1,200})/i.exec(type)?.[1];
  const separator = isForm ? "&" : boundary === undefined ? undefined : `--${boundary}`;
  if (separator === undefined) return;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let count = 0;
  for (let at = text.indexOf(separator); at >= 0; at = text.indexOf(separator, at + 1)) {
    if (++count > FIELD_COUNT_MAX) throw new RequestUnreadableError("body");
  }
}

/** The largest form asks four things of each of sixty documents. */
const FIELD_COUNT_MAX = 1_000;

async function readAll(
  body: ReadableStream<Uint8Array>,
  limit: BodyLimit,
): Promise<Uint8Array<ArrayBuffer>> {
  const reader = body.getReader();
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => {});
  }, limit.deadlineMs);
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.byteLength;
      if (length > limit.bytesMax) {
        reader.cancel().catch(() => {});
        throw new BodyTooLargeError(limit.bytesMax);
      }
      chunks.push(part.value);
    }
  } finally {
    clearTimeout(timer);
  }
  if (late) throw new BodyTooSlowError(limit.deadlineMs);
  return join(chunks, length);
}

function join(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return whole;
}
