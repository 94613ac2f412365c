import { equal, ok } from "node:assert/strict";
import { startTestWorld } from "../test_world.ts";
import { readClients } from "./tokens.ts";

const week = 7 * 24 * 3_600_000;

Deno.test("a token is given to a known client, lives seven days and dies when revoked", async () => {
  const world = await startTestWorld();
  try {
    const ask = (pair: string, body = "grant_type=client_credentials&scope=read") =>
      world.agencies.routes.request("/oauth/token", {
        method: "POST",
        headers: {
          authorization: `Basic ${btoa(pair)}`,
          "content-type": "application/x-www-form-urlencoded",
        },
        body,
      });
    equal((await ask("maru-demo:wrong")).status, 401);
    equal((await ask("stranger:maru-demo-secret")).status, 401);
    equal((await ask("maru-demo:maru-demo-secret", "grant_type=password")).status, 400);
    const token = await (await ask("maru-demo:maru-demo-secret")).json();
    equal(token.token_type, "bearer");
    equal(token.expires_in, 604_800);
    const bearer = `Bearer ${token.access_token}`;
    ok(world.agencies.tokens.isValid(bearer));
    const claims = JSON.parse(atob(
      token.access_token.split(".")[1].replaceAll("-", "+")
        .replaceAll("_", "/"),
    ));
    equal(claims.client_id, "maru-demo");
    equal(world.agencies.tokens.isValid(`${bearer.slice(0, -4)}AAAA`), false);
    equal(world.agencies.tokens.isValid(undefined), false);
    const now = world.context.clock.offsetMs;
    world.context.clock.set(now + week + 1_000);
    equal(world.agencies.tokens.isValid(bearer), false);
    world.context.clock.set(now);
    world.agencies.tokens.revokeAll();
    equal(world.agencies.tokens.isValid(bearer), false);
  } finally {
    world.stop();
  }
});

Deno.test("a request without a valid token answers invalid_token as the real gateway does", async () => {
  const world = await startTestWorld();
  try {
    const response = await world.agencies.routes.request("/v1/kr/public/nt/business/status", {
      method: "POST",
      headers: { authorization: "Bearer nonsense" },
      body: "{}",
    });
    equal(response.status, 401);
    equal((await response.json()).error, "invalid_token");
    const absent = await world.post("/v1/kr/public/no/such-product", {});
    equal(absent.status, 404);
  } finally {
    world.stop();
  }
});

Deno.test("readClients() reads pairs and keeps colons of a secret", () => {
  equal(readClients("a:b,c:d:e").get("c"), "d:e");
  equal(readClients("").size, 0);
});
