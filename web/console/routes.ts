import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { type ConsoleContext, consolePaths, requireReader } from "./context.ts";
import { documentRoutes } from "./document_routes.ts";
import { ConsoleHomePage } from "./home_page.ts";
import { integrationRoutes } from "./integration_routes.ts";
import { productRoutes } from "./product_routes.ts";
import { receivedRoutes } from "./received_routes.ts";

const NEWEST_ROWS = 8;
const UNDELIVERED_ROWS = 50;

/** 기관 콘솔. */
export function consoleRoutes(context: ConsoleContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const { institution } = context.submission;
  routes.get(consolePaths.home, async (c) => {
    const user = await requireReader(context, c);
    const [about, summary, failed, newest] = await Promise.all([
      institution.institution(user.institutionId),
      institution.summary(user.institutionId),
      institution.deliveries(user.institutionId, { state: "failed", limit: UNDELIVERED_ROWS }),
      institution.received(user.institutionId, { limit: NEWEST_ROWS }),
    ]);
    return page(
      c,
      ConsoleHomePage({
        view: c.var.view,
        institutionName: about.name,
        summary,
        undelivered: failed.rows,
        newest: newest.rows,
      }),
    );
  });
  receivedRoutes(context, routes);
  documentRoutes(context, routes);
  productRoutes(context, routes);
  integrationRoutes(context, routes);
  return routes;
}
