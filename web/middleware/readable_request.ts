import type { Context, MiddlewareHandler } from "hono";
import type { WebEnv } from "../context.ts";
import { RequestUnreadableError } from "../errors/web_errors.ts";

/** PostgreSQL's text holds every character but this one. */
const NUL = "\0";
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
const JSON_TYPES = /^application\/json\b/i;

/**
 * Refuses addresses with a NUL, before any of them gets to the database.
 *
 * @throws {RequestUnreadableError}
 */
export function readableAddress(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (/%00/.test(c.req.url)) throw new RequestUnreadableError("address");
    await next();
  };
}

/**
 * Refuses bodies that are not what they say, and texts in them with a NUL: handlers read forms and
 * JSON without a thought of either.
 *
 * @throws {RequestUnreadableError}
 */
export function readableBody(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const type = c.req.header("content-type") ?? "";
    if (FORM_TYPES.test(type)) await requireForm(c);
    else if (JSON_TYPES.test(type)) await requireJson(c);
    else if (c.req.raw.body !== null && await c.req.text() !== "") {
      throw new RequestUnreadableError("body");
    }
    await next();
  };
}

async function requireForm(c: Context): Promise<void> {
  const body = await c.req.parseBody({ all: true }).catch(() => undefined);
  if (body === undefined) throw new RequestUnreadableError("body");
  for (const [name, values] of Object.entries(body)) {
    const texts = [values].flat().map((each) => each instanceof File ? each.name : String(each));
    if ([name, ...texts].some((text) => text.includes(NUL))) {
      throw new RequestUnreadableError("body");
    }
  }
}

/** An escaped backslash before `u0000` is refused with it: nobody needs that text. */
async function requireJson(c: Context): Promise<void> {
  const text = await c.req.text();
  if (text.includes("\\u0000")) throw new RequestUnreadableError("body");
  try {
    JSON.parse(text);
  } catch {
    throw new RequestUnreadableError("body");
  }
}
