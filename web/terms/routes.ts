import type { Auth, ConsentKind } from "@maru/auth";
import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { PageNotFoundError } from "../errors/web_errors.ts";
import { page } from "../page.ts";
import { paths } from "../paths.ts";
import { TermsPage } from "./page.ts";

const KINDS: readonly ConsentKind[] = ["service", "personalData", "provision", "vatData"];
/** More than there will ever be, and within what the database counts to. */
const VERSION_MAX = 1_000_000;

/** The texts themselves are data of `auth`: what is shown here is what is consented to. */
export function termsRoutes(context: WebContext & { readonly auth: Auth }): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get(paths.terms(":kind"), async (c) => {
    const kind = KINDS.find((each) => each === c.req.param("kind"));
    if (kind === undefined) throw new PageNotFoundError();
    const current = await context.auth.consents.current();
    const version = Math.min(Number(c.req.query("version") ?? 0), VERSION_MAX);
    const document = version > 0 && Number.isInteger(version)
      ? await context.auth.consents.find(kind, version)
      : current.find((each) => each.kind === kind);
    if (document === undefined) throw new PageNotFoundError();
    return page(c, TermsPage({ view: c.var.view, document, current }));
  });
  return routes;
}
