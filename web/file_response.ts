import type { Context } from "hono";
import type { WebEnv } from "./context.ts";

/** A file to save. The name is ours or checked, and travels encoded (RFC 6266, RFC 8187). */
export function fileResponse(
  c: Context<WebEnv>,
  file: { readonly bytes: Uint8Array; readonly name: string; readonly type: string },
): Response {
  return c.body(new Uint8Array(file.bytes), 200, {
    "Content-Type": file.type,
    "Content-Disposition": `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    "Cache-Control": "private, no-store",
  });
}
