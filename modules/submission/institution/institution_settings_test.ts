import assert from "node:assert/strict";
import { InstitutionNotFoundError, SettingOutOfRangeError } from "../errors.ts";
import { tables } from "../tables.ts";
import { deskWorld } from "./testing_desk.ts";

Deno.test("setRetention() holds for documents from now on, and stands in the access log", async () => {
  await using at = await deskWorld();
  await at.submitted();
  await at.desk.setRetention(at.institutionId, 7, "staff:1");
  await at.submitted();
  const rows = await tables(at.world.kernel.database.db).selectFrom("document")
    .select(["issued_at", "retained_until"]).orderBy("id").execute();
  const days = rows.map((row) =>
    (row.retained_until.getTime() - row.issued_at.getTime()) / 86_400_000
  );
  assert.deepEqual(days, [90, 7]);
  assert.equal((await at.desk.institution(at.institutionId)).retentionDays, 7);
  assert.deepEqual(
    (await at.logged("retention.set")).map(({ actor, reason }) => [actor, reason]),
    [["staff:1", "90 -> 7 days"]],
  );
});

Deno.test("setRetention() refuses days outside of its range", async () => {
  await using at = await deskWorld();
  for (const days of [0, 3_651, 1.5, NaN]) {
    await assert.rejects(
      at.desk.setRetention(at.institutionId, days, "staff:1"),
      SettingOutOfRangeError,
    );
  }
  const nobody = at.world.kernel.uuid();
  await assert.rejects(at.desk.setRetention(nobody, 10, "staff:1"), InstitutionNotFoundError);
  await assert.rejects(at.desk.institution(nobody), InstitutionNotFoundError);
});
