import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { aggregateRoutes } from "./aggregate_routes.ts";
import { cashRoutes } from "./cash_routes.ts";
import type { DebitContext } from "./context.ts";
import { integrationRoutes } from "./integration_routes.ts";
import { invoiceRoutes } from "./invoice_routes.ts";
import { settlementRoutes } from "./settlement_routes.ts";

/** 현금수납, 집계, 정산내역, 세금계산서, 연동. */
export function moneyRoutes(context: DebitContext, routes: Hono<WebEnv>): void {
  cashRoutes(context, routes);
  aggregateRoutes(context, routes);
  settlementRoutes(context, routes);
  invoiceRoutes(context, routes);
  integrationRoutes(context, routes);
}
