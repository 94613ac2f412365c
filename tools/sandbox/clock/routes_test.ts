import assert from "node:assert/strict";
import { createTestContext } from "../test_context.ts";
import { createClockRoutes } from "./routes.ts";

function post(app: ReturnType<typeof createClockRoutes>, body: unknown) {
  return app.request("/clock", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });
}

Deno.test("GET /clock answers the offset and the time that everything goes by", async () => {
  const app = createClockRoutes(createTestContext());
  assert.deepEqual(await (await app.request("/clock")).json(), {
    offsetMs: 0,
    now: "2026-11-20T03:00:00.000Z",
  });
});

Deno.test("POST /clock replaces the offset, pushes on, and sets a time", async () => {
  const context = createTestContext();
  const app = createClockRoutes(context);
  await post(app, { offsetMs: 60_000 });
  assert.equal(context.clock.offsetMs, 60_000);
  await post(app, { advanceMs: 60_000 });
  assert.equal(context.clock.offsetMs, 120_000);
  const answer = await (await post(app, { now: "2027-01-02T11:00:00+09:00" })).json();
  assert.equal(answer.now, "2027-01-02T02:00:00.000Z");
  assert.equal(context.journaled.length, 3);
});

Deno.test("POST /clock reads a time without a zone as Korean", async () => {
  const app = createClockRoutes(createTestContext());
  const answer = await (await post(app, { now: "2027-01-02T11:00" })).json();
  assert.equal(answer.now, "2027-01-02T02:00:00.000Z");
});

Deno.test("the buttons of the clock page lead to the named Korean times", async () => {
  const wanted = {
    "tomorrow-11": "2026-11-21T02:00:00.000Z",
    "next-monday-9": "2026-11-23T00:00:00.000Z",
    "month-end-9": "2026-11-30T00:00:00.000Z",
    "real": "2026-11-20T03:00:00.000Z",
  };
  for (const [to, now] of Object.entries(wanted)) {
    const context = createTestContext();
    const app = createClockRoutes(context);
    const response = await app.request("/clock", {
      method: "POST",
      headers: { "Content-Type": "application/x-www-form-urlencoded" },
      body: `to=${to}`,
    });
    assert.equal(response.status, 303);
    assert.equal(context.now().toISOString(), now, to);
  }
});

Deno.test("POST /clock refuses a request that names no time or one far away", async () => {
  const context = createTestContext();
  const app = createClockRoutes(context);
  for (const body of [{}, { offsetMs: "soon" }, { now: "2126-01-01T00:00:00Z" }, { to: "never" }]) {
    assert.equal((await post(app, body)).status, 400);
  }
  assert.equal(context.clock.offsetMs, 0);
});

Deno.test("GET /clock shows a page to a browser", async () => {
  const app = createClockRoutes(createTestContext());
  const response = await app.request("/clock", { headers: { Accept: "text/html" } });
  assert.match(await response.text(), /내일 11:00/);
});
