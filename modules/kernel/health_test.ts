import assert from "node:assert/strict";
import { createHealth } from "./health.ts";

const clock = { monotonic: () => performance.now() };

Deno.test("ready() is true while every check is well", async () => {
  const health = createHealth({ clock });
  health.register({ name: "database", check: () => Promise.resolve() });
  const { ready, checks } = await health.ready();
  assert.equal(ready, true);
  assert.deepEqual(checks.map(({ name, ok }) => [name, ok]), [["database", true]]);
});

Deno.test("ready() names the check that fails and its reason", async () => {
  const health = createHealth({ clock });
  health.register({ name: "workers", check: () => Promise.resolve() });
  health.register({ name: "database", check: () => Promise.reject(new Error("refused")) });
  health.register({
    name: "islands",
    check: () => {
      throw new Error("not built");
    },
  });
  const { ready, checks } = await health.ready();
  assert.equal(ready, false);
  assert.deepEqual(checks.map(({ reason }) => reason), [undefined, "refused", "not built"]);
});

Deno.test("ready() gives every check two seconds, all side by side", async () => {
  const health = createHealth({ clock });
  for (const name of ["a", "b"]) {
    health.register({ name, check: () => new Promise(() => {}) });
  }
  const startedAtMs = performance.now();
  const { ready, checks } = await health.ready();
  const tookMs = performance.now() - startedAtMs;
  assert.equal(ready, false);
  assert.deepEqual(checks.map(({ reason }) => reason), Array(2).fill("No answer within 2000 ms"));
  assert.ok(tookMs >= 1_990 && tookMs < 3_500, `${tookMs} ms`);
});

Deno.test("ready() is never true after beginStopping()", async () => {
  const health = createHealth({ clock });
  health.register({ name: "database", check: () => Promise.resolve() });
  health.beginStopping();
  const { ready, checks } = await health.ready();
  assert.equal(ready, false);
  assert.equal(checks.at(-1)?.reason, "stopping");
});
