import type { Context, MiddlewareHandler } from "hono";
import type { WebConfig, WebEnv } from "../context.ts";
import { CrossOriginError, FormTokenError } from "../errors/web_errors.ts";
import { type FormTokens, TOKEN_FIELD, TOKEN_HEADER } from "./form_token.ts";

/**
 * Guards every unsafe request of the pages, whatever its content type, logged in or not: it must
 * prove that it comes from our own page. {@linkcode formToken} asks for that page's token, which may
 * stand in the body; this one looks at headers alone, so that no body of another site's is read.
 * Routes that authenticate by key are mounted before both, in the keyed app.
 */
export function sameOrigin(config: WebConfig): MiddlewareHandler<WebEnv> {
  const ours = new Set([config.publicUrl, ...config.otherOrigins ?? []].map(originOf));
  return async (c, next) => {
    if (!SAFE_METHODS.has(c.req.method)) refuseOtherOrigins(c, ours);
    await next();
  };
}

/** Guards every unsafe request of the pages by the token of the page that it comes from. */
export function formToken(tokens: FormTokens): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    if (SAFE_METHODS.has(c.req.method)) return await next();
    const token = await sentToken(c);
    if (token === undefined) throw new FormTokenError("missing");
    if (!await tokens.matches(c, token)) throw new FormTokenError("wrong");
    await next();
  };
}

/**
 * A browser on TLS or on localhost always sends Sec-Fetch-Site; where it is missing, Origin must be
 * ours. Where both are sent both must fit.
 */
function refuseOtherOrigins(c: Context, ours: ReadonlySet<string>): void {
  const site = c.req.header("sec-fetch-site");
  const origin = c.req.header("origin");
  if (site !== undefined && site !== "same-origin") throw new CrossOriginError(site);
  if (origin !== undefined && !ours.has(origin)) throw new CrossOriginError(origin);
  if (site === undefined && origin === undefined) throw new CrossOriginError("nothing");
}

async function sentToken(c: Context): Promise<string | undefined> {
  const header = c.req.header(TOKEN_HEADER);
  if (header !== undefined) return header;
  if (!FORM_TYPES.test(c.req.header("content-type") ?? "")) return undefined;
  const field = (await c.req.parseBody({ all: true }).catch(() => undefined))?.[TOKEN_FIELD];
  return typeof field === "string" ? field : undefined;
}

function originOf(url: string): string {
  return new URL(url).origin;
}

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);
const FORM_TYPES = /^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i;
