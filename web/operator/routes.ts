import { ITEM_STATES } from "@maru/submission";
import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { agencyRoutes } from "./agency_routes.ts";
import { catalogueRoutes } from "./catalogue_routes.ts";
import { actorOf, type OperatorContext, operatorPaths, requireOperator } from "./context.ts";
import { DeadLettersPage } from "./dead_letters_page.ts";
import { holidayRoutes } from "./holiday_routes.ts";
import { OperatorHomePage } from "./home_page.ts";
import { ItemsPage } from "./items_page.ts";
import { logRoutes } from "./log_routes.ts";
import { staffRoutes } from "./staff_routes.ts";

const QUEUE_ROWS = 50;

/** 운영: the queue, agencies, dead letters, logs, catalogue, calendar. */
export function operatorRoutes(context: OperatorContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  homeRoutes(context, routes);
  itemRoutes(context, routes);
  deadLetterRoutes(context, routes);
  agencyRoutes(context, routes);
  logRoutes(context, routes);
  staffRoutes(context, routes);
  catalogueRoutes(context, routes);
  holidayRoutes(context, routes);
  return routes;
}

function homeRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const desk = context.submission.operator;
  routes.get(operatorPaths.home, async (c) => {
    await requireOperator(context, c);
    const [totals, agencies, queues] = await Promise.all([
      desk.totals(),
      desk.agencies(),
      context.kernel.jobs.counts(),
    ]);
    return page(c, OperatorHomePage({ view: c.var.view, totals, agencies, queues }));
  });
}

function itemRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const desk = context.submission.operator;
  routes.get(operatorPaths.items, async (c) => {
    await requireOperator(context, c);
    const state = ITEM_STATES.find((each) => each === c.req.query("state"));
    const agencies = await desk.agencies();
    const agencyCode = agencies.find(({ code }) => code === c.req.query("agencyCode"))?.code;
    const before = c.req.query("before");
    const { rows, next } = await desk.queue({
      limit: QUEUE_ROWS,
      ...(state ? { state } : {}),
      ...(agencyCode ? { agencyCode } : {}),
      ...(before ? { before } : {}),
    });
    const filter = { state: state ?? "", agencyCode: agencyCode ?? "" };
    const nextHref = next === undefined
      ? {}
      : { nextHref: `${operatorPaths.items}?${new URLSearchParams({ ...filter, before: next })}` };
    return page(c, ItemsPage({ view: c.var.view, rows, agencies, filter, ...nextHref }));
  });
  routes.post(operatorPaths.retry(":id"), async (c) => {
    const session = await requireOperator(context, c);
    await desk.retryItem(idParam(c, "id"), actorOf(session));
    return c.redirect(operatorPaths.items, 303);
  });
}

function deadLetterRoutes(context: OperatorContext, routes: Hono<WebEnv>): void {
  const { jobs } = context.kernel;
  routes.get(operatorPaths.deadLetters, async (c) => {
    await requireOperator(context, c);
    return page(c, DeadLettersPage({ view: c.var.view, letters: await jobs.deadLetters() }));
  });
  routes.post(operatorPaths.redrive(":id"), async (c) => {
    await requireOperator(context, c);
    await jobs.redrive(idParam(c, "id"));
    return c.redirect(operatorPaths.deadLetters, 303);
  });
}
