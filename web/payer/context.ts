import type { Debit } from "@maru/debit";
import type { Context } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { readCookie } from "../cookies.ts";

export type PayerContext = WebContext & { readonly debit: Debit };

/** The token of the payer's session; an empty one is none. */
export function sessionOf(c: Context<WebEnv>): string {
  return readCookie(c, "payer") ?? "";
}
