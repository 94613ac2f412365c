import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { createWebApp } from "./app.ts";
import { shellSite } from "./areas.ts";
import { CONTENT_SECURITY_POLICY } from "./middleware/security_headers.ts";
import { createVisitor, pageFaults, TEST_ORIGIN, testAssets } from "./testing.ts";

const PAGES = [
  "/",
  "/?lang=en",
  "/support",
  "/support/errors",
  "/accessibility",
  "/no/such/page",
];

async function startApp(lines: string[] = []) {
  const test = await testKernel({ modules: ["kernel"], onLogLine: (line) => lines.push(line) });
  const app = createWebApp({
    kernel: test.kernel,
    config: { publicUrl: TEST_ORIGIN },
    assets: testAssets,
  }, shellSite);
  return { app, visitor: createVisitor(app), [Symbol.asyncDispose]: () => test.stop() };
}

Deno.test("createWebApp() answers every public page with one well-formed document", async () => {
  await using started = await startApp();
  for (const path of PAGES) {
    const response = await started.visitor.get(path);
    assert.equal(response.status, path === "/no/such/page" ? 404 : 200, path);
    assert.deepEqual(pageFaults(await response.text()), [], path);
  }
});

Deno.test("createWebApp() loads no script on pages without an island", async () => {
  await using started = await startApp();
  for (const path of PAGES) {
    assert.doesNotMatch(await (await started.visitor.get(path)).text(), /<script/, path);
  }
});

Deno.test("createWebApp() sends its security headers with every answer, errors included", async () => {
  await using started = await startApp();
  for (const path of ["/", "/no/such/page", "/healthz", "/assets/none.css", "/api/v1/none"]) {
    const { headers } = await started.visitor.get(path);
    assert.equal(headers.get("content-security-policy"), CONTENT_SECURITY_POLICY, path);
    assert.equal(headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(headers.get("x-frame-options"), "DENY", path);
    assert.equal(headers.get("strict-transport-security"), null, path);
  }
  assert.doesNotMatch(CONTENT_SECURITY_POLICY, /unsafe|\*|https?:/);
});

Deno.test("createWebApp() gives back a plain request id, replaces another, and logs it with the route", async () => {
  const lines: string[] = [];
  await using started = await startApp(lines);
  const plain = await started.visitor.get("/support", { "X-Request-Id": "edge-0001-abcd" });
  assert.equal(plain.headers.get("x-request-id"), "edge-0001-abcd");
  const odd = await started.visitor.get("/", { "X-Request-Id": "a b {}" });
  assert.match(odd.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  const logged = lines.map((line) => JSON.parse(line)).filter((line) => line.message === "Request");
  assert.equal(logged[0].requestId, "edge-0001-abcd");
  assert.equal(logged[0].route, "/support");
  assert.equal(logged[0].status, 200);
});

Deno.test("createWebApp() shows English where it is asked for, and remembers it", async () => {
  await using started = await startApp();
  assert.match(await (await started.visitor.get("/")).text(), /<html lang="ko"/);
  assert.match(await (await started.visitor.get("/?lang=en")).text(), /One certificate/);
  assert.match(await (await started.visitor.get("/")).text(), /<html lang="en"/);
  assert.match(await (await started.visitor.get("/?lang=ko")).text(), /인증서 하나로/);
});

Deno.test("createWebApp() switches the contrast by form and goes back to the page", async () => {
  await using started = await startApp();
  await started.visitor.get("/support");
  const answer = await started.visitor.post("/preferences/contrast", {
    contrast: "high",
    return: "/support",
  });
  assert.equal(answer.status, 303);
  assert.equal(answer.headers.get("location"), "/support");
  assert.match(await (await started.visitor.get("/support")).text(), /data-contrast="high"/);
  const away = await started.visitor.post("/preferences/contrast", {
    contrast: "normal",
    return: "//evil.example/",
  });
  assert.equal(away.headers.get("location"), "/");
});

Deno.test("createWebApp() answers programs with problem details and people with a page", async () => {
  await using started = await startApp();
  const json = await started.visitor.get("/no/such", { "Accept": "application/json" });
  assert.equal(json.status, 404);
  assert.equal(json.headers.get("content-type"), "application/problem+json; charset=UTF-8");
  const problem = await json.json();
  assert.equal(problem.code, "COMMON-404");
  assert.equal(problem.requestId, json.headers.get("x-request-id"));
  const api = await started.visitor.post("/api/v1/none", {});
  assert.equal(api.status, 404, "an unknown key route is not found, whatever cookies it carries");
});

Deno.test("createWebApp() is alive always and ready when the kernel is", async () => {
  await using started = await startApp();
  assert.equal((await started.visitor.get("/healthz")).status, 200);
  const ready = await started.visitor.get("/readyz");
  const { ready: isReady, checks } = await ready.json();
  assert.equal(ready.status, isReady ? 200 : 503);
  assert.ok(checks.every((check: object) => !("reason" in check)));
});
