import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { TEST_ORIGIN, type Visitor } from "../testing.ts";

/** A body in one of the kinds that pages send. */
export type TestBody =
  | { readonly form: Readonly<Record<string, string>> }
  | { readonly json: unknown }
  | { readonly pdf: Uint8Array; readonly fields: Readonly<Record<string, string>> }
  | { readonly raw: BodyInit };

export interface TestRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: TestBody;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends what the visitor's browser would send from our own page, with the page's token. */
export async function send(
  app: Hono<WebEnv>,
  visitor: Visitor,
  { method, path, body, headers = {} }: TestRequest,
): Promise<Response> {
  const cookies = [...visitor.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  const sent = body === undefined ? undefined : await measured(encode(body));
  const isUnsafe = method !== "GET" && method !== "HEAD";
  return await app.request(`${TEST_ORIGIN}${path}`, {
    method,
    headers: {
      "Cookie": cookies,
      "Accept": "text/html",
      ...(isUnsafe
        ? {
          "Origin": TEST_ORIGIN,
          "Sec-Fetch-Site": "same-origin",
          "X-Maru-Token": visitor.token(),
        }
        : {}),
      ...sent?.headers,
      ...(body && "json" in body ? { "Content-Type": "application/json" } : {}),
      ...headers,
    },
    ...(sent === undefined ? {} : { body: sent.body }),
  });
}

/** A browser says how long a body is, but for a stream. */
async function measured(
  body: BodyInit,
): Promise<{ readonly body: BodyInit; readonly headers: Record<string, string> }> {
  if (body instanceof ReadableStream) return { body, headers: {} };
  const whole = new Response(body);
  const type = whole.headers.get("content-type");
  const bytes = new Uint8Array(await whole.arrayBuffer());
  return {
    body: bytes,
    headers: {
      "Content-Length": String(bytes.length),
      ...(type === null ? {} : { "Content-Type": type }),
    },
  };
}

function encode(body: TestBody): BodyInit {
  if ("form" in body) return new URLSearchParams({ ...body.form });
  if ("json" in body) return JSON.stringify(body.json);
  if ("raw" in body) return body.raw;
  const data = new FormData();
  for (const [name, value] of Object.entries(body.fields)) data.set(name, value);
  data.set("pdf", new File([new Uint8Array(body.pdf)], "a.pdf", { type: "application/pdf" }));
  return data;
}
