import assert from "node:assert/strict";
import { fill, type Route, routesOf } from "./testing/authorization_matrix.ts";
import { routeRules } from "./testing/route_rules.ts";
import { stateDigest } from "./testing/state_digest.ts";
import { send, type TestBody } from "./testing/test_request.ts";
import { openTwoTenants, type TwoTenants } from "./testing/two_tenants.ts";
import { TEST_ORIGIN, type Visitor } from "./testing.ts";

const EVIL = "https://evil.example";
const METHODS = ["POST", "PUT", "PATCH", "DELETE"];

interface Forgery {
  readonly name: string;
  /** Added over what our own page would send; "" takes a header away. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: TestBody;
}

/** What a browser sends for another site, with and without a token that was found out. */
const CROSS_ORIGIN: readonly Forgery[] = [
  { name: "JSON", headers: { "Origin": EVIL, "Sec-Fetch-Site": "cross-site" }, body: { json: {} } },
  { name: "a form", headers: { "Origin": EVIL, "Sec-Fetch-Site": "cross-site" } },
  {
    name: "text/plain that reads as JSON",
    headers: { "Origin": EVIL, "Sec-Fetch-Site": "cross-site", "Content-Type": "text/plain" },
    body: { raw: "{}" },
  },
  {
    name: "no content type",
    headers: { "Origin": EVIL, "Sec-Fetch-Site": "cross-site" },
    body: { raw: new Uint8Array([123, 125]) },
  },
  { name: "a sibling host", headers: { "Sec-Fetch-Site": "same-site" } },
  { name: "a typed address", headers: { "Sec-Fetch-Site": "none" } },
  { name: "a sandboxed frame", headers: { "Origin": "null", "Sec-Fetch-Site": "cross-site" } },
  { name: "an old browser", headers: { "Origin": EVIL, "Sec-Fetch-Site": "" } },
  { name: "our name as a beginning", headers: { "Origin": `${TEST_ORIGIN}.evil.example` } },
  { name: "another port", headers: { "Origin": "http://localhost:9999" } },
  { name: "no origin at all", headers: { "Origin": "", "Sec-Fetch-Site": "" } },
];

Deno.test("no unsafe route acts on what another site sends, token or not", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  await refusedEverywhere(world, CROSS_ORIGIN);
});

Deno.test("no unsafe route acts on our own page's request without the browser's own token", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const stranger = await world.site.visitor({});
  await refusedEverywhere(world, [
    { name: "no token", headers: { "X-Maru-Token": "" } },
    { name: "another browser's token", headers: { "X-Maru-Token": stranger.token() } },
    { name: "a token of the right length", headers: { "X-Maru-Token": "A".repeat(43) } },
    { name: "JSON without a token", headers: { "X-Maru-Token": "" }, body: { json: { a: 1 } } },
    {
      name: "the token in the body of another type",
      headers: { "X-Maru-Token": "", "Content-Type": "text/plain" },
      body: { raw: `_token=${stranger.token()}` },
    },
  ]);
});

async function refusedEverywhere(world: TwoTenants, forgeries: readonly Forgery[]): Promise<void> {
  const visitors = await victims(world);
  const before = await stateDigest(world.site.kernel);
  const routes = routesOf(world.site.app)
    .filter(({ method, path }) => METHODS.includes(method) && !path.startsWith("/api/v1"));
  assert.ok(routes.length > 20, "the site has unsafe routes");
  for (const route of routes) {
    for (const forgery of forgeries) {
      for (const visitor of visitors) {
        const response = await forge(world, { route, forgery, visitor });
        await response.body?.cancel();
        assert.equal(response.status, 403, `${route.name}: ${forgery.name}`);
        assert.equal(response.headers.get("access-control-allow-origin"), null);
      }
    }
  }
  assert.equal(await stateDigest(world.site.kernel), before);
}

/** A submitter, an administrator and an operator, each logged in in the attacked browser. */
async function victims({ site, one, operatorToken }: TwoTenants): Promise<Visitor[]> {
  return await Promise.all([
    site.visitor({ session: one.sessionToken, staff: one.adminToken }),
    site.visitor({ staff: operatorToken }),
  ]);
}

async function forge(
  { site, one }: TwoTenants,
  { route, forgery, visitor }: { route: Route; forgery: Forgery; visitor: Visitor },
): Promise<Response> {
  const rule = routeRules[route.name]!;
  const usual = rule.body?.(one.ids);
  const body = forgery.body ?? usual;
  const headers = new Map(Object.entries(forgery.headers));
  return await sendWithout(site, visitor, {
    method: route.method,
    path: fill(route, rule, () => one.ids),
    ...(body === undefined ? {} : { body }),
    headers: Object.fromEntries(headers),
  });
}

/** Like `send`, but an empty header is none. */
async function sendWithout(
  site: TwoTenants["site"],
  visitor: Visitor,
  request: Parameters<typeof send>[2],
): Promise<Response> {
  const app = {
    request: (url: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      for (const [name, value] of [...headers]) if (value === "") headers.delete(name);
      return site.app.request(url, { ...init, headers });
    },
  } as typeof site.app;
  return await send(app, visitor, request);
}

Deno.test("no page changes anything by being read", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitors = await victims(world);
  const except = ["kernel.access_log"] as const;
  const before = await stateDigest(world.site.kernel, { except });
  for (const route of routesOf(world.site.app)) {
    if (route.method !== "GET" || route.path.startsWith("/api/v1")) continue;
    const path = fill(route, routeRules[route.name]!, () => world.one.ids);
    for (const visitor of visitors) {
      for (const method of ["GET", "HEAD"]) {
        const response = await send(world.site.app, visitor, { method, path });
        await response.body?.cancel();
      }
    }
    assert.equal(await stateDigest(world.site.kernel, { except }), before, route.name);
  }
});

Deno.test("the keyed half sees no cookie and sets none", async () => {
  await using world = await openTwoTenants();
  const [visitor] = await victims(world);
  for (const path of ["/api/v1/documents", `/api/v1/documents/${world.one.ids.document}/pdf`]) {
    const response = await send(world.site.app, visitor!, { method: "GET", path });
    assert.equal(response.status, 401);
    assert.equal(response.headers.get("set-cookie"), null);
    await response.body?.cancel();
  }
});

Deno.test("a message provider's receipt that anybody can send is not taken", async () => {
  await using world = await openTwoTenants();
  for (const path of ["/webhooks/solapi", "/notifications/receipts", "/api/v1/receipts"]) {
    const response = await world.site.app.request(`${TEST_ORIGIN}${path}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify([{ messageId: "M", statusCode: "4000" }]),
    });
    await response.body?.cancel();
    assert.ok([403, 404].includes(response.status), path);
  }
});
