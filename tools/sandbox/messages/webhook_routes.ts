import { Hono } from "hono";
import type { AccountStore } from "./account.ts";
import { ProviderError } from "./authorization.ts";
import { readBody } from "./request_body.ts";

const reportEventId = "WH01ET000000000000SINGLEREPORT01";

/** Where delivery reports go, as the provider's own API sets it: one address for one account. */
export function createWebhookRoutes(account: AccountStore, now: () => Date): Hono {
  const app = new Hono();

  app.get("/webhook/v1/events", (c) => {
    const at = now().toISOString();
    const event = {
      eventId: reportEventId,
      name: "SINGLE-REPORT",
      dateCreated: at,
      dateUpdated: at,
    };
    return c.json({ limit: 20, eventList: [event], startKey: null, nextKey: null });
  });

  app.post("/webhook/v1/outgoing", async (c) => {
    const body = await readBody(c);
    if (typeof body.url !== "string" || !URL.canParse(body.url)) {
      throw new ProviderError(400, "ValidationError", "url 값이 필요합니다.");
    }
    const { webhookUrl, accountId } = account.change({
      webhookUrl: body.url,
      webhookSecret: String(body.secret ?? ""),
    });
    const at = now().toISOString();
    return c.json({
      webhookId: "WH01WH00000000000000000000000001",
      eventId: String(body.eventId ?? reportEventId),
      url: webhookUrl,
      secret: null,
      status: "ACTIVE",
      failCount: 0,
      accountId,
      dateCreated: at,
      dateUpdated: at,
    });
  });

  return app;
}
