import { SUBMITTER_TYPES } from "@maru/auth";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { idParam } from "../params.ts";
import { addressOf } from "../submit/context.ts";
import { readBody } from "./body.ts";
import { CloudReturnPage } from "./cloud_return_page.ts";
import { type LoginContext, originOf } from "./context.ts";
import { loginPaths } from "./login_paths.ts";

/** 금융인증서: begin at the provider, ask how it stands, and the page that it leads back to. */
export function cloudRoutes(context: LoginContext, routes: Hono<WebEnv>): void {
  const { cloud } = context.auth;
  routes.post(loginPaths.cloud, async (c) => {
    const read = await readBody(c);
    const origin = originOf(context, c);
    const submitterType = SUBMITTER_TYPES.find((type) => type === read.body.submitterType);
    const begun = await cloud.begin({
      challengeId: read.text("challengeId", 36),
      origin,
      returnUrl: origin + loginPaths.cloudReturn,
      address: addressOf(c),
      ...(submitterType === undefined ? {} : { submitterType }),
    });
    return c.json(begun, 201);
  });
  routes.get(loginPaths.cloudState(":id"), async (c) => {
    c.header("Cache-Control", "no-store");
    return c.json(await cloud.poll(idParam(c, "id")));
  });
  routes.get(
    loginPaths.cloudReturn,
    (c) =>
      page(c, CloudReturnPage({ view: c.var.view, isSigned: c.req.query("state") === "signed" })),
  );
}
