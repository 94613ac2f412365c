import type { Notifications } from "@maru/notifications";
import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { ApiBodyError } from "./errors.ts";
import { addressOf } from "../submit/context.ts";

export type ReceiptContext = WebContext & { readonly notifications: Notifications };

const RECEIPTS_PER_MINUTE_MAX = 600;

/**
 * Delivery receipts of the message provider. A receipt is a hint that cannot be forged to any use: it
 * names messages, and the provider itself is then asked about them.
 */
export function receiptRoutes(context: ReceiptContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.post("/message-receipts", async (c) => {
    await context.kernel.rateLimits.consume({
      name: "api.receipts",
      value: addressOf(c),
      max: RECEIPTS_PER_MINUTE_MAX,
      windowSeconds: 60,
    });
    const receipt: unknown = await c.req.json().catch(() => undefined);
    if (receipt === undefined) throw new ApiBodyError();
    await context.notifications.receive(receipt);
    return c.body(null, 204);
  });
  return routes;
}
