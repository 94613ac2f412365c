import type { MiddlewareHandler } from "hono";
import type { WebEnv, WebParts } from "../context.ts";

/** The one Trusted Types policy of our scripts; `islands/_trusted.ts` makes it. */
const TRUSTED_TYPES_POLICY = "maru";

/** What a page may load and do: nothing inline, nothing from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  `trusted-types ${TRUSTED_TYPES_POLICY}`,
].join("; ");

/** Headers of every answer. HSTS only where TLS stands in front, which production requires. */
export function securityHeaders(parts: WebParts): MiddlewareHandler<WebEnv> {
  const production = parts.kernel.config.environment === "production";
  return async (c, next) => {
    await next();
    for (const [name, value] of Object.entries(HEADERS)) c.res.headers.set(name, value);
    if (production) c.res.headers.set("Strict-Transport-Security", "max-age=31536000");
  };
}

const HEADERS: Readonly<Record<string, string>> = {
  "Content-Security-Policy": CONTENT_SECURITY_POLICY,
  "X-Content-Type-Options": "nosniff",
  "X-Frame-Options": "DENY",
  "Referrer-Policy": "same-origin",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
  "Permissions-Policy":
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()",
};
