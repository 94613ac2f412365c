import assert from "node:assert/strict";
import { sql } from "kysely";
import { openTestDatabase, type TestDatabase } from "./test_database.ts";

Deno.test("openTestDatabase() gives each its own copy, whatever another wrote before or writes now", async () => {
  const first = await openTestDatabase(["kernel"]);
  const before = await stateOf(first);
  assert.ok(before.holidayCount > 0);
  assert.equal(before.ownTable, null);
  const second = await openTestDatabase(["kernel"]);
  await sql`update kernel.holiday set name = 'gone'`.execute(first.db);
  await sql`create table kernel.own as select n from generate_series(1, 10000) n`.execute(first.db);
  await sql`checkpoint`.execute(first.db);
  assert.deepEqual(await stateOf(second), before);
  await first.close();
  const third = await openTestDatabase(["kernel"]);
  assert.deepEqual(await stateOf(third), before);
  await Promise.all([second.close(), third.close()]);
});

async function stateOf({ db }: TestDatabase) {
  const { rows: [state] } = await sql<
    { holidayCount: number; names: string; ownTable: string | null }
  >`
    select count(*)::int as "holidayCount", md5(string_agg(name, ',' order by date)) as names,
      to_regclass('kernel.own')::text as "ownTable"
    from kernel.holiday`.execute(db);
  return state!;
}
