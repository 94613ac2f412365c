import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { WebEnv } from "./context.ts";
import type { Markup } from "./html.ts";
import { render } from "./render.ts";

/** Answers with a page. Pages carry a form token, so nobody may keep them. */
export function page(
  c: Context<WebEnv>,
  document: Markup,
  status: ContentfulStatusCode = 200,
): Response {
  c.header("Cache-Control", "private, no-store");
  return c.html(render(document), status);
}
