import { Buffer } from "node:buffer";
import type { Context, MiddlewareHandler } from "hono";
import type { WebEnv } from "../context.ts";
import { RequestUnreadableError } from "../errors/web_errors.ts";
import { type BodyRoom, createBodyRoom } from "./body_room.ts";
import { declaredBytes, readWhole, refuseDeclaredSize } from "./read_body.ts";

/** How much a route takes and how long it waits. */
export interface BodyLimit {
  /** A path; an asterisk stands for one of its parts, at the end for all that follow. */
  readonly path: string;
  readonly bytesMax: number;
  readonly deadlineMs: number;
  /**
   * Who sends it, asked before a byte is read of what is longer than a form: a name for whom its room
   * is counted, or the answer that refuses. It throws what the route itself would. A limit without it
   * is for strangers too, and so must be small.
   */
  readonly sender?: (c: Context<WebEnv>) => Promise<string | Response>;
}

/** Enough for every form; an area that takes files lists its own limit. */
const DEFAULT_BODY_LIMIT: BodyLimit = { path: "*", bytesMax: 65_536, deadlineMs: 15_000 };

/**
 * Reads the whole body before any handler does, within the size and time of its route; the first
 * limit whose path fits holds. The server itself never closes a body that stalls. What is longer than
 * a form is read of known senders alone, and while it is worked on takes its part of `room`.
 */
export function bodyLimit(
  limits: readonly BodyLimit[],
  room: BodyRoom = createBodyRoom(),
): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const body = c.req.raw.body;
    if (body === null) return await next();
    const limit = limits.find((each) => fits(each.path, c.req.path)) ?? DEFAULT_BODY_LIMIT;
    const declared = declaredBytes(c);
    refuseDeclaredSize(declared, limit.bytesMax);
    const isSmall = declared !== undefined && declared <= DEFAULT_BODY_LIMIT.bytesMax;
    if (limit.sender === undefined || isSmall) {
      await replaceBody(c, body, isSmall ? smaller(limit) : limit);
      return await next();
    }
    const sender = await limit.sender(c);
    if (sender instanceof Response) return sender;
    const leave = room.enter({ sender, bytes: declared ?? limit.bytesMax });
    try {
      await replaceBody(c, body, { ...limit, pace: PACE });
      await next();
    } finally {
      leave();
    }
  };
}

/** Slower than any line on which somebody would wait for a file. */
const PACE = { bytesMin: 65_536, everyMs: 10_000 };

function smaller(limit: BodyLimit): BodyLimit {
  const bytesMax = Math.min(limit.bytesMax, DEFAULT_BODY_LIMIT.bytesMax);
  const deadlineMs = Math.min(limit.deadlineMs, DEFAULT_BODY_LIMIT.deadlineMs);
  return { path: limit.path, bytesMax, deadlineMs };
}

async function replaceBody(
  c: Context,
  body: ReadableStream<Uint8Array>,
  limit: Parameters<typeof readWhole>[1],
): Promise<void> {
  const bytes = await readWhole(body, limit);
  refuseManyFields(c.req.header("content-type") ?? "", bytes);
  c.req.raw = new Request(c.req.raw, { body: bytes });
}

function fits(pattern: string, path: string): boolean {
  const wanted = pattern.split("/");
  const given = path.split("/");
  const isOpen = wanted.at(-1) === "*";
  if (isOpen ? given.length < wanted.length : given.length !== wanted.length) return false;
  return wanted.every((part, index) => part === "*" || part === given[index]);
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
