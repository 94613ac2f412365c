import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { DeliveryNotFoundError, DocumentDestroyedError, WebhookMissingError } from "../errors.ts";
import { destroyDocuments } from "../retention/destroy_documents.ts";
import { type DeskWorld, deskWorld, startReceiver } from "./testing_desk.ts";

Deno.test("deliveries() lists every attempt, and sendAgain() sends the same delivery once more", async () => {
  await using receiver = startReceiver();
  await using at = await deskWorld();
  const { secret } = await at.desk.setWebhook(at.institutionId, {
    url: receiver.url,
    active: true,
    actor: "staff:1",
  });
  receiver.status = 500;
  const submissionId = await at.submitted();
  const [pending] = await listed(at);
  assert.equal(pending?.state, "pending");
  assert.equal(pending.documentName, "사업자등록증명");
  assert.ok(pending.attempts.length >= 1);
  assert.deepEqual([pending.attempts[0]!.status, pending.attempts[0]!.manual], [500, false]);

  receiver.status = 200;
  await at.desk.sendAgain(at.institutionId, pending.id, "staff:1");
  await at.world.settle();
  const [done] = await listed(at);
  assert.equal(done?.id, pending.id);
  assert.equal(done.state, "delivered");
  assert.deepEqual([done.attempts.at(-1)!.status, done.attempts.at(-1)!.manual], [200, true]);
  const view = await at.desk.submission(at.institutionId, submissionId);
  assert.equal(view.counts.delivered, 1);

  const [first, last] = [receiver.received[0]!, receiver.received.at(-1)!];
  assert.equal(last.delivery, pending.id);
  assert.equal(last.body, first.body);
  const [, time, mac] = last.signature.match(/^t=(\d+),v1=([0-9a-f]{64})$/)!;
  const expected = createHmac("sha256", secret!).update(`${time}.${last.body}`).digest("hex");
  assert.equal(mac, expected);
  assert.deepEqual((await at.logged("delivery.sendAgain")).map(({ actor }) => actor), ["staff:1"]);
});

Deno.test("deliveries() pages by state, and shows an institution its own alone", async () => {
  await using at = await deskWorld();
  for (let count = 0; count < 3; count++) await at.submitted();
  const first = await at.desk.deliveries(at.institutionId, { limit: 2, state: "delivered" });
  const second = await at.desk.deliveries(at.institutionId, { limit: 2, before: first.next! });
  const ids = [...first.rows, ...second.rows].map(({ id }) => id);
  assert.equal(new Set(ids).size, 3);
  assert.equal(second.next, undefined);
  assert.ok(first.rows.every(({ channel }) => channel === "pull"));
  const none = await at.desk.deliveries(at.institutionId, { limit: 2, state: "failed" });
  assert.deepEqual(none, { rows: [] });
  assert.deepEqual(await at.desk.deliveries(at.otherId, { limit: 2 }), { rows: [] });
});

Deno.test("sendAgain() refuses another's delivery, a missing webhook and a destroyed document", async () => {
  await using receiver = startReceiver();
  await using at = await deskWorld();
  await at.submitted();
  const [delivery] = await listed(at);
  for (const id of [delivery!.id, "no id"]) {
    await assert.rejects(at.desk.sendAgain(at.otherId, id, "staff:2"), DeliveryNotFoundError);
  }
  const again = () => at.desk.sendAgain(at.institutionId, delivery!.id, "staff:1");
  await assert.rejects(again(), WebhookMissingError);
  const webhook = { url: receiver.url, active: true, actor: "staff:1" };
  await at.desk.setWebhook(at.institutionId, webhook);
  at.world.test.clock.advance(91 * 86_400_000);
  await destroyDocuments({ kernel: at.world.kernel });
  await assert.rejects(again(), DocumentDestroyedError);
  assert.equal(receiver.received.length, 0);
});

async function listed({ desk, institutionId }: DeskWorld) {
  return (await desk.deliveries(institutionId, { limit: 10 })).rows;
}
