import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { page } from "../page.ts";
import { paths } from "../paths.ts";
import { AccessibilityPage } from "./accessibility_page.ts";
import { ErrorCodesPage } from "./error_codes_page.ts";
import { SupportPage } from "./support_page.ts";

/** Help and what the site promises about access. */
export function supportRoutes(context: WebContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get(paths.support, (c) => page(c, SupportPage({ view: c.var.view })));
  routes.get(
    paths.errorCodes,
    (c) => page(c, ErrorCodesPage({ view: c.var.view, entries: context.errors.entries })),
  );
  routes.get(paths.accessibility, (c) => page(c, AccessibilityPage({ view: c.var.view })));
  return routes;
}
