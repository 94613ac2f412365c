import assert from "node:assert/strict";
import { Hono } from "hono";
import { type Area, type Site, type SiteParts, wholeSite } from "./areas.ts";
import type { WebEnv } from "./context.ts";
import { authorizationFaults } from "./testing/authorization_matrix.ts";
import type { RouteRule } from "./testing/route_rule.ts";
import { routeRules } from "./testing/route_rules.ts";
import { openTwoTenants } from "./testing/two_tenants.ts";

Deno.test("every route turns strangers away and finds nothing of another tenant", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  assert.deepEqual(await authorizationFaults(world, world.site.app, routeRules), []);
});

Deno.test("the matrix finds a route that nobody entered, and a parameter without a fixture", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const routes = new Hono<WebEnv>();
  routes.get("/console/leak", (c) => c.text("anybody"));
  routes.get("/console/leaks/:id", (c) => c.text("anybody"));
  routes.all("/console/everything", (c) => c.text("anybody"));
  const faults = await authorizationFaults(world, world.site.appOf(onlySite({ routes })), {
    ...onlyShellRules(),
    "GET /console/leaks/:id": { door: "institution" },
  });
  assert.deepEqual(faults, [
    "ALL /console/everything: a route for all methods",
    "GET /console/leak: nobody said who may ask it",
    'GET /console/leaks/:id: parameter "id" has no fixture',
    "ALL /console/everything: nobody said who may ask it",
  ]);
});

Deno.test("the matrix finds an open door, another tenant's thing, and a refusal that acts", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { submission, kernel } = world.site;
  const routes = new Hono<WebEnv>();
  routes.get("/console/leaks/:id", async (c) => {
    const ids = [world.one.institutionId, world.two.institutionId];
    for (const id of ids) {
      const found = await submission.institution.product(id, c.req.param("id"))
        .catch(() => undefined);
      if (found !== undefined) return c.json(found);
    }
    return c.notFound();
  });
  routes.post("/operator/leaks", async (c) => {
    await kernel.calendar.addHoliday({ date: "2026-12-29", name: "planted" });
    return c.notFound();
  });
  const rules: Record<string, RouteRule> = {
    ...onlyShellRules(),
    "GET /console/leaks/:id": { door: "institution", params: { id: { own: "product" } } },
    "POST /operator/leaks": { door: "operator", body: () => ({ form: {} }) },
  };
  const faults = await authorizationFaults(world, world.site.appOf(onlySite({ routes })), rules);
  for (
    const expected of [
      "GET /console/leaks/:id as anonymous with ids that exist: 200",
      "GET /console/leaks/:id as operator with ids that exist: 200",
      "GET /console/leaks/:id as admin 1 with another's id: 200",
      "POST /operator/leaks: a refused request changed something",
    ]
  ) assert.ok(faults.includes(expected), `${expected} is not in ${faults.join("\n")}`);
});

Deno.test("the matrix finds a page of operators that asks nobody who he is", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { debit } = world.site;
  const routes = new Hono<WebEnv>();
  routes.get("/operator/debit/merchants/:id", async (c) => {
    const found = (await debit.merchants.list({})).find(({ id }) => id === c.req.param("id"));
    return found === undefined ? c.notFound() : c.text(found.name);
  });
  routes.get("/operator/debit/merchants/:id/contracts/:contract", async (c) => {
    const contracts = await Promise.all(
      (await debit.merchants.list({})).map(({ id }) => debit.merchants.contracts(id)),
    );
    const found = contracts.flat().find(({ id }) => id === c.req.param("contract"));
    return found === undefined ? c.notFound() : c.text(found.name);
  });
  const names = Object.keys(routeRules).filter((name) =>
    /^GET \/operator\/debit\/merchants\/:id(\/contracts\/:contract)?$/.test(name)
  );
  const faults = await authorizationFaults(world, world.site.appOf(onlySite({ routes })), {
    ...onlyShellRules(),
    ...Object.fromEntries(names.map((name) => [name, routeRules[name]!])),
  });
  for (
    const expected of [
      "GET /operator/debit/merchants/:id as merchant admin 1 with ids that exist: 200",
      "GET /operator/debit/merchants/:id as anonymous with ids that exist: 200",
      "GET /operator/debit/merchants/:id/contracts/:contract as operator with another's contract: 200",
    ]
  ) assert.ok(faults.includes(expected), `${expected} is not in ${faults.join("\n")}`);
});

/** A site of one area, with the errors of all. */
function onlySite(area: Area): Site<SiteParts> {
  return { pages: () => [area], keyed: () => [], errors: wholeSite.errors };
}

/** The routes that no area brings. */
function onlyShellRules(): Record<string, RouteRule> {
  const names = ["GET /healthz", "GET /readyz", "GET /assets/*"];
  return Object.fromEntries(names.map((name) => [name, routeRules[name]!]));
}
