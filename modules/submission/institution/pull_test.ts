import assert from "node:assert/strict";
import { CursorInvalidError } from "../errors.ts";
import { destroyDocuments } from "../retention/destroy_documents.ts";
import { tables } from "../tables.ts";
import { issued } from "../testing/scripted_agency.ts";
import { type DeskWorld, deskWorld, startReceiver } from "./testing_desk.ts";

Deno.test("pull() gives every document once, the oldest first, with its data", async () => {
  await using at = await deskWorld();
  await at.world.addProduct("two", ["business-registration", "sme-confirmation"]);
  at.world.agency.answer((request) =>
    String(request.source["path"]).includes("sminfo")
      ? { kind: "issued", data: { resCompanySize: "소기업" } }
      : issued({ resCompanyNm: "가온상사" })
  );
  const submissions = [await at.submitted("two"), await at.submitted("two")];
  const seen = await pullAll(at, 3);
  assert.deepEqual([...new Set(seen.map(({ submissionId }) => submissionId))], submissions);
  assert.equal(new Set(seen.map(({ documentId }) => documentId)).size, 4);
  const registration = seen.find(({ documentCode }) => documentCode === "business-registration")!;
  assert.equal(registration.state, "delivered");
  assert.deepEqual(registration.data, { resCompanyNm: "가온상사" });
  assert.match(registration.sha256!, /^[0-9a-f]{64}$/);
  const confirmation = seen.find(({ documentCode }) => documentCode === "sme-confirmation")!;
  assert.equal(confirmation.state, "notProvided");
  assert.equal(confirmation.sha256, undefined);
  assert.deepEqual(await at.desk.pull(at.otherId, { limit: 10 }), { rows: [] });
});

Deno.test("pull() goes on from a kept cursor with what came later", async () => {
  await using at = await deskWorld();
  const first = await at.submitted();
  const page = await at.desk.pull(at.institutionId, { limit: 10 });
  assert.deepEqual(page.rows.map(({ submissionId }) => submissionId), [first]);
  assert.deepEqual(await at.desk.pull(at.institutionId, { limit: 10, after: page.next! }), {
    rows: [],
  });
  // The business clock may go back; nothing is missed for that.
  at.world.test.clock.advance(-3_600_000);
  const second = await at.submitted();
  const later = await at.desk.pull(at.institutionId, { limit: 10, after: page.next! });
  assert.deepEqual(later.rows.map(({ submissionId }) => submissionId), [second]);
});

Deno.test("pull() marks the first read and leaves webhook deliveries to the webhook", async () => {
  await using receiver = startReceiver();
  receiver.status = 503;
  await using at = await deskWorld();
  await at.submitted();
  await at.desk.setWebhook(at.institutionId, { url: receiver.url, active: true, actor: "staff:1" });
  await at.submitted();
  await pullAll(at, 10);
  await pullAll(at, 10);
  const rows = await tables(at.world.kernel.database.db).selectFrom("delivery")
    .select(["channel", "state", "read_at"]).orderBy("id").execute();
  assert.deepEqual(rows.map(({ channel, state, read_at }) => [channel, state, read_at !== null]), [
    ["pull", "delivered", true],
    ["webhook", "pending", false],
  ]);
  assert.equal((await at.logged("document.pull")).length, 1);
});

Deno.test("pull() leaves destroyed documents out and refuses a cursor that is not ours", async () => {
  await using at = await deskWorld();
  await at.submitted();
  at.world.test.clock.advance(91 * 86_400_000);
  await destroyDocuments({ kernel: at.world.kernel });
  assert.deepEqual(await at.desk.pull(at.institutionId, { limit: 10 }), { rows: [] });
  const cursors = ["x", "", btoa("1 2"), btoa(`99999999999999999999 ${at.otherId}`)];
  for (const after of cursors) {
    await assert.rejects(at.desk.pull(at.institutionId, { limit: 1, after }), CursorInvalidError);
  }
});

async function pullAll({ desk, institutionId }: DeskWorld, limit: number) {
  const seen = [];
  let after: string | undefined;
  while (true) {
    const page = await desk.pull(institutionId, { limit, ...(after ? { after } : {}) });
    seen.push(...page.rows);
    if (page.next === undefined) return seen;
    after = page.next;
  }
}
