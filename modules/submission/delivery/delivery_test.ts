import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { sql } from "kysely";
import { startReceiver } from "../testing/receiver.ts";
import { smallPdf } from "../testing/small_pdf.ts";
import { submissionWorld } from "../testing/submission_world.ts";
import { tables } from "../tables.ts";
import { nextAttemptAt } from "./schedule.ts";

Deno.test("a document goes to the institution signed, and is shown as PDF only then", async () => {
  await using receiver = startReceiver();
  await using world = await submissionWorld();
  await receiver.connect(world);
  receiver.answer = () => 500;
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  assert.equal((await world.item(session, id)).state, "issued");
  assert.equal((await world.view(session, id)).state, "running");

  receiver.answer = () => 200;
  world.test.clock.advance(2_000);
  await world.settle();
  const item = await world.item(session, id);
  assert.equal(item.state, "delivered");
  const [first, second] = receiver.received;
  assert.equal(receiver.received.length, 2);
  assert.equal(first!.delivery, second!.delivery);
  assert.equal(first!.body, second!.body, "a retry sends the same text");

  const [, seconds, mac] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(second!.signature!)!;
  const wanted = createHmac("sha256", "shared-secret").update(`${seconds}.${second!.body}`);
  assert.equal(mac, wanted.digest("hex"));
  const envelope = JSON.parse(second!.body);
  const pdf = Uint8Array.fromBase64(envelope.data.document.pdfBase64);
  assert.deepEqual(pdf, smallPdf());
  const sha256 = createHash("sha256").update(pdf).digest("hex");
  assert.equal(envelope.data.document.sha256, sha256);
  assert.equal(item.document?.sha256, sha256);
  assert.equal(envelope.id, second!.delivery);
  assert.equal(envelope.type, "document.issued");
  const download = await world.desk.download(session, {
    submissionId: id,
    itemId: item.id,
    address: "127.0.0.1",
  });
  assert.deepEqual(download.pdf, pdf);
  const looks = await world.kernel.accessLog.find({ action: "document.download", limit: 5 });
  assert.equal(looks.length, 1);
});

Deno.test("after three days without an answer a delivery fails, and a replay by hand ends well", async () => {
  await using receiver = startReceiver();
  await using world = await submissionWorld();
  await receiver.connect(world);
  receiver.answer = () => 503;
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  for (let hour = 0; hour < 80; hour += 4) {
    world.test.clock.advance(4 * 3_600_000);
    await world.settle();
  }
  const failed = await world.item(session, id);
  assert.deepEqual([failed.state, failed.failure?.class], ["failed", "deliveryFailed"]);
  assert.equal((await world.view(session, id)).state, "finished");

  receiver.answer = () => 200;
  const { id: deliveryId } = await tables(world.kernel.database.db).selectFrom("delivery")
    .select("id").executeTakeFirstOrThrow();
  await world.kernel.transaction((tx) =>
    world.kernel.jobs.enqueue(tx, "submission.delivery", { deliveryId, isManual: true })
  );
  await world.settle();
  assert.equal((await world.item(session, id)).state, "delivered");
  const { rows } = await sql<{ manual: boolean; status: number }>`
    select manual, status from submission.delivery_attempt order by at, id desc`
    .execute(world.kernel.database.db);
  assert.deepEqual(rows.filter(({ manual }) => manual), [{ manual: true, status: 200 }]);
  assert.equal(new Set(receiver.received.map(({ delivery }) => delivery)).size, 1);
});

Deno.test("a webhook that is switched off leaves waiting documents to the pull API", async () => {
  await using receiver = startReceiver();
  await using world = await submissionWorld();
  await receiver.connect(world);
  receiver.answer = () => 500;
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  await tables(world.kernel.database.db).updateTable("webhook").set({ active: false }).execute();
  world.test.clock.advance(60_000);
  await world.settle();
  assert.equal((await world.item(session, id)).state, "delivered");
  const delivery = await tables(world.kernel.database.db).selectFrom("delivery")
    .select(["channel", "state"]).executeTakeFirstOrThrow();
  assert.deepEqual(delivery, { channel: "pull", state: "delivered" });
});

Deno.test("nextAttemptAt() waits longer after each failure, and gives up after three days", () => {
  const createdAt = new Date("2026-11-20T00:00:00Z");
  const pauseAfter = (attemptCount: number) => {
    const next = nextAttemptAt({ createdAt, attemptCount, now: createdAt })!;
    return (next.getTime() - createdAt.getTime()) / 1_000;
  };
  assert.deepEqual([1, 2, 3, 4, 5, 6, 20].map(pauseAfter), [1, 5, 30, 120, 600, 3_600, 21_600]);
  const now = new Date(createdAt.getTime() + 3 * 86_400_000);
  assert.equal(nextAttemptAt({ createdAt, attemptCount: 30, now }), undefined);
});
