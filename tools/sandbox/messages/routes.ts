import { Hono } from "hono";
import type { SandboxContext } from "../context.ts";
import { createPageStyleRoutes } from "../page.ts";
import { createAuthorizationCheck, ProviderError } from "./authorization.ts";
import { createControlRoutes } from "./control_routes.ts";
import { inboxOf } from "./inbox.ts";
import { phonePage, phonesPage } from "./inbox_page.ts";
import { createKakaoRoutes } from "./kakao_routes.ts";
import { createProvider, type ProviderOptions } from "./provider.ts";
import { createReadRoutes } from "./read_routes.ts";
import { createSendRoutes } from "./send_routes.ts";
import { createTransportFaults } from "./transport_faults.ts";
import { createWebhookRoutes } from "./webhook_routes.ts";

const apiPaths = ["/messages/*", "/kakao/*", "/cash/*", "/webhook/*"] as const;

/** The message provider: its HTTP API as its public SDK speaks it, the phones, and the switches. */
export function createMessageRoutes(context: SandboxContext, options: ProviderOptions = {}): Hono {
  const provider = createProvider(context, options);
  const authorization = createAuthorizationCheck({
    keys: () => provider.account.current().keys,
    times: () => [context.now().getTime(), context.now().getTime() - context.clock.offsetMs],
  });
  const playFaults = createTransportFaults(context);
  const app = new Hono();
  app.onError((error, c) => {
    if (!(error instanceof ProviderError)) {
      context.log("message-provider-failed", { error: String(error) });
      return c.json({ errorCode: "InternalError", errorMessage: "서버 오류가 발생했습니다." }, 500);
    }
    return c.json({ errorCode: error.errorCode, errorMessage: error.message }, error.status);
  });

  for (const path of apiPaths) {
    app.use(path, playFaults);
    app.use(path, async (c, next) => {
      authorization.check(c.req.header("Authorization"));
      await provider.sendDue();
      await next();
    });
  }
  app.route("/", createSendRoutes(provider));
  app.route("/", createReadRoutes(provider));
  app.route("/", createKakaoRoutes(provider, context.now));
  app.route("/", createWebhookRoutes(provider.account, context.now));
  app.route("/", createControlRoutes(context, provider));
  app.route("/", createPageStyleRoutes());

  app.get("/inbox", async (c) => {
    await provider.sendDue();
    return c.html(phonesPage(inboxOf(provider.messages.list())));
  });
  app.get("/inbox/:phone{[0-9-]+}", async (c) => {
    await provider.sendDue();
    const phone = c.req.param("phone").replaceAll("-", "");
    return c.html(phonePage(phone, inboxOf(provider.messages.list(), phone)));
  });
  return app;
}
