import { Hono } from "hono";
import type { WebEnv } from "../../context.ts";
import type { OperatorDebitContext } from "./context.ts";
import { contractRoutes } from "./contract_routes.ts";
import { fileRoutes } from "./file_routes.ts";
import { invoiceRoutes } from "./invoice_routes.ts";
import { itemRoutes } from "./item_routes.ts";
import { merchantRoutes } from "./merchant_routes.ts";
import { newMerchantRoutes } from "./new_merchant_routes.ts";
import { noticeRoutes } from "./notice_routes.ts";
import { payoutRoutes } from "./payout_routes.ts";
import { scheduleRoutes } from "./schedule_routes.ts";
import { settlementRoutes } from "./settlement_routes.ts";

/** 운영, 자동이체: merchants and contracts, settlements, files, and what all of them share. */
export function operatorDebitRoutes(context: OperatorDebitContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  newMerchantRoutes(context, routes);
  merchantRoutes(context, routes);
  contractRoutes(context, routes);
  settlementRoutes(context, routes);
  payoutRoutes(context, routes);
  invoiceRoutes(context, routes);
  fileRoutes(context, routes);
  itemRoutes(context, routes);
  scheduleRoutes(context, routes);
  noticeRoutes(context, routes);
  return routes;
}
