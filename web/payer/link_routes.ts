import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { type DebitContext, debitPaths, requireMerchant } from "../debit/context.ts";
import { idParam } from "../params.ts";
import { payerPaths } from "./paths.ts";

/** The merchant's button that sends a payer the link. */
export function payerLinkRoutes(context: DebitContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.post("/debit/customers/:id/payer-link", async (c) => {
    const { merchantId, actor } = await requireMerchant(context, c, "debit.customers");
    const customerId = idParam(c, "id");
    await context.debit.payer.sendLink(merchantId, {
      customerId,
      pageUrl: `${context.config.publicUrl}${payerPaths.home}`,
      actor,
    });
    return c.redirect(`${debitPaths.customer(customerId)}?sent=payerLink`, 303);
  });
  return routes;
}
