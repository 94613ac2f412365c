import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import type { LoginContext } from "../login/context.ts";
import { loginPaths } from "../login/login_paths.ts";
import { page } from "../page.ts";
import { paths } from "../paths.ts";
import { CertificatesPage } from "./certificates_page.ts";
import { ConverterPage } from "./converter_page.ts";
import { TransferPage } from "./transfer_page.ts";
import { transferRoutes } from "./transfer_routes.ts";

/** 인증서 관리: all of it happens in the browser, and nobody needs to log in. */
export function certificateRoutes(context: LoginContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  const now = () => context.kernel.clock.now();
  routes.get(
    paths.certificates,
    (c) => page(c, CertificatesPage({ view: c.var.view, now: now() })),
  );
  routes.get(loginPaths.converter, (c) => page(c, ConverterPage({ view: c.var.view, now: now() })));
  routes.get(loginPaths.transfer, (c) => page(c, TransferPage({ view: c.var.view, now: now() })));
  transferRoutes(context, routes);
  return routes;
}
