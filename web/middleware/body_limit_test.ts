import assert from "node:assert/strict";
import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import { BodyTooLargeError, BodyTooSlowError } from "../errors/web_errors.ts";
import { bodyLimit } from "./body_limit.ts";

/** Answers with the length of the body, or with the name of the error. */
function limitedApp() {
  const app = new Hono<WebEnv>();
  app.onError((error, c) => c.text(error.name, 400));
  app.use(bodyLimit([
    { path: "/files/*", bytesMax: 1_000, deadlineMs: 100 },
    { path: "/short", bytesMax: 10, deadlineMs: 100 },
  ]));
  app.post("*", async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
  return app;
}

async function send(path: string, body: BodyInit, headers = {}): Promise<string> {
  const response = await limitedApp().request(path, { method: "POST", body, headers });
  return await response.text();
}

Deno.test("bodyLimit() hands a body on that fits the limit of its route, to the byte", async () => {
  assert.equal(await send("/short", "x".repeat(10)), "10");
  assert.equal(await send("/short", "x".repeat(11)), BodyTooLargeError.name);
  assert.equal(await send("/files/a", "x".repeat(1_000)), "1000");
  assert.equal(await send("/files/a", "x".repeat(1_001)), BodyTooLargeError.name);
  assert.equal(await send("/else", "x".repeat(65_536)), "65536");
  assert.equal(await send("/else", "x".repeat(65_537)), BodyTooLargeError.name);
});

Deno.test("bodyLimit() believes neither a length that is told too small nor wait for one too large", async () => {
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(64)),
  });
  assert.equal(await send("/files/a", endless, { "Content-Length": "5" }), BodyTooLargeError.name);
  const silent = new ReadableStream({ pull: () => new Promise(() => {}) });
  assert.equal(
    await send("/files/a", silent, { "Content-Length": "9999" }),
    BodyTooLargeError.name,
  );
});

Deno.test("bodyLimit() gives up on a body that stalls", async () => {
  const stalled = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    pull: () => new Promise(() => {}),
  });
  assert.equal(await send("/files/a", stalled), BodyTooSlowError.name);
});
