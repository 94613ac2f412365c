import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createTestContext } from "../test_context.ts";
import { createReceiverRoutes } from "./routes.ts";

const secret = "whsec-between-us";
const pdf = btoa("%PDF-1.7 small");

async function started() {
  const context = createTestContext();
  const app = createReceiverRoutes(context);
  await put(app, "/receiver/bank/secret", { secret });
  return { context, app };
}

type App = ReturnType<typeof createReceiverRoutes>;

function put(app: App, path: string, body: unknown) {
  return app.request(path, { method: "PUT", body: JSON.stringify(body) });
}

function post(app: App, envelope: unknown, signature?: string | null) {
  const body = typeof envelope === "string" ? envelope : JSON.stringify(envelope);
  const header = signature === undefined ? sign(body) : signature;
  const headers: Record<string, string> = header === null ? {} : { "Maru-Signature": header };
  return app.request("/receiver/bank", { method: "POST", headers, body });
}

function sign(body: string, { at = "2026-11-20T03:00:00Z", key = secret } = {}): string {
  const seconds = Math.floor(new Date(at).getTime() / 1_000);
  return `t=${seconds},v1=${createHmac("sha256", key).update(`${seconds}.${body}`).digest("hex")}`;
}

const envelope = (id: string, documentId: string) => ({
  id,
  type: "document.delivered",
  at: "2026-11-20T03:00:00Z",
  data: { documents: [{ id: documentId, name: "납세증명서", pdf }] },
});

async function listed(app: App) {
  return await (await app.request("/sandbox/receiver/bank")).json();
}

Deno.test("the receiver keeps a signed webhook and shows its data and PDF", async () => {
  const { app, context } = await started();
  assert.equal((await post(app, envelope("e1", "d1"))).status, 200);
  const { deliveries, summary } = await listed(app);
  assert.equal(deliveries[0].verification, "valid");
  assert.deepEqual(summary.documents, { d1: ["e1"] });
  const shown = await (await app.request("/receiver/bank/deliveries/1")).text();
  assert.match(shown, /납세증명서/);
  const opened = await app.request("/receiver/bank/deliveries/1/pdf/0");
  assert.equal(opened.headers.get("Content-Type"), "application/pdf");
  assert.equal(await opened.text(), "%PDF-1.7 small");
  assert.equal(context.journaled.at(-1)?.kind, "receiver");
});

Deno.test("the receiver refuses a missing, wrong, malformed or old signature and keeps nothing", async () => {
  const { app } = await started();
  const body = JSON.stringify(envelope("e1", "d1"));
  const cases: [string | null, string][] = [
    [null, "missing"],
    ["v1=00", "malformed"],
    [sign(body, { key: "another" }), "mismatch"],
    [sign(body + " "), "mismatch"],
    [sign(body, { at: "2026-11-20T02:54:00Z" }), "expired"],
  ];
  for (const [signature, verification] of cases) {
    assert.equal((await post(app, body, signature)).status, 401);
    const { deliveries, summary } = await listed(app);
    assert.equal(deliveries.at(-1).verification, verification);
    assert.equal(summary.keptCount, 0);
  }
});

Deno.test("keep-then-error answers 500 so many times and has kept each of them", async () => {
  const { app } = await started();
  await put(app, "/receiver/bank/behaviour", { mode: "keep-then-error", remainingCount: 2 });
  const statuses = [];
  for (let turn = 0; turn < 3; turn++) {
    statuses.push((await post(app, envelope("e1", "d1"))).status);
  }
  assert.deepEqual(statuses, [500, 500, 200]);
  const { summary, mode } = await listed(app);
  assert.equal(mode, "ok");
  assert.deepEqual(summary.repeatedEnvelopes, { e1: 3 });
  assert.deepEqual(summary.documentsDeliveredTwice, [], "repeats of one envelope are one delivery");
});

Deno.test("a document that comes in two envelopes counts as delivered twice", async () => {
  const { app } = await started();
  await post(app, envelope("e1", "d1"));
  await post(app, envelope("e2", "d1"));
  assert.deepEqual((await listed(app)).summary.documentsDeliveredTwice, ["d1"]);
});

Deno.test("every other behaviour answers in its own way and keeps nothing", async () => {
  const { app } = await started();
  for (
    const [mode, status] of [["error", 500], ["redirect", 302], ["gone", 410], [
      "hang",
      504,
    ]] as const
  ) {
    await put(app, "/receiver/bank/behaviour", { mode, delayMs: 5 });
    assert.equal((await post(app, envelope("e1", "d1"))).status, status);
  }
  const { summary } = await listed(app);
  assert.deepEqual([summary.requestCount, summary.keptCount], [4, 0]);
});

Deno.test("the receiver takes a body that is no envelope and remembers over a restart", async () => {
  const { app, context } = await started();
  assert.equal((await post(app, "not json")).status, 200);
  assert.equal((await post(app, [1])).status, 200);
  const again = createReceiverRoutes(createTestContext({ dataDirectory: context.dataDirectory }));
  const { deliveries, hasSecret } = await listed(again);
  assert.equal(deliveries.length, 2);
  assert.equal(hasSecret, true);
  assert.equal((await post(again, envelope("e9", "d9"))).status, 200);
  assert.equal((await listed(again)).deliveries.at(-1).id, "3");
});

Deno.test("the receiver's pages and lists never show the secret", async () => {
  const { app } = await started();
  await post(app, envelope("e1", "d1"));
  for (
    const path of [
      "/receiver",
      "/receiver/bank",
      "/receiver/bank/deliveries/1",
      "/sandbox/receiver/bank",
    ]
  ) {
    assert.ok(!(await (await app.request(path)).text()).includes(secret), path);
  }
});

Deno.test("the receiver checks Standard Webhooks by a secret typed on its page, and counts a batch by its name", async () => {
  const { app } = await started();
  const key = btoa("a key of auto-debit");
  const typed = new FormData();
  typed.set("secret", ` whsec_${key} `);
  const saved = await app.request("/receiver/academy/secret", { method: "POST", body: typed });
  assert.equal(saved.status, 303);
  const body = JSON.stringify({
    events: ["ev1", "ev2"].map((id) => ({ id, type: "order.requested", at: "x", data: {} })),
  });
  const send = (name: string, signedWith = key, at = "2026-11-20T03:00:00Z") => {
    const seconds = String(Date.parse(at) / 1_000);
    const mac = createHmac("sha256", atob(signedWith)).update(`${name}.${seconds}.${body}`);
    const headers = {
      "webhook-id": name,
      "webhook-timestamp": seconds,
      "webhook-signature": `v1,AAAA v1,${mac.digest("base64")}`,
    };
    return app.request("/receiver/academy", { method: "POST", headers, body });
  };
  const statuses = [
    await send("msg_1"),
    await send("msg_2"),
    await send("msg_2"),
    await send("msg_3", btoa("another")),
    await send("msg_3", key, "2026-11-20T02:54:00Z"),
  ].map(({ status }) => status);
  assert.deepEqual(statuses, [200, 200, 200, 401, 401]);
  const { deliveries, summary } = await (await app.request("/sandbox/receiver/academy")).json();
  assert.deepEqual(
    deliveries.map(({ verification }: { verification: string }) => verification),
    ["valid", "valid", "valid", "mismatch", "expired"],
  );
  assert.equal(deliveries[0].envelope.type, "order.requested (2)");
  assert.deepEqual(summary.repeatedEnvelopes, { msg_2: 2 });
  assert.doesNotMatch(await (await app.request("/receiver/academy")).text(), /형식 없음/);
});

Deno.test("requests without a name are not taken for one that came again", async () => {
  const { app } = await started();
  for (const text of ["{}", "{}"]) await post(app, text);
  assert.deepEqual((await listed(app)).summary.repeatedEnvelopes, {});
});
