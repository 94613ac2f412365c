import assert from "node:assert/strict";
import { Hono } from "hono";
import type { WebEnv } from "../context.ts";
import {
  BodyCutOffError,
  BodyRoomFullError,
  BodyTooLargeError,
  BodyTooSlowError,
} from "../errors/web_errors.ts";
import { bodyLimit } from "./body_limit.ts";
import { createBodyRoom } from "./body_room.ts";
import { readWhole } from "./read_body.ts";

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

Deno.test("bodyLimit() answers 400 to a body that was cut off", async () => {
  const cut = new ReadableStream({
    start: (controller) => controller.enqueue(new Uint8Array(3)),
    pull: (controller) => controller.error(new Deno.errors.BadResource("Bad resource ID")),
  });
  assert.equal(await send("/files/a", cut), BodyCutOffError.name);
});

Deno.test("bodyLimit() tells a client that hangs up inside a body from a fault of ours", async () => {
  const told = Promise.withResolvers<string>();
  const app = new Hono<WebEnv>();
  app.onError((error, c) => {
    told.resolve(error.name);
    return c.text(error.name, 400);
  });
  app.use(bodyLimit([]));
  app.post("*", (c) => c.text("whole"));
  await using server = Deno.serve({ port: 0, hostname: "127.0.0.1", onListen() {} }, app.fetch);
  const client = await Deno.connect({ hostname: "127.0.0.1", port: server.addr.port });
  const head = "POST /else HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5000\r\n\r\n";
  await client.write(new TextEncoder().encode(`${head}half`));
  await new Promise((resolve) => setTimeout(resolve, 100));
  client.close();
  assert.equal(await told.promise, BodyCutOffError.name);
});

/** An app with one route for known senders; a stranger is whoever says no name. */
function guardedApp() {
  const app = new Hono<WebEnv>();
  app.onError((error, c) => c.text(error.name, 400));
  const sender = (c: { req: { header(name: string): string | undefined } }) => {
    const name = c.req.header("x-name");
    return Promise.resolve(name ?? new Response("stranger", { status: 401 }));
  };
  app.use(bodyLimit(
    [{ path: "/files", bytesMax: 1_000_000, deadlineMs: 5_000, sender }],
    createBodyRoom(2_000_000),
  ));
  app.post("*", async (c) => c.text(String((await c.req.arrayBuffer()).byteLength)));
  return app;
}

/** A body of so many bytes in pieces, which tells how many were asked for and may be held back. */
function watchedBody(bytes: number, held?: Promise<void>) {
  const watched = { piecesRead: 0 };
  let left = bytes;
  const body = new ReadableStream({
    async pull(controller) {
      await held;
      watched.piecesRead++;
      controller.enqueue(new Uint8Array(Math.min(left, 100_000)));
      left -= Math.min(left, 100_000);
      if (left === 0) controller.close();
    },
  }, { highWaterMark: 0 });
  return { watched, body };
}

Deno.test("bodyLimit() reads nothing of a stranger's large body, declared or not", async () => {
  for (const length of [{ "Content-Length": "900000" }, {}] as Record<string, string>[]) {
    const { watched, body } = watchedBody(900_000);
    const answer = await guardedApp().request("/files", { method: "POST", body, headers: length });
    assert.equal(answer.status, 401);
    assert.equal(watched.piecesRead, 0);
  }
  const known = watchedBody(900_000);
  const headers = { "x-name": "a" };
  const answer = await guardedApp().request("/files", {
    method: "POST",
    body: known.body,
    headers,
  });
  assert.equal(await answer.text(), "900000");
});

Deno.test("bodyLimit() leaves a stranger the size of a form, for the route to answer", async () => {
  const headers = { "Content-Length": "60000" };
  const small = watchedBody(60_000);
  const init = { method: "POST", body: small.body, headers };
  assert.equal(await (await guardedApp().request("/files", init)).text(), "60000");
  const lying = watchedBody(900_000);
  const lie = await guardedApp().request("/files", { method: "POST", body: lying.body, headers });
  assert.equal(await lie.text(), BodyTooLargeError.name);
  assert.ok(lying.watched.piecesRead <= 1);
});

Deno.test("bodyLimit() holds no more large bodies than there is room for, and gives it back", async () => {
  const app = guardedApp();
  const held = Promise.withResolvers<void>();
  const post = async (name: string, body: ReadableStream) => {
    const headers = { "x-name": name };
    return await (await app.request("/files", { method: "POST", body, headers })).text();
  };
  const first = post("a", watchedBody(100_000, held.promise).body);
  const full = watchedBody(100_000);
  assert.equal(await post("a", full.body), BodyRoomFullError.name);
  const second = post("b", watchedBody(100_000, held.promise).body);
  assert.equal(await post("c", watchedBody(100_000).body), BodyRoomFullError.name);
  assert.equal(full.watched.piecesRead, 0);
  held.resolve();
  assert.deepEqual(await Promise.all([first, second]), ["100000", "100000"]);
  assert.equal(await post("c", watchedBody(100_000).body), "100000");
});

Deno.test("readWhole() drops what comes too slowly, long before its deadline", async () => {
  const dribbled = new ReadableStream({
    async pull(controller) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      controller.enqueue(new Uint8Array(1));
    },
  });
  const bounds = { bytesMax: 1_000, deadlineMs: 60_000, pace: { bytesMin: 500, everyMs: 100 } };
  await assert.rejects(readWhole(dribbled, bounds), BodyTooSlowError);
});
