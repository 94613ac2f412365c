import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { createPageStyleRoutes, prefersPage } from "../page.ts";
import { clockPage } from "./clock_page.ts";
import { ClockRequestError, offsetFor } from "./offset.ts";
import { createWalker } from "./walk.ts";

/**
 * The clock of the demo: `GET /clock` answers `{ offsetMs, now }`, `POST /clock` moves it; with `walk`
 * it goes by stops, so that what closes or is answered on the way really does. Everything
 * that keeps business time (the app, agencies, certificates) asks here or is told by the context.
 */
export function createClockRoutes(context: SandboxContext): Hono {
  const app = new Hono();
  const walker = createWalker(context);
  app.route("/", createPageStyleRoutes());

  app.get("/clock", (c) => {
    const state = clockState(context);
    return prefersPage(c.req.header("Accept")) ? c.html(clockPage(state)) : c.json(state);
  });

  app.post("/clock", async (c) => {
    const fromForm = !(c.req.header("Content-Type") ?? "").includes("json");
    const input = fromForm ? await c.req.parseBody() : await readJson(c.req.raw);
    try {
      const now = context.now();
      const offsetMs = offsetFor(input, { now, offsetMs: context.clock.offsetMs });
      const before = context.clock.offsetMs;
      const aheadMs = offsetMs - context.clock.offsetMs;
      walker.stop();
      if (isWanted(input.walk) && aheadMs > 0) walker.walkTo(now.getTime() + aheadMs);
      else context.clock.set(offsetMs);
      context.journal("clock", { before, offsetMs, now: context.now().toISOString() });
    } catch (error) {
      if (!(error instanceof ClockRequestError)) throw error;
      return fromForm
        ? c.html(clockPage(clockState(context), error.message), 422)
        : c.json({ errorCode: "InvalidClockRequest", errorMessage: error.message }, 400);
    }
    return fromForm ? c.redirect("/clock", 303) : c.json(clockState(context));
  });

  return app;
}

function isWanted(value: unknown): boolean {
  return value === true || value === "on";
}

function clockState(context: SandboxContext): { offsetMs: number; now: string } {
  return { offsetMs: context.clock.offsetMs, now: context.now().toISOString() };
}

async function readJson(request: Request): Promise<Record<string, unknown>> {
  const value: unknown = await request.json().catch(() => undefined);
  return typeof value === "object" && value !== null ? value as Record<string, unknown> : {};
}
