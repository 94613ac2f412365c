import assert from "node:assert/strict";
import { sql } from "kysely";
import type { AccessRecord } from "./access_log.ts";
import { machineTime } from "./clock.ts";
import type { Kernel } from "./kernel.ts";
import { testKernel } from "./testing.ts";

const DAY_MS = 86_400_000;
const TENANT = "0190f1a2-0000-7000-8000-000000000001";
const OTHER_TENANT = "0190f1a2-0000-7000-8000-000000000002";
const DOWNLOAD: AccessRecord = {
  actor: "staff:1",
  tenantId: TENANT,
  address: "192.0.2.1",
  action: "document.download",
  subject: "document:7",
  reason: "심사",
};

async function record(kernel: Kernel, ...records: AccessRecord[]): Promise<void> {
  for (const each of records) {
    await kernel.transaction((tx) => kernel.accessLog.record(tx, each));
  }
}

Deno.test("find() gives what record() wrote, with its time", async () => {
  const now = new Date("2026-11-20T01:02:03.456Z");
  await using test = await testKernel({ now });
  const { kernel } = test;
  await record(kernel, DOWNLOAD, { actor: "system", action: "document.destroy", subject: "d:8" });
  const [destroyed, downloaded] = await kernel.accessLog.find({ limit: 10 });
  const { id: _id, ...rest } = downloaded ?? {};
  assert.deepEqual(rest, { ...DOWNLOAD, at: now });
  assert.deepEqual(Object.keys(destroyed ?? {}).sort(), ["action", "actor", "at", "id", "subject"]);
});

Deno.test("record() is undone with its transaction", async () => {
  await using test = await testKernel();
  const { kernel } = test;
  const failing = kernel.transaction(async (tx) => {
    await kernel.accessLog.record(tx, DOWNLOAD);
    throw new Error("on purpose");
  });
  await assert.rejects(failing, /on purpose/);
  assert.deepEqual(await kernel.accessLog.find({ limit: 10 }), []);
});

Deno.test("find() filters by tenant, action, time and text", async () => {
  await using test = await testKernel({ now: new Date("2026-11-20T00:00:00Z") });
  const { kernel, clock } = test;
  await record(kernel, DOWNLOAD);
  clock.advance(DAY_MS);
  await record(kernel, { ...DOWNLOAD, tenantId: OTHER_TENANT, subject: "100%_done" });
  clock.advance(DAY_MS);
  await record(kernel, { ...DOWNLOAD, action: "phone.reveal", actor: "operator:Kim" });
  const count = async (query: object) =>
    (await kernel.accessLog.find({ limit: 10, ...query })).length;
  assert.equal(await count({ tenantId: TENANT }), 2);
  assert.equal(await count({ tenantId: TENANT, action: "phone.reveal" }), 1);
  assert.equal(await count({ from: new Date("2026-11-21T00:00:00Z") }), 2);
  assert.equal(await count({ to: new Date("2026-11-21T00:00:00Z") }), 1);
  assert.equal(await count({ text: "operator:kim" }), 1);
  assert.equal(await count({ text: "심사" }), 3);
  assert.equal(await count({ text: "100%" }), 1);
  assert.equal(await count({ text: "%" }), 1, "a wildcard is a letter like any other");
  assert.equal(await count({ text: "\\" }), 0);
  assert.equal(await count({ texts: ["operator:kim", "100%"] }), 2, "one of them is enough");
  assert.equal(await count({ texts: ["심사"], action: "phone.reveal" }), 1);
});

Deno.test("find() pages backwards, also through entries of one instant", async () => {
  await using test = await testKernel({ now: new Date("2026-11-20T00:00:00Z") });
  const { kernel } = test;
  const subjects = ["a", "b", "c", "d", "e"];
  await record(kernel, ...subjects.map((subject) => ({ ...DOWNLOAD, subject })));
  const seen: string[] = [];
  let before: string | undefined;
  for (;;) {
    const page = await kernel.accessLog.find({ limit: 2, ...(before ? { before } : {}) });
    seen.push(...page.map(({ subject }) => subject));
    before = page.at(-1)?.id;
    if (page.length < 2) break;
  }
  assert.deepEqual(seen.sort(), subjects);
  assert.equal(new Set(seen).size, subjects.length);
});

Deno.test("find() refuses a limit outside 1 to 1000", async () => {
  await using test = await testKernel();
  for (const limit of [0, 1_001, 1.5]) {
    await assert.rejects(test.kernel.accessLog.find({ limit }), RangeError);
  }
});

Deno.test("the database itself refuses to change or remove entries", async () => {
  await using test = await testKernel();
  const { kernel } = test;
  await record(kernel, DOWNLOAD);
  const { db } = kernel.database;
  await assert.rejects(
    sql`update kernel.access_log set actor = 'nobody'`.execute(db),
    /append-only: UPDATE refused/,
  );
  await assert.rejects(sql`truncate kernel.access_log`.execute(db), /TRUNCATE refused/);
  await assert.rejects(sql`delete from kernel.access_log`.execute(db), /DELETE refused/);
  const two = kernel.transaction(async (tx) => {
    await sql`select set_config('kernel.purging_access_log', 'on', true)`.execute(tx);
    await sql`delete from kernel.access_log`.execute(tx);
  });
  await assert.rejects(two, /DELETE refused/, "the switch alone does not free young entries");
  assert.equal((await kernel.accessLog.find({ limit: 10 })).length, 1);
});

Deno.test("destroyExpired() destroys what is older than two years and nothing else", async () => {
  const now = machineTime();
  await using test = await testKernel({ now: new Date(now.getTime() - 732 * DAY_MS) });
  const { kernel, clock } = test;
  await record(kernel, { ...DOWNLOAD, subject: "old" });
  clock.set(new Date(now.getTime() - 728 * DAY_MS));
  await record(kernel, { ...DOWNLOAD, subject: "kept" });
  clock.set(now);
  assert.equal(await kernel.accessLog.destroyExpired(), 1);
  assert.deepEqual((await kernel.accessLog.find({ limit: 10 })).map((e) => e.subject), ["kept"]);
  assert.equal(await kernel.accessLog.destroyExpired(), 0);
});

Deno.test("a clock moved ahead destroys nothing early", async () => {
  const now = machineTime();
  await using test = await testKernel({ now: new Date(now.getTime() - DAY_MS) });
  const { kernel, clock } = test;
  await record(kernel, DOWNLOAD);
  clock.set(new Date(now.getTime() + 2_000 * DAY_MS));
  assert.equal(await kernel.accessLog.destroyExpired(), 0);
  await assert.rejects(
    sql`select kernel.purge_access_log(now() - interval '1 year')`.execute(kernel.database.db),
    /they are kept two years/,
  );
  assert.equal((await kernel.accessLog.find({ limit: 10 })).length, 1);
});
