import type { Context, MiddlewareHandler } from "hono";
import { isIP } from "node:net";
import type { WebEnv, WebParts } from "../context.ts";

/**
 * Who calls. Anybody can send an X-Forwarded-For, so it counts only where the connection comes from
 * a proxy that the operator named, and of it only what that proxy added: the last address that is
 * no proxy of ours.
 */
export function clientAddress(parts: Pick<WebParts, "kernel">): MiddlewareHandler<WebEnv> {
  const trusted = new Set(parts.kernel.config.trustedProxies ?? []);
  return async (c, next) => {
    c.set("address", addressBehind(connectionOf(c), c.req.header("x-forwarded-for"), trusted));
    await next();
  };
}

function addressBehind(
  connection: string,
  forwarded: string | undefined,
  trusted: ReadonlySet<string>,
): string {
  if (!trusted.has(connection)) return connection;
  const hops = (forwarded ?? "").split(",").map((hop) => plain(hop.trim())).reverse();
  const found = hops.find((hop) => !trusted.has(hop));
  return found !== undefined && isIP(found) !== 0 ? found : connection;
}

/** `Deno.serve` hands its info over as the environment; tests without a socket have none. */
function connectionOf(c: Context): string {
  const info = c.env as { remoteAddr?: { hostname?: string } } | undefined;
  return plain(info?.remoteAddr?.hostname ?? "unknown");
}

/** A dual-stack socket tells IPv4 addresses as mapped ones. */
function plain(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, "");
}
