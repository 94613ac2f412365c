import type { Context, Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import type { FieldError } from "../forms/mod.ts";
import { page } from "../page.ts";
import { slugParam } from "../params.ts";
import { AgencyPage } from "./agency_page.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";

/** One agency: its hours, and closing its breaker by hand. */
export function agencyRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const desk = context.submission.operator;
  routes.get(operatorPaths.agency(":code"), async (c) => {
    await requireOperator(context, c);
    return await show(context, c, {});
  });
  routes.post(operatorPaths.agency(":code"), async (c) => {
    const session = await requireOperator(context, c);
    const code = slugParam(c, "code");
    const body = await c.req.parseBody();
    const typed = {
      opensAt: String(body["opensAt"] ?? "").trim(),
      closesAt: String(body["closesAt"] ?? "").trim(),
    };
    try {
      await desk.saveAgencyHours({ code, ...typed, actor: actorOf(session) });
    } catch (error) {
      if (!(error instanceof Error) || error.name !== "AgencyHoursError") throw error;
      const message = "시각을 08:00처럼 적고, 여는 시각이 더 이르게 해 주십시오.";
      return await show(context, c, { typed, errors: [{ field: "opensAt", message }] });
    }
    return c.redirect(`${operatorPaths.agency(code)}?saved=1`, 303);
  });
  routes.post(operatorPaths.agencyReset(":code"), async (c) => {
    const session = await requireOperator(context, c);
    await desk.resetAgency(slugParam(c, "code"), actorOf(session));
    return c.redirect(operatorPaths.home, 303);
  });
}

async function show(
  context: OperatorContext,
  c: Context<WebEnv>,
  extra: { errors?: readonly FieldError[]; typed?: { opensAt: string; closesAt: string } },
): Promise<Response> {
  const code = slugParam(c, "code");
  const found = (await context.submission.operator.agencies()).find((each) => each.code === code);
  if (found === undefined) throw new PageNotFoundError();
  const saved = c.req.query("saved") === "1";
  return page(
    c,
    AgencyPage({
      view: c.var.view,
      agency: { ...found, ...extra.typed },
      saved,
      ...(extra.errors === undefined ? {} : { errors: extra.errors }),
    }),
    extra.errors === undefined ? 200 : 422,
  );
}
