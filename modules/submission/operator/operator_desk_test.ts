import assert from "node:assert/strict";
import {
  CursorInvalidError,
  DocumentNotFoundError,
  ItemNotFoundError,
  ItemStateError,
  SettingOutOfRangeError,
} from "../errors.ts";
import { PeriodExpressionError } from "../period/period_expression.ts";
import { type DeskWorld, deskWorld, startReceiver } from "../institution/testing_desk.ts";
import { failed, issued } from "../testing/scripted_agency.ts";
import { AgencyNotFoundError } from "./agency_not_found_error.ts";
import { createOperatorDesk } from "./create_operator_desk.ts";

Deno.test("agencies() tells success, waiting and why an agency is left alone", async () => {
  await using at = await deskWorld({ settings: { breakerFailureCount: 1 } });
  const desk = createOperatorDesk(at.world);
  await at.world.addProduct("sme", ["sme-confirmation"]);
  await at.submitted();
  await at.submitted();
  at.world.agency.answer(() => failed("agencyDown", { code: "CF-12701" }));
  await at.submitted("sme");
  const agencies = await desk.agencies();
  assert.equal(agencies[0]?.code, "hometax");
  const hometax = agencies.find(({ code }) => code === "hometax")!;
  assert.deepEqual([hometax.state, hometax.successRate, hometax.waitingCount], ["good", 1, 0]);
  assert.ok(hometax.averageSeconds! >= 0);
  const sminfo = agencies.find(({ code }) => code === "sminfo")!;
  assert.deepEqual(
    [sminfo.state, sminfo.successRate, sminfo.waitingCount, sminfo.reason],
    ["blocked", 0, 1, "agencyDown CF-12701"],
  );
  assert.ok(sminfo.breakerOpenUntil! > at.world.kernel.clock.now());
  const gov24 = agencies.find(({ code }) => code === "gov24")!;
  assert.equal(gov24.successRate, undefined);
});

Deno.test("agencies() does not blame an agency for an answer that issued nothing", async () => {
  await using at = await deskWorld();
  at.world.agency.answer(() => failed("nothingFiled"));
  await at.submitted();
  const hometax = (await createOperatorDesk(at.world).agencies()).find(({ code }) =>
    code === "hometax"
  )!;
  assert.deepEqual([hometax.state, hometax.successRate], ["good", 1]);
  // An hour later it is forgotten.
  at.world.test.clock.advance(3_600_001);
  const later = await createOperatorDesk(at.world).agencies();
  assert.equal(later.find(({ code }) => code === "hometax")!.successRate, undefined);
});

Deno.test("resetAgency() closes the breaker and lets those go on that waited for it", async () => {
  await using at = await deskWorld({ settings: { breakerFailureCount: 1 } });
  const desk = createOperatorDesk(at.world);
  at.world.agency.answer(() => failed("agencyDown"), () => issued());
  const submissionId = await at.submitted();
  assert.equal(await stateOf(at, submissionId), "waitingAgency");
  await desk.resetAgency("hometax", "operator:1");
  await at.world.settle();
  assert.equal(await stateOf(at, submissionId), "delivered");
  assert.equal((await at.logged("agency.reset"))[0]?.subject, "agency:hometax");
  await assert.rejects(desk.resetAgency("nowhere", "operator:1"), AgencyNotFoundError);
});

Deno.test("queue() pages through all institutions' items by state and agency", async () => {
  await using at = await deskWorld();
  const desk = createOperatorDesk(at.world);
  await at.world.addProduct("two", ["business-registration", "sme-confirmation"]);
  for (let count = 0; count < 3; count++) await at.world.submit(at.session, { productSlug: "two" });
  const seen: string[] = [];
  let before: string | undefined;
  do {
    const page = await desk.queue({ limit: 4, ...(before === undefined ? {} : { before }) });
    seen.push(...page.rows.map(({ id }) => id));
    before = page.next;
  } while (before !== undefined);
  assert.equal(new Set(seen).size, 6);
  const filtered = await desk.queue({ limit: 10, state: "queued", agencyCode: "sminfo" });
  assert.equal(filtered.rows.length, 3);
  assert.equal(filtered.rows[0]?.institutionName, "한빛신용보증");
  assert.match(filtered.rows[0].reference, /^M26-/);
  assert.deepEqual(await desk.queue({ limit: 10, state: "issued" }), { rows: [] });
  await assert.rejects(desk.queue({ limit: 1, before: "x" }), CursorInvalidError);
});

Deno.test("totals() counts what is under way, and what ended within a day", async () => {
  await using receiver = startReceiver();
  receiver.status = 503;
  await using at = await deskWorld();
  const desk = createOperatorDesk(at.world);
  await at.submitted();
  await at.desk.setWebhook(at.institutionId, { url: receiver.url, active: true, actor: "staff:1" });
  await at.submitted();
  await at.world.submit(at.session);
  const counted = async () =>
    (await desk.totals()).filter(({ count }) => count > 0).map(({ state, count }) =>
      `${state} ${count}`
    );
  assert.deepEqual(await counted(), ["queued 1", "issued 1", "delivered 1"]);
  const { rows } = await desk.queue({ limit: 10, state: "issued" });
  assert.equal(rows.length, 1);
  at.world.test.clock.advance(86_400_001);
  assert.deepEqual(await counted(), ["queued 1", "issued 1"]);
});

Deno.test("retryItem() lets a waiting item go at once", async () => {
  await using at = await deskWorld();
  const desk = createOperatorDesk(at.world);
  at.world.agency.answer(() => failed("agencyDown"), () => issued());
  const submissionId = await at.submitted();
  const itemId = await itemOf(at, submissionId);
  await desk.retryItem(itemId, "operator:1");
  await at.world.settle();
  assert.equal(await stateOf(at, submissionId), "delivered");
  const [record] = await at.logged("item.retry");
  assert.deepEqual([record?.actor, record?.subject, record?.tenantId], [
    "operator:1",
    itemId,
    at.institutionId,
  ]);
  await assert.rejects(desk.retryItem(itemId, "operator:1"), ItemStateError);
  for (const id of [at.world.kernel.uuid(), "no id"]) {
    await assert.rejects(desk.retryItem(id, "operator:1"), ItemNotFoundError);
  }
});

Deno.test("retryItem() begins a failed item anew, and asks the person where the bundle is gone", async () => {
  await using at = await deskWorld();
  const desk = createOperatorDesk(at.world);
  at.world.agency.answer(() => failed("nothingFiled"), () => issued());
  const submissionId = await at.submitted();
  const itemId = await itemOf(at, submissionId);
  await desk.retryItem(itemId, "operator:1");
  const queued = await at.desk.submission(at.institutionId, submissionId);
  assert.deepEqual([queued.state, queued.items[0]?.state], ["running", "queued"]);
  await at.world.settle();
  const view = await at.desk.submission(at.institutionId, submissionId);
  assert.equal(view.items[0]?.failure?.class, "confirmAgain");
  assert.equal(view.needsBundle, true);
  await at.world.desk.reissue(at.session, {
    submissionId,
    itemIds: [itemId],
    sealedBundle: at.world.auth.seal(at.session),
    idempotencyKey: at.world.kernel.uuid(),
  });
  await at.world.settle();
  assert.equal(await stateOf(at, submissionId), "delivered");
});

Deno.test("retryItem() leaves an item alone that a newer login ended", async () => {
  await using at = await deskWorld();
  const submissionId = await at.world.submit(at.session);
  await at.world.auth.supersede(at.session);
  await at.world.settle();
  assert.equal(await stateOf(at, submissionId), "failed");
  await assert.rejects(
    createOperatorDesk(at.world).retryItem(await itemOf(at, submissionId), "operator:1"),
    ItemStateError,
  );
});

Deno.test("retryItem() sends again what could not be handed over", async () => {
  await using receiver = startReceiver();
  receiver.status = 500;
  await using at = await deskWorld();
  await at.desk.setWebhook(at.institutionId, { url: receiver.url, active: true, actor: "staff:1" });
  const submissionId = await at.submitted();
  at.world.test.clock.advance(3 * 86_400_000);
  await at.world.settle();
  const view = await at.desk.submission(at.institutionId, submissionId);
  assert.equal(view.items[0]?.failure?.class, "deliveryFailed");
  receiver.status = 200;
  await createOperatorDesk(at.world).retryItem(view.items[0].id, "operator:1");
  await at.world.settle();
  assert.equal(await stateOf(at, submissionId), "delivered");
});

Deno.test("saveDocumentType() changes the catalogue and refuses what does not fit", async () => {
  await using at = await deskWorld();
  const desk = createOperatorDesk(at.world);
  const input = {
    code: "vat-tax-base",
    active: false,
    expectedSeconds: 12,
    periodDefault: " last 2  halves ",
    actor: "operator:1",
  };
  await desk.saveDocumentType(input);
  const saved = (await desk.catalogue()).find(({ code }) => code === "vat-tax-base")!;
  assert.deepEqual([saved.active, saved.expectedSeconds, saved.periodDefault], [
    false,
    12,
    "last 2 halves",
  ]);
  assert.equal((await at.logged("documentType.save")).length, 1);
  for (const periodDefault of ["last halves", "last 2 months", "asOfToday"]) {
    await assert.rejects(desk.saveDocumentType({ ...input, periodDefault }), PeriodExpressionError);
  }
  for (const expectedSeconds of [0, 3_601, 1.5]) {
    await assert.rejects(
      desk.saveDocumentType({ ...input, expectedSeconds }),
      SettingOutOfRangeError,
    );
  }
  await assert.rejects(desk.saveDocumentType({ ...input, code: "no-such" }), DocumentNotFoundError);
});

async function itemOf({ desk, institutionId }: DeskWorld, submissionId: string): Promise<string> {
  return (await desk.submission(institutionId, submissionId)).items[0]!.id;
}

async function stateOf({ desk, institutionId }: DeskWorld, submissionId: string) {
  return (await desk.submission(institutionId, submissionId)).items[0]!.state;
}
