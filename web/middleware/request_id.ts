import type { MiddlewareHandler } from "hono";
import type { WebEnv, WebParts } from "../context.ts";

/**
 * Every request has an id: the proxy's where it sent a plain one, else a new one. It goes back in the
 * answer, stands in every log line, and is what a visitor reads out to the help desk.
 */
export function requestId(parts: WebParts): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const sent = c.req.header("x-request-id");
    const id = sent !== undefined && PLAIN_ID.test(sent) ? sent : parts.kernel.uuid();
    c.set("requestId", id);
    c.set("log", parts.kernel.log.with({ requestId: id }));
    c.header("X-Request-Id", id);
    await next();
  };
}

const PLAIN_ID = /^[A-Za-z0-9-]{8,64}$/;
