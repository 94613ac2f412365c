import type { Hono } from "hono";
import type { WebContext, WebEnv } from "./context.ts";
import type { ErrorEntry } from "./errors/entry.ts";
import { homeRoutes } from "./home/routes.ts";
import type { BodyLimit } from "./middleware/body_limit.ts";
import { supportRoutes } from "./support/routes.ts";

/** One folder under `web/`: its routes, and what its routes take beyond the default body. */
export interface Area {
  readonly routes: Hono<WebEnv>;
  readonly bodyLimits?: readonly BodyLimit[];
}

/** Areas of pages. To add one: a line here, and its errors below. Paths are written in full. */
export function areas(context: WebContext): Area[] {
  return [
    { routes: homeRoutes(context) },
    { routes: supportRoutes(context) },
  ];
}

/** Areas under `/api/v1`, whose routes authenticate by key or signature; paths without the prefix. */
export function keyedAreas(_context: WebContext): Area[] {
  return [];
}

/** Error entries of all areas. */
export const areaErrors: readonly (readonly ErrorEntry[])[] = [];
