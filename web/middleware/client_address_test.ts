import assert from "node:assert/strict";
import { Hono } from "hono";
import type { WebEnv, WebParts } from "../context.ts";
import { clientAddress } from "./client_address.ts";

async function addressFor(
  request: { connection: string; forwarded?: string },
  trustedProxies: readonly string[] = [],
): Promise<string> {
  const app = new Hono<WebEnv>();
  const parts = { kernel: { config: { trustedProxies } } } as unknown as WebParts;
  app.use(clientAddress(parts));
  app.get("/", (c) => c.text(c.get("address")));
  const headers: Record<string, string> = request.forwarded === undefined
    ? {}
    : { "X-Forwarded-For": request.forwarded };
  const info = { remoteAddr: { hostname: request.connection } };
  return await (await app.request("/", { headers }, info)).text();
}

Deno.test("clientAddress() believes nobody about the address unless a proxy is named", async () => {
  const spoofed = { connection: "203.0.113.9", forwarded: "198.51.100.1" };
  assert.equal(await addressFor(spoofed), "203.0.113.9");
  assert.equal(await addressFor(spoofed, ["127.0.0.1"]), "203.0.113.9");
});

Deno.test("clientAddress() takes what the named proxies added, not what came before", async () => {
  const proxies = ["127.0.0.1", "10.0.0.5"];
  const forwarded = (text: string, connection = "127.0.0.1") =>
    addressFor({ connection, forwarded: text }, proxies);
  assert.equal(await forwarded("198.51.100.1"), "198.51.100.1");
  assert.equal(await forwarded("1.2.3.4, 198.51.100.1"), "198.51.100.1");
  assert.equal(await forwarded("1.2.3.4, 198.51.100.1, 10.0.0.5"), "198.51.100.1");
  assert.equal(await forwarded("2606:4700::1", "::ffff:127.0.0.1"), "2606:4700::1");
  for (const broken of ["", "nonsense", "1.2.3.4, <script>", "198.51.100.1:80", "10.0.0.5"]) {
    assert.equal(await forwarded(broken), "127.0.0.1", broken);
  }
});
