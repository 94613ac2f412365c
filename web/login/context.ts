import type { Auth } from "@maru/auth";
import type { Submission } from "@maru/submission";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";

/** What the login needs beyond the shell. */
export type LoginContext = WebContext & { readonly auth: Auth; readonly submission: Submission };

/** The page's origin as the browser says it, which no page can change. */
export function originOf(context: LoginContext, c: Context<WebEnv>): string {
  return c.req.header("origin") ?? new URL(context.config.publicUrl).origin;
}
