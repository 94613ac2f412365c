import assert from "node:assert/strict";
import { sql } from "kysely";
import { COLUMN_INDEX, FIELD_COLUMNS } from "./columns.ts";
import { STAGED_ROW_COUNT } from "./limits.ts";
import { checkedRows } from "./testing/checked_rows.ts";
import { csvOf, importWorld } from "./testing/import_world.ts";
import { heavyWorkbook } from "./testing/hostile_files.ts";
import { sampleCells } from "./testing/sample_cells.ts";

/** Of a row, in its batch and in the database. */
const KEPT_LENGTH_MAX = 8_000;

Deno.test("rows of long cells are staged a few at a time, and bad ones are kept cut", async () => {
  await using test = await importWorld();
  const heavy = Array.from({ length: 3_000 }, () => ({
    cells: FIELD_COLUMNS.map(() => "가".repeat(400)),
    problems: new Map(FIELD_COLUMNS.map((_, column) => [column, "cut"] as const)),
  }));
  const light = Array.from({ length: 5_000 }, (_, index) => ({ cells: sampleCells(index) }));
  const batches = await checkedRows(test, [...heavy, ...light]);
  for (const row of batches.flatMap(({ bad }) => bad)) {
    assert.ok(JSON.stringify(row).length < KEPT_LENGTH_MAX);
  }
  const counts = batches.map(({ good, bad }) => good.length + bad.length);
  assert.equal(counts.reduce((sum, count) => sum + count, 0), 8_000);
  const heavyMax = Math.ceil(1_500_000 / (400 * FIELD_COLUMNS.length));
  for (const count of counts.slice(0, 20)) assert.ok(count <= heavyMax, `${count} rows`);
  assert.equal(counts.at(-2), STAGED_ROW_COUNT);
});

Deno.test("one string in every cell is refused, and little of it has been kept", async () => {
  await using test = await importWorld();
  const found = await test.check(await heavyWorkbook({ rowCount: 30_000, textLength: 3_900 }));
  assert.deepEqual([found.state, found.refusal], ["refused", "tooLarge"]);
  assert.ok(found.rowCount < 2_000, `${found.rowCount} rows were staged`);
  const few = await test.check(await heavyWorkbook({ rowCount: 200, textLength: 3_900 }));
  assert.deepEqual([few.state, few.badCount], ["checked", 200]);
  const { rows: [kept] } = await sql<{ longest: number }>`
    select max(length(cells::text) + length(problems::text)) as longest
    from debit.import_bad_row`.execute(test.world.kernel.database.db);
  assert.ok(kept!.longest < KEPT_LENGTH_MAX, `${kept!.longest} characters`);
});

Deno.test("a cell that is far too long makes its row bad, no more; its beginning is shown", async () => {
  await using test = await importWorld();
  const long = sampleCells(1);
  // The cut would go through the middle of the character.
  long[COLUMN_INDEX.address] = `${"가".repeat(199)}😀${"나".repeat(3_000)}`;
  long[COLUMN_INDEX.name] = `${"가".repeat(59)}😀${"나".repeat(3_000)}`;
  long[COLUMN_INDEX.discountRate] = "1".repeat(500);
  long[COLUMN_INDEX.account] = "1".repeat(500);
  const found = await test.check(csvOf([sampleCells(0), long]));
  assert.deepEqual([found.state, found.goodCount, found.badCount], ["checked", 1, 1]);
  const bad = await test.imports.badRows(test.merchantId, { id: found.id, limit: 10 });
  assert.deepEqual(bad.map(({ column, reason, value }) => [column, reason, value]), [
    ["customerName", "tooLong", `${"가".repeat(59)}…`],
    ["address", "tooLong", `${"가".repeat(60)}…`],
    ["discountRate", "tooLong", `111${"*".repeat(57)}…`],
    ["account", "tooLong", undefined],
  ]);
});
