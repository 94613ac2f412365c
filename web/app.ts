/**
 * The web: one Hono app made of areas. `areas.ts` lists them.
 *
 * Two halves with different doors. The keyed half (`/api/v1/*`) authenticates every request by key or
 * signature and never looks at a cookie. The page half authenticates by cookie, and guards every
 * unsafe request by same-origin proof and token.
 *
 * @module
 */
import { Hono } from "hono";
import type { Area, Site } from "./areas.ts";
import type { WebContext, WebEnv, WebParts } from "./context.ts";
import { registerErrors } from "./errors/catalogue.ts";
import { commonErrors } from "./errors/common.ts";
import { errorHandler, notFoundHandler } from "./errors/respond.ts";
import { healthRoutes } from "./health.ts";
import { bodyLimit } from "./middleware/body_limit.ts";
import { type BodyRoom, createBodyRoom } from "./middleware/body_room.ts";
import { clientAddress } from "./middleware/client_address.ts";
import { createFormTokens, type FormTokens } from "./middleware/form_token.ts";
import { readableAddress, readableBody } from "./middleware/readable_request.ts";
import { requestId } from "./middleware/request_id.ts";
import { requestLog } from "./middleware/request_log.ts";
import { formToken, sameOrigin } from "./middleware/same_origin.ts";
import { securityHeaders } from "./middleware/security_headers.ts";
import { viewOfRequest } from "./middleware/view.ts";
import { staticRoutes } from "./static/routes.ts";

/** Puts a site's areas together. Nothing listens yet. */
export function createWebApp<Parts extends WebParts>(
  parts: Parts,
  site: Site<Parts>,
): Hono<WebEnv> {
  const context: Parts & WebContext = {
    ...parts,
    errors: registerErrors(commonErrors, ...site.errors),
  };
  const tokens = createFormTokens(new Uint8Array(parts.kernel.config.indexKey));
  const room = createBodyRoom();
  const app = new Hono<WebEnv>();
  app.use(requestId(context), clientAddress(context));
  app.use(requestLog(context), securityHeaders(context));
  app.onError(errorHandler(context));
  app.notFound(notFoundHandler(context));
  app.route("/", healthRoutes(context));
  app.route("/", staticRoutes(context));
  app.route("/api/v1", keyedHalf(context, room, site.keyed(context)));
  app.route("/", pageHalf(context, { tokens, room }, site.pages(context)));
  return app;
}

function keyedHalf(context: WebContext, room: BodyRoom, listed: readonly Area[]): Hono<WebEnv> {
  const half = new Hono<WebEnv>();
  const tell = errorHandler(context);
  half.onError((error, c) => {
    const own = listed.find(({ told }) => told !== undefined && c.req.path.startsWith(told.path));
    return (own?.told?.by ?? tell)(error, c);
  });
  half.use(readableAddress(), bodyLimit(listed.flatMap((area) => area.bodyLimits ?? []), room));
  for (const area of listed) half.route("/", area.routes);
  half.all("*", (c) => c.notFound());
  return half;
}

function pageHalf(
  context: WebContext,
  { tokens, room }: { readonly tokens: FormTokens; readonly room: BodyRoom },
  listed: readonly Area[],
): Hono<WebEnv> {
  const half = new Hono<WebEnv>();
  half.use(
    viewOfRequest(context, tokens),
    readableAddress(),
    sameOrigin(context.config),
    bodyLimit(listed.flatMap((area) => area.bodyLimits ?? []), room),
    formToken(tokens),
    readableBody(),
  );
  for (const area of listed) half.route("/", area.routes);
  return half;
}
