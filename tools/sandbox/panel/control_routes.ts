import { Hono } from "hono";
import type { Agencies } from "../agencies/mod.ts";
import { products } from "../agencies/products.ts";
import type { SandboxContext } from "../context.ts";
import { FaultInputError, readFault } from "../fault_switches.ts";
import { readJournalTail } from "./journal_tail.ts";
import { isHoursMode, loginSelection } from "./panel_input.ts";

/** The same levers as the panel's, as JSON for tests and scripts. Under `/sandbox/`, which no vendor has. */
export function createControlRoutes(context: SandboxContext, agencies: Agencies): Hono {
  const app = new Hono();
  app.get("/sandbox/gateway-key", (c) => c.json({ publicKey: agencies.key.publicKey }));
  app.get("/sandbox/products", (c) => c.json({ products }));
  app.get("/sandbox/journal", (c) => {
    const limit = Math.min(Number(c.req.query("limit")) || 100, 1_000);
    const kind = c.req.query("kind");
    const lines = readJournalTail(context.dataDirectory, { limit, ...(kind ? { kind } : {}) });
    return c.json({ lines });
  });
  app.route("/", faultRoutes(context));
  app.route("/", loginRoutes(agencies));
  app.post("/sandbox/hours", async (c) => {
    const { mode } = await readObject(c.req.raw);
    if (!isHoursMode(mode)) return c.json({ error: "mode must be always or real" }, 422);
    agencies.hours.mode = mode;
    return c.json({ mode });
  });
  app.post("/sandbox/tokens/revocation", (c) => {
    agencies.tokens.revokeAll();
    return c.body(null, 204);
  });
  return app;
}

function faultRoutes(context: SandboxContext): Hono {
  const app = new Hono();
  app.get("/sandbox/faults", (c) => c.json({ faults: context.faults.list() }));
  app.post("/sandbox/faults", async (c) => {
    try {
      return c.json({ fault: context.faults.add(readFault(await readObject(c.req.raw))) }, 201);
    } catch (error) {
      if (!(error instanceof FaultInputError)) throw error;
      return c.json({ error: error.message, field: error.field }, 422);
    }
  });
  app.delete("/sandbox/faults", (c) => {
    context.faults.clear();
    return c.body(null, 204);
  });
  app.delete(
    "/sandbox/faults/:id",
    (c) => c.body(null, context.faults.remove(c.req.param("id")) ? 204 : 404),
  );
  return app;
}

function loginRoutes({ logins, twoWay }: Agencies): Hono {
  const app = new Hono();
  app.get("/sandbox/logins", (c) =>
    c.json({
      logins: logins.list().map(({ id, agency, account, displayName, startedAt }) => ({
        id,
        agency,
        account,
        displayName,
        startedAt: startedAt.toISOString(),
      })),
    }));
  app.post("/sandbox/logins/elsewhere", async (c) => {
    const ended = logins.loginElsewhere(loginSelection(await readObject(c.req.raw)));
    return c.json({ ended });
  });
  app.get("/sandbox/approvals", (c) =>
    c.json({
      approvals: twoWay.list().map((pending) => ({
        jti: pending.jti,
        agency: pending.login.agency,
        userName: pending.userName,
        phone: pending.phone,
        sessionId: pending.sessionId,
        isApproved: pending.isApproved,
        expiresAt: pending.expiresAt.toISOString(),
      })),
    }));
  app.post("/sandbox/approvals/:jti/:decision{approve|reject}", (c) => {
    const isDone = twoWay.decide(c.req.param("jti"), c.req.param("decision") === "approve");
    return c.body(null, isDone ? 204 : 404);
  });
  return app;
}

async function readObject(request: Request): Promise<Record<string, unknown>> {
  const value: unknown = await request.json().catch(() => undefined);
  return typeof value === "object" && value !== null
    ? Object.fromEntries(Object.entries(value))
    : {};
}
