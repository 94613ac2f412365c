import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import type { WebEnv, WebParts } from "../context.ts";

/**
 * One line a request. The route's pattern is logged, never the address: ids and codes in it are
 * somebody's data.
 */
export function requestLog(parts: WebParts): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const startedAt = parts.kernel.clock.monotonic();
    await next();
    const durationMs = parts.kernel.clock.monotonic() - startedAt;
    const route = routePath(c, -1);
    c.get("log").info("Request", {
      method: c.req.method,
      route,
      status: c.res.status,
      durationMs: Math.round(durationMs * 10) / 10,
    });
    parts.kernel.metrics.observe(
      "maru_http_request_seconds",
      "Time to answer a request",
      durationMs / 1000,
      { method: c.req.method, route, status: `${Math.floor(c.res.status / 100)}xx` },
    );
  };
}
