import { fromBase64, toBase64 } from "@maru/pki/browser";
import type { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { LoginBodyError, readBody } from "../login/body.ts";
import type { LoginContext } from "../login/context.ts";
import { loginPaths } from "../login/login_paths.ts";
import type { BodyLimit } from "../middleware/body_limit.ts";
import { addressOf } from "../submit/context.ts";

/** 64 KB of ciphertext in base64, and the words around it. */
const BODY_BYTES_MAX = 96 * 1024;
const LOOKUP = /^[0-9A-HJKMNP-TV-Z]{6}$/;

export const TRANSFER_BODY_LIMITS: readonly BodyLimit[] = [
  { path: loginPaths.transfers, bytesMax: BODY_BYTES_MAX, deadlineMs: 15_000 },
];

/** Ciphertexts between a PC and a phone. The code's secret part never comes here. */
export function transferRoutes(context: LoginContext, routes: Hono<WebEnv>): void {
  const { transfers } = context.auth;
  routes.post(loginPaths.transfers, async (c) => {
    const read = await readBody(c);
    const put = await transfers.put({
      lookup: lookupOf(read.text("lookup", 6)),
      ciphertext: ciphertextOf(read.text("ciphertext", BODY_BYTES_MAX)),
      address: addressOf(c),
    });
    return c.json(put, 201);
  });
  routes.post(loginPaths.retrieval, async (c) => {
    const read = await readBody(c);
    const lookup = lookupOf(read.text("lookup", 6));
    const ciphertext = await transfers.take({ lookup, address: addressOf(c) });
    c.header("Cache-Control", "no-store");
    return c.json({ ciphertext: toBase64(ciphertext) });
  });
}

function lookupOf(text: string): string {
  if (!LOOKUP.test(text)) throw new LoginBodyError("lookup");
  return text;
}

function ciphertextOf(text: string): Uint8Array {
  try {
    return fromBase64(text);
  } catch {
    throw new LoginBodyError("ciphertext");
  }
}
