import assert from "node:assert/strict";
import { sql } from "kysely";
import { COLUMN_INDEX } from "./columns.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

const ACCOUNT = "1109876543210";
const RESIDENT = "9001011234567";

/** Everything that the database holds of imports and customers, as one text. */
async function dump({ world }: ImportWorld): Promise<string> {
  const texts: string[] = [];
  const names = ["import", "import_row", "import_bad_row", "customer", "account", "instruction"];
  for (const name of [...names, "history"]) {
    const { rows } = await sql<{ text: string }>`
      select t::text as text from debit.${sql.raw(name)} t`.execute(world.kernel.database.db);
    texts.push(...rows.map(({ text }) => text));
  }
  return texts.join("\n");
}

function spoiled(): string[][] {
  const good = sampleCells(0);
  good[COLUMN_INDEX.account] = ACCOUNT;
  const misplaced = sampleCells(1);
  misplaced[COLUMN_INDEX.holder] = ACCOUNT;
  misplaced[COLUMN_INDEX.account] = "";
  misplaced[COLUMN_INDEX.name] = "=1+1";
  const resident = sampleCells(2);
  resident[COLUMN_INDEX.number] = RESIDENT;
  resident[COLUMN_INDEX.manager] = `${RESIDENT.slice(0, 6)}-${RESIDENT.slice(6)}`;
  resident[COLUMN_INDEX.account] = "110-987654-32109876543";
  resident[COLUMN_INDEX.holderIdentity] = RESIDENT;
  return [good, misplaced, resident];
}

Deno.test("no account or resident number stands in the database in clear, wherever it was typed", async () => {
  await using test = await importWorld();
  const found = await test.check(csvOf(spoiled()));
  assert.deepEqual([found.goodCount, found.badCount], [1, 2]);
  for (const moment of ["staged", "written"]) {
    const text = await dump(test);
    assert.ok(text.includes("110*******210") || moment === "staged");
    for (const secret of [ACCOUNT, RESIDENT, "900101-1234567", "110-987654", "9876543"]) {
      assert.ok(!text.includes(secret), `${secret} ${moment}`);
    }
    await test.apply(found.id, "good");
  }
});

Deno.test("the error file holds the bad rows as typed, masked, each with its reasons", async () => {
  await using test = await importWorld();
  const { id } = await test.check(csvOf(spoiled()));
  const query = {
    id,
    words: (bad: { column: string; reason: string }) => `${bad.column}:${bad.reason}`,
  };
  const csv = await new Response(
    await test.imports.errorFile(test.merchantId, { ...query, format: "csv" }),
  ).text();
  const lines = csv.trimEnd().split("\r\n");
  assert.equal(lines.length, 3);
  assert.ok(lines[0]!.startsWith("행 번호,고객번호,고객명,"));
  // A text that a spreadsheet program would run goes out as a text.
  assert.ok(lines[1]!.startsWith("3,S00000001,'=1+1,개인,"));
  assert.ok(lines[1]!.endsWith(",account:missing"));
  assert.ok(
    lines[2]!.endsWith(
      "customerNumber:residentNumber; account:accountFormat; " +
        "holderIdentity:residentNumber",
    ),
    lines[2],
  );
  assert.ok(!csv.includes(ACCOUNT) && !csv.includes(RESIDENT));
  const workbook = await new Response(
    await test.imports.errorFile(test.merchantId, { ...query, format: "xlsx" }),
  ).bytes();
  assert.deepEqual([...workbook.subarray(0, 2)], [0x50, 0x4b]);
});

Deno.test("the template has the headings that the desk wants, and its examples are good", async () => {
  await using test = await importWorld();
  const found = await test.check(await test.imports.template(test.merchantId));
  assert.deepEqual([found.state, found.refusal], ["refused", "empty"]);
  const examples = await test.check(csvOf([test.imports.columns.map(({ example }) => example)]));
  assert.deepEqual([examples.goodCount, examples.badCount], [1, 0]);
});
