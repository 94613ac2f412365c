import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { ASSET_PREFIX } from "./assets.ts";

/**
 * Built files. A name carries the hash of its content, so a browser may keep the file for ever.
 * The build puts `.br` and `.gz` beside every text file.
 */
export function staticRoutes(context: WebContext): Hono<WebEnv> {
  const routes = new Hono<WebEnv>();
  routes.get(`${ASSET_PREFIX}*`, async (c) => {
    const name = c.req.path.slice(ASSET_PREFIX.length);
    const type = contentType(name);
    if (type === undefined) return c.notFound();
    const path = `${context.assets.directory}/${name}`;
    for (const encoding of acceptedEncodings(c.req.header("accept-encoding"))) {
      const body = await openFile(`${path}.${encoding.suffix}`);
      if (body === undefined) continue;
      return c.body(body, 200, { ...headersFor(type), "Content-Encoding": encoding.name });
    }
    const body = await openFile(path);
    if (body === undefined) return c.notFound();
    return c.body(body, 200, headersFor(type));
  });
  return routes;
}

/** Only plain names of known kinds; a dot-dot or a hidden file has no type and is not found. */
function contentType(name: string): string | undefined {
  if (!/^[\w-][\w.-]*(\/[\w-][\w.-]*){0,2}$/.test(name)) return undefined;
  return CONTENT_TYPES[name.slice(name.lastIndexOf(".") + 1)];
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  svg: "image/svg+xml",
  woff2: "font/woff2",
};

function acceptedEncodings(header: string | undefined): { name: string; suffix: string }[] {
  const accepted = new Set(
    (header ?? "").split(",").map((part) => part.split(";")[0]?.trim() ?? ""),
  );
  return ENCODINGS.filter((encoding) => accepted.has(encoding.name));
}

const ENCODINGS = [{ name: "br", suffix: "br" }, { name: "gzip", suffix: "gz" }];

function headersFor(type: string): Record<string, string> {
  return {
    "Content-Type": type,
    "Cache-Control": "public, max-age=31536000, immutable",
    "Vary": "Accept-Encoding",
  };
}

async function openFile(
  path: string,
): Promise<ReadableStream<Uint8Array<ArrayBuffer>> | undefined> {
  try {
    const file = await Deno.open(path);
    return file.readable;
  } catch {
    return undefined;
  }
}
