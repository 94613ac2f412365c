import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { clearCookie, readCookie, writeCookie } from "../cookies.ts";
import { page } from "../page.ts";
import { paths, safeReturnPath } from "../paths.ts";
import { addressOf } from "../submit/context.ts";
import { readLoginBody } from "./body.ts";
import { cloudRoutes } from "./cloud_routes.ts";
import { type LoginContext, originOf } from "./context.ts";
import { demoRoutes } from "./demo_routes.ts";
import { loginPaths } from "./login_paths.ts";
import { LoginPage } from "./page.ts";

/** 로그인: the page, its nonce, the login itself, and the way out. */
export function loginRoutes(context: LoginContext): Hono<WebEnv> {
  const { kernel, auth, submission } = context;
  const routes = new Hono<WebEnv>();
  routes.get(loginPaths.login, (c) => {
    const returnPath = safeReturnPath(c.req.query("return"), paths.submit);
    const hasDemo = kernel.config.sandboxUrl !== "";
    return page(c, LoginPage({ view: c.var.view, returnPath, hasDemo, now: kernel.clock.now() }));
  });
  routes.get(loginPaths.challenge, async (c) => {
    c.header("Cache-Control", "no-store");
    return c.json(await auth.submitters.openChallenge({ address: addressOf(c) }));
  });
  routes.post(loginPaths.login, async (c) => {
    const { returnPath, ...body } = await readLoginBody(c);
    // Asked first: a login must not end an earlier session and then stop half-way.
    const { publicKeyBase64 } = await submission.submitter.gatewayKey();
    const { token, session } = await auth.submitters.logIn({
      ...body,
      origin: originOf(context, c),
      address: addressOf(c),
    });
    writeCookie(c, "session", token);
    return c.json({
      sessionId: session.id,
      location: safeReturnPath(returnPath, paths.submit),
      transportKey: await auth.submitters.transportKey(),
      gatewayKey: publicKeyBase64,
    });
  });
  routes.post(paths.logout, async (c) => {
    const token = readCookie(c, "session");
    if (token !== undefined) await auth.submitters.logOut(token);
    clearCookie(c, "session");
    return c.redirect(paths.home, 303);
  });
  cloudRoutes(context, routes);
  demoRoutes(context, routes);
  return routes;
}
