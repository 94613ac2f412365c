import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { paths } from "../paths.ts";
import { AccessibilityPage } from "./accessibility_page.ts";
import { ErrorCodesPage } from "./error_codes_page.ts";
import { SupportPage } from "./support_page.ts";
import { TermsPage } from "./terms_page.ts";
import { findTerms } from "./terms.ts";

/** Help, terms and what the site promises about access. */
export function supportRoutes(context: WebContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get(paths.support, (c) => page(c, SupportPage({ view: c.var.view })));
  routes.get(
    paths.errorCodes,
    (c) => page(c, ErrorCodesPage({ view: c.var.view, entries: context.errors.entries })),
  );
  routes.get(paths.accessibility, (c) => page(c, AccessibilityPage({ view: c.var.view })));
  routes.get("/terms/:kind", (c) => {
    const terms = findTerms(c.req.param("kind"), c.req.query("version"));
    if (terms === undefined) throw new PageNotFoundError();
    return page(c, TermsPage({ view: c.var.view, terms }));
  });
  return routes;
}
