import assert from "node:assert/strict";
import { sql } from "kysely";
import { type DeskWorld, deskWorld } from "../institution/testing_desk.ts";
import { inputsPlace, twoWayPlace } from "../pipeline/sealed_places.ts";
import { tables } from "../tables.ts";
import { failed } from "../testing/scripted_agency.ts";
import { createRetention } from "./create_retention.ts";
import { destroyDocuments } from "./destroy_documents.ts";
import { destroyBundles, destroyInputs, destroyTwoWay } from "./destroy_secrets.ts";

const DAY_MS = 86_400_000;

Deno.test("destroyDocuments() takes the bytes of those whose time is over, and logs each", async () => {
  await using at = await deskWorld();
  const { kernel, test } = at.world;
  await at.submitted();
  await at.desk.setRetention(at.institutionId, 91, "staff:1");
  await at.submitted();
  test.clock.advance(90 * DAY_MS - 1);
  assert.equal(await destroyDocuments({ kernel }), 0);
  test.clock.advance(1);
  assert.equal(await destroyDocuments({ kernel }), 1);
  assert.equal(await destroyDocuments({ kernel }), 0);
  const [gone, kept] = await tables(kernel.database.db).selectFrom("document").selectAll()
    .orderBy("id").execute();
  assert.deepEqual([gone?.pdf_sealed, gone?.data_sealed], [null, null]);
  assert.deepEqual(gone?.destroyed_at, kernel.clock.now());
  assert.match(gone!.pdf_sha256!, /^[0-9a-f]{64}$/);
  assert.ok(kept?.pdf_sealed && kept.data_sealed && kept.destroyed_at === null);
  const records = await at.logged("document.destroy");
  assert.deepEqual(
    records.map(({ actor, subject, tenantId }) => [actor, subject, tenantId]),
    [["system", gone!.id, at.institutionId]],
  );
});

Deno.test("destroyDocuments() works through more than one batch", async () => {
  await using at = await deskWorld();
  const { kernel, test } = at.world;
  await at.submitted();
  // 450 copies of the document, with the delivery that each one has left out: nobody reads it here.
  await sql`
    insert into submission.document (institution_id, id, submission_id, item_id, attempt_number,
      source, document_code, document_name, file_name, data_sealed, issued_at, retained_until)
    select institution_id, gen_random_uuid(), submission_id, item_id, n + 1, source, document_code,
      document_name, file_name, data_sealed, issued_at, retained_until
    from submission.document, generate_series(1, 450) n`.execute(kernel.database.db);
  test.clock.advance(90 * DAY_MS);
  assert.equal(await destroyDocuments({ kernel }), 451);
  assert.equal((await at.logged("document.destroy")).length, 451);
});

Deno.test("destroyBundles() takes what the agencies needed when its thirty minutes are over", async () => {
  await using at = await deskWorld();
  const { kernel, test } = at.world;
  await at.world.submit(at.session);
  test.clock.advance(30 * 60_000 - 1);
  assert.equal(await destroyBundles({ kernel }), 0);
  test.clock.advance(1);
  assert.equal(await destroyBundles({ kernel }), 1);
  assert.equal(
    (await tables(kernel.database.db).selectFrom("bundle").selectAll().execute()).length,
    0,
  );
});

Deno.test("destroyInputs() keeps what a re-issue needs for five days, and while anything runs", async () => {
  await using at = await deskWorld();
  const { kernel, test } = at.world;
  await at.world.addProduct("two", ["business-registration", "sme-confirmation"]);
  at.world.agency.answer((request) =>
    failed(String(request.source["path"]).includes("sminfo") ? "agencyDown" : "nothingFiled")
  );
  await at.submitted();
  await at.submitted("two");
  await putSecrets(at);
  assert.equal(await destroyInputs({ kernel }), 0);
  test.clock.advance(5 * DAY_MS);
  assert.equal(await destroyInputs({ kernel }), 1);
  const rows = await tables(kernel.database.db).selectFrom("item")
    .select(["state", "inputs_sealed"]).orderBy("submission_id").orderBy("position").execute();
  assert.deepEqual(rows.map((row) => [row.state, row.inputs_sealed !== null]), [
    ["failed", false],
    ["failed", true],
    ["waitingAgency", true],
  ]);
});

Deno.test("destroyTwoWay() takes what belongs to a step that is over", async () => {
  await using at = await deskWorld();
  at.world.agency.answer(() => failed("nothingFiled"));
  await at.submitted();
  await at.world.submit(at.session);
  await putSecrets(at);
  assert.equal(await destroyTwoWay({ kernel: at.world.kernel }), 1);
});

Deno.test("createRetention() hangs both works on the clock and counts what was destroyed", async () => {
  await using at = await deskWorld();
  const { kernel, test } = at.world;
  createRetention({ kernel });
  await at.submitted();
  test.clock.advance(90 * DAY_MS);
  await test.runTicks();
  assert.match(await kernel.metrics.text(), /maru_destroyed_total\{kind="document"\} 1/);
  assert.equal((await at.logged("document.destroy")).length, 1);
});

async function putSecrets({ world: { kernel } }: DeskWorld): Promise<void> {
  const db = tables(kernel.database.db);
  for (const { id } of await db.selectFrom("item").select("id").execute()) {
    await db.updateTable("item").set({
      inputs_sealed: await kernel.sealing.seal(inputsPlace(id), "{}"),
      two_way_sealed: await kernel.sealing.seal(twoWayPlace(id), "{}"),
    }).where("id", "=", id).execute();
  }
}
