import assert from "node:assert/strict";
import { circles, isForbiddenInBrowser, reaches, readGraph, wrongDirections } from "./graph.ts";
import { houseFiles } from "./house_files.ts";

const entries = houseFiles((path) =>
  path === "main.ts" || path.endsWith("/mod.ts") || path === "tools/sandbox/main.ts" ||
  /^modules\/[a-z]+\/(browser|issue|events|testing)\.ts$/.test(path) ||
  /^web\/(islands|workers)\/[^/]+\.ts$/.test(path) && !path.endsWith("_test.ts")
);
const edges = await readGraph(entries);

Deno.test("the house has no circle", () => {
  assert.deepEqual(circles(edges), []);
});

Deno.test("the house has no wrong direction", () => {
  assert.deepEqual(wrongDirections(edges), []);
});

Deno.test("islands and workers reach no server code", () => {
  const isBrowser = (file: string) => /^web\/(islands|workers)\//.test(file);
  assert.deepEqual(reaches(edges, isBrowser, isForbiddenInBrowser), []);
});

Deno.test("the certificate module reaches neither the kernel nor a database", () => {
  const found = reaches(
    edges,
    (file) => file.startsWith("modules/pki/"),
    (target) => target.startsWith("modules/") && !target.startsWith("modules/pki/"),
  );
  assert.deepEqual(found, []);
});

Deno.test("circles() finds a circle", () => {
  const circle = [{ from: "a", to: "b" }, { from: "b", to: "c" }, { from: "c", to: "a" }];
  assert.deepEqual(circles(circle), ["a → b → c → a"]);
});

Deno.test("wrongDirections() finds an import against the table and of an unknown member", () => {
  const wrong = [
    { from: "modules/kernel/a.ts", to: "modules/auth/mod.ts" },
    { from: "modules/novel/a.ts", to: "modules/kernel/mod.ts" },
    { from: "modules/auth/a.ts", to: "modules/kernel/mod.ts" },
  ];
  assert.deepEqual(wrongDirections(wrong), [
    "modules/kernel/a.ts → modules/auth/mod.ts",
    "modules/novel/a.ts → modules/kernel/mod.ts",
  ]);
});

Deno.test("reaches() finds server code behind an island's helper", () => {
  const chain = [
    { from: "web/islands/a.ts", to: "web/helper.ts" },
    { from: "web/helper.ts", to: "modules/kernel/mod.ts" },
    { from: "web/helper.ts", to: "npm:/kysely@0.29.9" },
  ];
  const found = reaches(chain, (file) => file.startsWith("web/islands/"), isForbiddenInBrowser);
  assert.deepEqual(found, [
    "web/helper.ts → modules/kernel/mod.ts",
    "web/helper.ts → npm:/kysely@0.29.9",
  ]);
});
