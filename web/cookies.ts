/**
 * Cookies of this site. All carry `__Host-`: Secure, Path=/, no Domain, so neither a sibling host nor
 * a plain-http page can plant one. Browsers treat http://localhost and http://127.0.0.1 as safe
 * enough for them; any other plain-http address gets none (see `docs/security.md`).
 *
 * @module
 */
import type { Context } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";

/** Names without the prefix. A form token is bound to every cookie in {@linkcode SESSION_COOKIES}. */
export type CookieName = "session" | "staff" | "payer" | "form" | "language" | "contrast";

/** The cookies that log somebody in: submitters, the staff of institutions and of the house, and payers. */
export const SESSION_COOKIES = [
  "session",
  "staff",
  "payer",
] as const satisfies readonly CookieName[];

export interface CookieOptions {
  /** Lifetime in seconds; without it the cookie ends with the browser. */
  readonly maxAgeSeconds?: number;
  /** `Strict` where no link from elsewhere must arrive logged in; `Lax` otherwise. */
  readonly sameSite?: "Lax" | "Strict";
}

export function readCookie(c: Context, name: CookieName): string | undefined {
  return getCookie(c, name, "host");
}

export function writeCookie(
  c: Context,
  name: CookieName,
  value: string,
  options: CookieOptions = {},
): void {
  setCookie(c, name, value, {
    prefix: "host",
    path: "/",
    secure: true,
    httpOnly: true,
    sameSite: options.sameSite ?? "Lax",
    ...(options.maxAgeSeconds === undefined ? {} : { maxAge: options.maxAgeSeconds }),
  });
}

export function clearCookie(c: Context, name: CookieName): void {
  deleteCookie(c, name, { prefix: "host", path: "/", secure: true });
}
