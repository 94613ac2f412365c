import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { writeCookie } from "../cookies.ts";
import { choice, readForm } from "../forms/mod.ts";
import { page } from "../page.ts";
import { paths, safeReturnPath } from "../paths.ts";
import { HomePage } from "./page.ts";

/** The front page, and how the visitor likes to see the site. */
export function homeRoutes(context: WebContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get(paths.home, async (c) => {
    const [agencies, notices] = await Promise.all([
      context.agencyStatus?.() ?? [],
      context.notices?.() ?? [],
    ]);
    return page(c, HomePage({ view: c.var.view, agencies, notices }));
  });
  routes.post(paths.contrast, async (c) => {
    const form = await readForm(c, {
      contrast: choice({ label: "화면 대비", of: ["high", "normal"] }),
    });
    if (form.ok) {
      writeCookie(c, "contrast", form.value.contrast, { maxAgeSeconds: YEAR_SECONDS });
    }
    const back = (await c.req.parseBody())["return"];
    return c.redirect(safeReturnPath(typeof back === "string" ? back : undefined), 303);
  });
  return routes;
}

const YEAR_SECONDS = 365 * 24 * 3600;
