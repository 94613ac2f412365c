import { Hono } from "hono";
import type { WebEnv, WebParts } from "./context.ts";

/** `/healthz`: the process answers. `/readyz`: it can do its work. Reasons stay in the log. */
export function healthRoutes(parts: Pick<WebParts, "kernel">): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get("/healthz", (c) => c.json({ alive: true }, 200, NOT_KEPT));
  routes.get("/readyz", async (c) => {
    const { ready, checks } = await parts.kernel.health.ready();
    const failing = checks.filter((check) => !check.ok);
    if (failing.length > 0) parts.kernel.log.warn("Not ready", { failing });
    return c.json(
      { ready, checks: checks.map(({ name, ok }) => ({ name, ok })) },
      ready ? 200 : 503,
      NOT_KEPT,
    );
  });
  return routes;
}

const NOT_KEPT = { "Cache-Control": "no-store" };
