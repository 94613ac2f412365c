/**
 * What tests of pages share: built files that need no build, a visitor with cookies, and the rules
 * that every page obeys.
 *
 * @module
 */
import type { Hono } from "hono";
import type { WebEnv } from "./context.ts";
import type { Assets } from "./static/assets.ts";

/** Addresses that look right without a build. */
export const testAssets: Assets = {
  directory: "/nonexistent",
  url: (name) => `/assets/${name}`,
  imports: () => [],
};

/** The origin that {@linkcode createVisitor} comes from; put it into the tested app's `publicUrl`. */
export const TEST_ORIGIN = "http://localhost:8000";

/** A browser in small: keeps cookies, sends what browsers send, and knows the page's token. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Posts a form with the token of the last page that was opened. */
  post(
    path: string,
    fields: Readonly<Record<string, string>>,
    headers?: Record<string, string>,
  ): Promise<Response>;
  /** Posts JSON with the token of the last page that was opened. */
  postJson(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  readonly cookies: Map<string, string>;
  /** The token of the last page that was opened. */
  token(): string;
}

export function createVisitor(app: Hono<WebEnv>): Visitor {
  const cookies = new Map<string, string>();
  let token = "";
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = new Headers(init.headers);
    headers.set("Cookie", [...cookies].map(([name, value]) => `${name}=${value}`).join("; "));
    const response = await app.request(`${TEST_ORIGIN}${path}`, { ...init, headers });
    keepCookies(cookies, response);
    token = await tokenIn(response) ?? token;
    return response;
  };
  const sameOrigin = { "Origin": TEST_ORIGIN, "Sec-Fetch-Site": "same-origin" };
  return {
    cookies,
    token: () => token,
    get: (path, headers) => send(path, { headers: { "Accept": "text/html", ...headers } }),
    post: (path, fields, headers) =>
      send(path, {
        method: "POST",
        headers: { "Accept": "text/html", ...sameOrigin, ...headers },
        body: new URLSearchParams({ _token: token, ...fields }),
      }),
    postJson: (path, body, headers) =>
      send(path, {
        method: "POST",
        headers: {
          "Accept": "application/json",
          "Content-Type": "application/json",
          "X-Maru-Token": token,
          ...sameOrigin,
          ...headers,
        },
        body: JSON.stringify(body),
      }),
  };
}

/** What is wrong with a page, in words; empty when it obeys. */
export function pageFaults(page: string): string[] {
  const faults: string[] = [];
  if (!page.startsWith("<!doctype html><html")) faults.push("does not begin with one <html>");
  if (!page.endsWith("</html>")) faults.push("does not end with </html>");
  if (/<style[\s>]/.test(page)) faults.push("has a style element");
  if (/\sstyle=/.test(page)) faults.push("has a style attribute");
  if (/\son[a-z]+=/.test(page)) faults.push("has an event attribute");
  if (/<script(?![^>]*\ssrc=)[^>]*>/.test(page)) faults.push("has an inline script");
  if ((page.match(/<h1[\s>]/g) ?? []).length !== 1) faults.push("has not exactly one <h1>");
  if ((page.match(/<main[\s>]/g) ?? []).length !== 1) faults.push("has not exactly one <main>");
  if ((page.match(/button-primary/g) ?? []).length > 1) faults.push("has several primary buttons");
  if (/<button(?![^>]*\stype=)/.test(page)) faults.push("has a button without a type");
  // A random token may hold the letters of NaN; a value that is none stands alone.
  if (/(?<![\w-])(undefined|NaN)(?![\w-])|\[object Object\]/.test(page)) {
    faults.push("shows a value that is none");
  }
  for (const id of repeatedIds(page)) faults.push(`repeats the id "${id}"`);
  return faults;
}

function repeatedIds(page: string): string[] {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1] ?? "");
  return ids.filter((id, index) => ids.indexOf(id) !== index);
}

function keepCookies(cookies: Map<string, string>, response: Response): void {
  for (const line of response.headers.getSetCookie()) {
    const [pair = "", ...attributes] = line.split(/;\s*/);
    const at = pair.indexOf("=");
    const gone = attributes.some((attribute) => /^max-age=0$/i.test(attribute));
    if (gone) cookies.delete(pair.slice(0, at));
    else cookies.set(pair.slice(0, at), pair.slice(at + 1));
  }
}

async function tokenIn(response: Response): Promise<string | undefined> {
  if (!(response.headers.get("content-type") ?? "").startsWith("text/html")) return undefined;
  const text = await response.clone().text();
  return text.match(/<meta name="maru-token" content="([^"]+)"/)?.[1];
}
