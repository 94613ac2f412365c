import type { Kernel } from "@maru/kernel";
import { Hono } from "hono";
import type { WebEnv } from "./context.ts";
import { healthRoutes } from "./health.ts";

/** What only our own network may read: it listens on a port of its own. */
export function createInternalApp(parts: { readonly kernel: Kernel }): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app.get("/metrics", async (c) =>
    c.body(await parts.kernel.metrics.text(), 200, {
      "Content-Type": "text/plain; version=0.0.4; charset=utf-8",
    }));
  app.route("/", healthRoutes(parts));
  return app;
}
