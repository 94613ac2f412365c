import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { calendarRoutes } from "./calendar_routes.ts";
import type { DebitContext } from "./context.ts";
import { customerRoutes } from "./customer_routes.ts";
import { exchangeRoutes } from "./exchange_routes.ts";
import { homeRoutes } from "./home_routes.ts";
import { moneyRoutes } from "./money_routes.ts";
import { registrationRoutes } from "./registration_routes.ts";
import { requestRoutes } from "./request_routes.ts";
import { resultRoutes } from "./result_routes.ts";
import { retryRoutes } from "./retry_routes.ts";

/** 자동이체: the merchants' pages, a group of routes each. */
export function debitRoutes(context: DebitContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  homeRoutes(context, routes);
  calendarRoutes(context, routes);
  registrationRoutes(context, routes);
  requestRoutes(context, routes);
  retryRoutes(context, routes);
  resultRoutes(context, routes);
  exchangeRoutes(context, routes);
  customerRoutes(context, routes);
  moneyRoutes(context, routes);
  return routes;
}
