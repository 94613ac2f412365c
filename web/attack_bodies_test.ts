import assert from "node:assert/strict";
import { smallPdf } from "@maru/submission/testing";
import { send, type TestBody } from "./testing/test_request.ts";
import { openTwoTenants } from "./testing/two_tenants.ts";

const JSON_ROUTES = [
  "/login",
  "/login/cloud",
  "/certificates/transfers",
  "/certificates/transfers/retrieval",
  "/oneclick/client",
  "/oneclick/p/product-one/submissions",
];
const FORM_ROUTES = [
  "/staff/login",
  "/preferences/contrast",
  "/oneclick/welcome",
  "/console/settings",
  "/console/products/new",
];
const TOOK_MS_MAX = 5_000;

const HOSTILE_JSON: Readonly<Record<string, string>> = {
  "half a million arrays": "[".repeat(450_000) + "]".repeat(450_000),
  "deep objects": '{"a":'.repeat(10_000) + "1" + "}".repeat(10_000),
  "many keys": `{${Array.from({ length: 5_000 }, (_, index) => `"k${index}":1`).join(",")}}`,
  "a prototype": '{"__proto__":{"isAdmin":true},"constructor":{"prototype":{"isAdmin":true}}}',
  "cut off": '{"a":',
  "nothing": "",
  "a NUL": '{"lookup":"\\u0000"}',
  "a number without end": `{"challengeId":${"9".repeat(10_000)}}`,
  "null": "null",
  "a list": '[{"challengeId":"a"}]',
  "no text where text should be": '{"challengeId":{},"lookup":[],"documents":{},"inputs":1}',
};

Deno.test("hostile JSON is refused fast, and changes no prototype", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitor = await world.site.visitor({ session: world.one.sessionToken });
  for (const path of JSON_ROUTES) {
    for (const [name, raw] of Object.entries(HOSTILE_JSON)) {
      const startedAt = performance.now();
      const answer = await send(world.site.app, visitor, {
        method: "POST",
        path,
        body: { raw },
        headers: { "Content-Type": "application/json" },
      });
      await answer.body?.cancel();
      const told = `${path}, ${name}: ${answer.status}`;
      assert.ok(answer.status >= 400 && answer.status < 500, told);
      assert.ok(performance.now() - startedAt < TOOK_MS_MAX, told);
    }
  }
  assert.equal(Object.hasOwn(Object.prototype, "isAdmin"), false);
  assert.deepEqual(world.site.logLines.filter((line) => line.includes("Request failed")), []);
});

function multipart(parts: string): { body: TestBody; headers: Record<string, string> } {
  return {
    body: { raw: parts },
    headers: { "Content-Type": "multipart/form-data; boundary=b" },
  };
}

const PART = '--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n';
const HOSTILE_FORMS: Readonly<Record<string, ReturnType<typeof multipart>>> = {
  "twenty thousand fields": {
    body: { raw: "a=&".repeat(20_000) },
    headers: { "Content-Type": "application/x-www-form-urlencoded" },
  },
  "a thousand parts and more": multipart(`${PART.repeat(1_200)}--b--`),
  "no boundary": { body: { raw: PART }, headers: { "Content-Type": "multipart/form-data" } },
  "another boundary": { ...multipart("--c\r\n\r\n--c--") },
  "a part without an end": multipart(PART),
  "a NUL in a name": multipart(PART.replace('"a"', '"a\0"') + "--b--"),
  "a file where text should be": multipart(
    '--b\r\nContent-Disposition: form-data; name="loginId"; filename="x"\r\n\r\nx\r\n--b--',
  ),
  "another type than it says": {
    body: { raw: "a=1" },
    headers: { "Content-Type": "application/xml" },
  },
};

Deno.test("hostile forms are refused fast", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitor = await world.site.visitor({
    session: world.one.sessionToken,
    staff: world.one.adminToken,
  });
  for (const path of FORM_ROUTES) {
    for (const [name, request] of Object.entries(HOSTILE_FORMS)) {
      const startedAt = performance.now();
      const answer = await send(world.site.app, visitor, { method: "POST", path, ...request });
      await answer.body?.cancel();
      const told = `${path}, ${name}: ${answer.status}`;
      const isHarmless = path === "/preferences/contrast" && answer.status === 303;
      assert.ok(isHarmless || (answer.status >= 400 && answer.status < 500), told);
      assert.ok(performance.now() - startedAt < TOOK_MS_MAX, told);
    }
  }
  assert.deepEqual(world.site.logLines.filter((line) => line.includes("Request failed")), []);
});

Deno.test("only an upload may be large, and not as a list of fields", async () => {
  await using world = await openTwoTenants();
  const { ids } = world.one;
  const visitor = await world.site.visitor({ session: world.one.sessionToken });
  const statusOf = async (path: string, raw: string, type: string) => {
    const answer = await send(world.site.app, visitor, {
      method: "POST",
      path,
      body: { raw },
      headers: { "Content-Type": type },
    });
    await answer.body?.cancel();
    return answer.status;
  };
  const upload = `/oneclick/submissions/${ids.failedSubmission}/items/${ids.failedItem}/upload`;
  const form = "application/x-www-form-urlencoded";
  const reissue = `/oneclick/submissions/${ids.failedSubmission}/reissues`;
  assert.equal(await statusOf("/staff/login", "a".repeat(70_000), form), 413);
  assert.equal(await statusOf(reissue, "a".repeat(2_000_000), form), 413);
  assert.equal(await statusOf(upload, "a=&".repeat(1_000_000), form), 400);
  assert.equal(
    await statusOf(upload, PART.repeat(100_000), "multipart/form-data; boundary=b"),
    400,
  );
});

Deno.test("an upload that is no PDF, or one that would run something, is refused", async () => {
  await using world = await openTwoTenants();
  const { ids } = world.one;
  const visitor = await world.site.visitor({ session: world.one.sessionToken });
  const path = `/oneclick/submissions/${ids.failedSubmission}/items/${ids.failedItem}/upload`;
  const text = new TextDecoder().decode(smallPdf());
  const active = text.replace("/Type /Catalog", "/AA << >>".padEnd("/Type /Catalog".length));
  for (
    const pdf of [
      new TextEncoder().encode("<script>alert(1)</script>"),
      new TextEncoder().encode(`<html>${text}`),
      new TextEncoder().encode(text.slice(0, -40)),
      new TextEncoder().encode(active),
    ]
  ) {
    const body = { pdf, fields: { verificationNumber: "1234-567" } };
    const answer = await send(world.site.app, visitor, { method: "POST", path, body });
    await answer.body?.cancel();
    assert.equal(answer.status, 422);
  }
});

Deno.test("long addresses and many headers are no fault of ours", async () => {
  await using world = await openTwoTenants();
  const visitor = await world.site.visitor({});
  for (
    const path of [
      `/${"a".repeat(100_000)}`,
      `/support?${"a=1&".repeat(20_000)}`,
      `/oneclick/p/${"a".repeat(5_000)}`,
      "/assets/../../../../etc/passwd",
      "/assets/..%2f..%2fdeno.json",
      "/assets/%2e%2e/%2e%2e/deno.json",
      "/%ff%fe",
      "/oneclick/p/%c0%ae",
      "/terms/__proto__",
      "/terms/constructor",
    ]
  ) {
    const answer = await send(world.site.app, visitor, { method: "GET", path });
    await answer.body?.cancel();
    assert.ok(answer.status < 500 && answer.status !== 403, `${path.slice(0, 60)}`);
    if (path.includes("deno.json") || path.includes("passwd")) assert.equal(answer.status, 404);
  }
  const headers = Object.fromEntries(
    Array.from({ length: 500 }, (_, index) => [`X-Header-${index}`, "v".repeat(100)]),
  );
  const answer = await send(world.site.app, visitor, { method: "GET", path: "/", headers });
  await answer.body?.cancel();
  assert.equal(answer.status, 200);
  assert.deepEqual(world.site.logLines.filter((line) => line.includes("Request failed")), []);
});
