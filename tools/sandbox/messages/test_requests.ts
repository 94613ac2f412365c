import type { Hono } from "hono";
import { createHmac } from "node:crypto";
import { demoAccount } from "./account.ts";

/** `Authorization` as the provider's SDK makes it. */
export function authorizationOf(
  options: { readonly date?: string; readonly salt?: string; readonly secret?: string } = {},
): string {
  const { apiKey, apiSecret } = demoAccount.keys[0]!;
  const date = options.date ?? "2026-11-20T12:00:00+09:00";
  const salt = options.salt ?? crypto.randomUUID();
  const secret = options.secret ?? apiSecret;
  const signature = createHmac("sha256", secret).update(date + salt).digest("hex");
  return `HMAC-SHA256 apiKey=${apiKey}, date=${date}, salt=${salt}, signature=${signature}`;
}

/** Asks the provider with a fresh signature and reads the JSON answer. */
export async function ask(
  app: Hono,
  request: { readonly method?: string; readonly path: string; readonly body?: unknown },
) {
  const response = await app.request(request.path, {
    method: request.method ?? (request.body === undefined ? "GET" : "POST"),
    headers: { "Authorization": authorizationOf(), "Content-Type": "application/json" },
    body: request.body === undefined ? undefined : JSON.stringify(request.body),
  });
  return { status: response.status, body: response.status === 204 ? null : await response.json() };
}

export const demoSender = demoAccount.senderNumbers[0]!;
export const demoChannel = demoAccount.channelIds[0]!;
