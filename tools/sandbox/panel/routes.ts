import { type Context, Hono } from "hono";
import type { Agencies } from "../agencies/mod.ts";
import type { Cast } from "../cast/cast.ts";
import type { SandboxContext } from "../context.ts";
import { FaultInputError, readFault } from "../fault_switches.ts";
import { createPageStyleRoutes } from "../page.ts";
import { castPage } from "./cast_page.ts";
import { createControlRoutes } from "./control_routes.ts";
import { isHoursMode, loginSelection } from "./panel_input.ts";
import { panelPage } from "./panel_page.ts";

export interface PanelOptions {
  readonly context: SandboxContext;
  readonly agencies: Agencies;
  readonly cast: Cast;
}

/** The panel at `/`, everyone at `/cast`, and the same levers as JSON. Forms answer 303 to the panel. */
export function createPanelRoutes(options: PanelOptions): Hono {
  const { context, agencies, cast } = options;
  const app = new Hono();
  app.route("/", createPageStyleRoutes());
  app.route("/", createControlRoutes(context, agencies));
  app.get("/", (c) => c.html(panelPage(options)));
  app.get("/cast", (c) => c.html(castPage(cast)));
  app.post("/panel/faults", (c) => addFault(c, options));
  app.post("/panel/faults/removal", (c) => {
    context.faults.clear();
    return c.redirect("/#faults", 303);
  });
  app.post("/panel/faults/:id/removal", (c) => {
    context.faults.remove(c.req.param("id"));
    return c.redirect("/#faults", 303);
  });
  app.post("/panel/logins/elsewhere", async (c) => {
    agencies.logins.loginElsewhere(loginSelection(await c.req.parseBody()));
    return c.redirect("/#logins", 303);
  });
  app.post("/panel/approvals/:jti/:decision{approve|reject}", (c) => {
    agencies.twoWay.decide(c.req.param("jti"), c.req.param("decision") === "approve");
    return c.redirect("/#approvals", 303);
  });
  app.post("/panel/hours", async (c) => {
    const { mode } = await c.req.parseBody();
    if (isHoursMode(mode)) agencies.hours.mode = mode;
    return c.redirect("/#agencies", 303);
  });
  return app;
}

async function addFault(c: Context, options: PanelOptions): Promise<Response> {
  try {
    options.context.faults.add(readFault(await c.req.parseBody()));
    return c.redirect("/#faults", 303);
  } catch (error) {
    if (!(error instanceof FaultInputError)) throw error;
    const message = `입력을 확인하시기 바랍니다: ${error.field}`;
    return c.html(panelPage({ ...options, error: message }), 422);
  }
}
