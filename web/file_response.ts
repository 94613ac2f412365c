import type { Context } from "hono";
import type { WebEnv } from "./context.ts";

/** A file to save. The name is ours or checked, and travels encoded (RFC 6266, RFC 8187). */
export function fileResponse(
  c: Context<WebEnv>,
  file: { readonly bytes: Uint8Array; readonly name: string; readonly type: string },
): Response {
  return c.body(new Uint8Array(file.bytes), 200, {
    "Content-Type": file.type,
    "Content-Disposition": attachmentOf(file.name),
    "Cache-Control": "private, no-store",
  });
}

/** An attachment's header. A half of a surrogate pair has no UTF-8, and goes. */
export function attachmentOf(name: string): string {
  const encoded = encodeURIComponent(name.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename*=UTF-8''${encoded}`;
}
