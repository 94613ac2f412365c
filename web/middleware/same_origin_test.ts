import assert from "node:assert/strict";
import { Hono } from "hono";
import type { WebContext, WebEnv } from "../context.ts";
import { registerErrors } from "../errors/catalogue.ts";
import { commonErrors } from "../errors/common.ts";
import { respondWithError } from "../errors/respond.ts";
import { createVisitor, TEST_ORIGIN } from "../testing.ts";
import { createFormTokens } from "./form_token.ts";
import { formToken, sameOrigin } from "./same_origin.ts";

/** An app with nothing but the guard, one page and one thing to change. */
function guardedApp() {
  const tokens = createFormTokens(new Uint8Array(32).fill(7));
  const errors: WebContext["errors"] = registerErrors(commonErrors);
  const app = new Hono<WebEnv>();
  app.onError((error, c) => respondWithError(c, errors, error));
  app.use(sameOrigin({ publicUrl: TEST_ORIGIN }), formToken(tokens));
  app.get(
    "/",
    async (c) => c.html(`<meta name="maru-token" content="${await tokens.tokenFor(c)}"`),
  );
  app.on(["POST", "PUT", "PATCH", "DELETE"], "/change", (c) => c.text("changed"));
  return app;
}

async function openedVisitor() {
  const visitor = createVisitor(guardedApp());
  await visitor.get("/");
  return visitor;
}

Deno.test("sameOrigin() lets our own form and our own JSON pass", async () => {
  const visitor = await openedVisitor();
  assert.equal((await visitor.post("/change", { a: "1" })).status, 200);
  assert.equal((await visitor.postJson("/change", { a: 1 })).status, 200);
});

Deno.test("sameOrigin() refuses what another site sends, JSON and forms alike, token or not", async () => {
  const visitor = await openedVisitor();
  const foreign: Record<string, string>[] = [
    { "Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example" },
    { "Sec-Fetch-Site": "same-site", "Origin": "http://app.localhost:8000" },
    { "Sec-Fetch-Site": "none" },
    { "Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example" },
    { "Sec-Fetch-Site": "same-origin", "Origin": "null" },
    { "Sec-Fetch-Site": "cross-site" },
  ];
  for (const headers of foreign) {
    for (const send of [visitor.post, visitor.postJson]) {
      const answer = await send("/change", {}, headers);
      assert.equal(answer.status, 403, JSON.stringify(headers));
      assert.equal((await answer.json()).code, "COMMON-403-1");
    }
  }
});

Deno.test("sameOrigin() takes Origin alone from a browser without Sec-Fetch-Site, and refuses neither", async () => {
  const visitor = await openedVisitor();
  const token = { "X-Maru-Token": visitor.token(), "Cookie": cookieLine(visitor.cookies) };
  const send = (headers: Record<string, string>) =>
    guardedApp().request("/change", { method: "POST", headers: { ...token, ...headers } });
  assert.equal((await send({ "Origin": TEST_ORIGIN })).status, 200);
  assert.equal((await send({})).status, 403);
});

Deno.test("formToken() refuses a missing, forged or foreign token", async () => {
  const visitor = await openedVisitor();
  const other = await openedVisitor();
  for (const token of ["", "x", "A".repeat(43), other.token(), `${visitor.token()}A`]) {
    const answer = await visitor.post("/change", { _token: token });
    assert.equal(answer.status, 403, token);
    assert.equal((await answer.json()).code, "COMMON-403-2");
  }
  const headerless = await visitor.postJson("/change", { _token: visitor.token() }, {
    "X-Maru-Token": "",
  });
  assert.equal(headerless.status, 403, "a token inside JSON does not count");
});

Deno.test("formToken() refuses a token from before somebody logged in", async () => {
  const visitor = await openedVisitor();
  visitor.cookies.set("__Host-session", "somebody");
  assert.equal((await visitor.post("/change", {})).status, 403);
  await visitor.get("/");
  assert.equal((await visitor.post("/change", {})).status, 200);
});

Deno.test("sameOrigin() guards every unsafe method and no content type opens it", async () => {
  const app = guardedApp();
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (const type of ["text/plain", "application/json", "application/octet-stream", ""]) {
      const headers: Record<string, string> = type === "" ? {} : { "Content-Type": type };
      const answer = await app.request("/change", { method, headers, body: "{}" });
      assert.equal(answer.status, 403, `${method} ${type}`);
    }
  }
});

function cookieLine(cookies: ReadonlyMap<string, string>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}
