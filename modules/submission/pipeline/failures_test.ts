import assert from "node:assert/strict";
import { sql } from "kysely";
import { defaultSettings } from "../settings.ts";
import { createNotices } from "./notices.ts";
import { createEndSession } from "./supersede.ts";
import { failed, issued } from "../testing/scripted_agency.ts";
import { submissionWorld } from "../testing/submission_world.ts";
import { tables } from "../tables.ts";

Deno.test("a passing failure is tried again by itself, three times at most", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => failed("transient"), () => failed("transient"), () => issued());
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  assert.equal((await world.item(session, id)).state, "queued");
  for (let round = 0; round < 2; round++) {
    world.test.clock.advance(20_000);
    await world.settle();
  }
  assert.equal((await world.item(session, id)).state, "delivered");

  world.agency.answer(() => failed("transient"));
  const other = world.auth.logIn();
  const second = await world.submit(other);
  for (let round = 0; round < 6; round++) {
    await world.settle();
    world.test.clock.advance(20_000);
  }
  const item = await world.item(other, second);
  assert.deepEqual([item.state, item.failure?.class, item.failureCount], [
    "failed",
    "transient",
    1,
  ]);
  assert.equal(world.agency.requests.length, 3 + 4);
});

Deno.test("wrong credentials are never tried again by ourselves", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => failed("credentials", { code: "CF-12302" }));
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  world.test.clock.advance(3_600_000);
  await world.settle();
  const item = await world.item(session, id);
  assert.deepEqual([item.state, item.failure?.code], ["failed", "CF-12302"]);
  assert.equal(world.agency.requests.length, 1);
  assert.deepEqual(
    world.messages.map(({ template }) => template),
    ["submission.started", "submission.failed", "submission.finished"],
  );
});

Deno.test("an agency that is down makes documents wait, opens its breaker, and one request probes", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => failed("agencyDown"));
  const people = Array.from(
    { length: 5 },
    (_, index) => world.auth.logIn({ certificateFingerprint: String(index).repeat(64) }),
  );
  for (const session of people) {
    await world.submit(session, { sealedBundle: pfxBundle(world, session) });
  }
  await world.settle();
  const agency = await tables(world.kernel.database.db).selectFrom("agency")
    .selectAll().where("code", "=", "hometax").executeTakeFirstOrThrow();
  assert.equal(agency.failure_count, 5);
  assert.ok(agency.breaker_open_until! > world.kernel.clock.now());
  const askedCount = world.agency.requests.length;
  assert.equal(askedCount, 5);

  world.test.clock.advance(20_000);
  await world.settle();
  assert.equal(world.agency.requests.length, askedCount, "an open breaker lets nobody through");

  world.agency.answer(() => issued());
  for (let round = 0; round < 4; round++) {
    world.test.clock.advance(70_000);
    await world.settle();
  }
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::integer as count from submission.item group by state`
    .execute(world.kernel.database.db);
  assert.deepEqual(rows, [{ state: "delivered", count: 5 }]);
  const after = await tables(world.kernel.database.db).selectFrom("agency")
    .select("failure_count").where("code", "=", "hometax").executeTakeFirstOrThrow();
  assert.equal(after.failure_count, 0);
});

Deno.test("a closed agency makes a document wait for the morning, and the bundle is asked for again", async () => {
  const night = new Date("2026-11-20T14:00:00Z");
  await using world = await submissionWorld({ now: night });
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  const waiting = await world.item(session, id);
  assert.deepEqual([waiting.state, waiting.failure?.class], ["waitingAgency", "agencyClosed"]);
  assert.deepEqual(waiting.nextAt, new Date("2026-11-20T23:00:00Z"));
  assert.equal(world.agency.requests.length, 0);

  world.test.clock.set(new Date("2026-11-20T23:00:01Z"));
  await world.settle();
  const asked = await world.view(session, id);
  assert.equal(asked.needsBundle, true);
  assert.deepEqual(
    [asked.items[0]!.state, asked.items[0]!.failure?.class],
    ["authWait", "confirmAgain"],
  );
  assert.equal(world.agency.requests.length, 0, "nothing is replayed silently");

  await world.desk.reissue(session, {
    submissionId: id,
    itemIds: [asked.items[0]!.id],
    sealedBundle: world.auth.seal(session),
    idempotencyKey: "again",
  });
  await world.settle();
  assert.equal((await world.item(session, id)).state, "delivered");
});

Deno.test("a newer login fails what runs and waits with LOGIN-999, and leaves what is issued", async () => {
  await using world = await submissionWorld();
  await world.addProduct("three", ["business-registration", "vat-tax-base", "vat-return"]);
  const session = world.auth.logIn();
  const notices = createNotices({
    kernel: world.kernel,
    notifications: { send: () => Promise.resolve() },
    settings: defaultSettings(),
  });
  const endSession = createEndSession({ kernel: world.kernel, notices });
  world.agency.answer(() => issued(), async () => {
    await world.auth.supersede(session);
    await world.kernel.transaction((tx) => endSession(tx, session.id));
    return issued();
  });
  const id = await world.submit(session, { productSlug: "three" });
  await world.settle();
  const view = await world.view(session, id);
  assert.deepEqual(view.items.map(({ state, failure }) => [state, failure?.code]), [
    ["delivered", undefined],
    ["failed", "LOGIN-999"],
    ["failed", "LOGIN-999"],
  ]);
  assert.equal(world.agency.requests.length, 2, "what waited is not asked for any more");
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from submission.document`.execute(world.kernel.database.db);
  assert.deepEqual(rows, [{ count: 1 }], "an answer that came after the end is not kept");
  await assert.rejects(world.submit(session), { name: "SupersededInTestError" });
});

Deno.test("LOGIN-999 told by the agency ends the session and all that it still had to do", async () => {
  await using world = await submissionWorld();
  await world.addProduct("two", ["business-registration", "vat-tax-base", "sme-confirmation"]);
  const session = world.auth.logIn();
  world.agency.answer(() => failed("duplicateLogin", { code: "CF-12201" }));
  const id = await world.submit(session, { productSlug: "two" });
  await world.settle();
  const view = await world.view(session, id);
  for (const item of view.items) {
    assert.deepEqual([item.state, item.failure?.class, item.failure?.code, item.failure?.text], [
      "failed",
      "duplicateLogin",
      "LOGIN-999",
      "[LOGIN-999] 통합인증(중복 로그인) 오류입니다.",
    ]);
    assert.equal(item.canReissue, true);
  }
  assert.equal(view.state, "finished");
  assert.equal(world.messages.filter(({ template }) => template === "submission.failed").length, 1);
  await assert.rejects(world.submit(session), { name: "SupersededInTestError" });

  const again = world.auth.logIn({ submitterId: session.submitterId });
  world.agency.answer(() => issued());
  await world.desk.reissue(again, {
    submissionId: id,
    itemIds: view.items.map((item) => item.id),
    sealedBundle: world.auth.seal(again),
    idempotencyKey: "after-login",
  });
  await world.settle();
  const after = await world.view(again, id);
  assert.deepEqual(after.counts.delivered, 3);
  assert.equal(
    world.messages.filter(({ template }) => template === "submission.finished").length,
    2,
  );
});

Deno.test("a damaged PDF is tried again and then fails, and is never kept", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => ({
    kind: "issued",
    pdf: new TextEncoder().encode("%PDF-1.4 cut"),
    data: {},
  }));
  const session = world.auth.logIn();
  const id = await world.submit(session);
  for (let round = 0; round < 6; round++) {
    await world.settle();
    world.test.clock.advance(20_000);
  }
  const item = await world.item(session, id);
  assert.deepEqual([item.state, item.failure?.class], ["failed", "damagedDocument"]);
  assert.equal(item.document, undefined);
  assert.equal(world.agency.requests.length, 4);
});

Deno.test("a document about another company is not taken", async () => {
  await using world = await submissionWorld();
  world.agency.answer(() => issued({ resCompanyIdentityNo: "999-88-77776" }));
  const session = world.auth.logIn();
  const id = await world.submit(session);
  await world.settle();
  assert.equal((await world.item(session, id)).failure?.class, "damagedDocument");
});

Deno.test("data without a PDF is shown as 미제공 once it is delivered", async () => {
  await using world = await submissionWorld();
  await world.addProduct("lists", ["tax-invoice-list"]);
  world.agency.answer(() => ({ kind: "issued", data: { resInvoiceList: [] } }));
  const session = world.auth.logIn();
  const id = await world.submit(session, {
    productSlug: "lists",
    documents: [{ documentCode: "tax-invoice-list", inputs: { inquiryType: "01" } }],
  });
  await world.settle();
  const item = await world.item(session, id);
  assert.deepEqual([item.state, item.document?.hasPdf], ["notProvided", false]);
});

function pfxBundle(
  world: Awaited<ReturnType<typeof submissionWorld>>,
  session: Parameters<typeof world.auth.seal>[0],
): string {
  return world.auth.seal(session, { kind: "certificate", certFile: "MAA=", certPassword: "c2Vh" });
}
