import assert from "node:assert/strict";
import { readSheetInSubprocess, UploadTooLargeError } from "@maru/spreadsheet";
import { sql } from "kysely";
import { STAFF } from "../customers/testing/customer_world.ts";
import { CustomerInputError } from "../customers/errors.ts";
import { encodeEucKr } from "../files/euc_kr.ts";
import { ImportNotFoundError, ImportStateError } from "./errors.ts";
import { forgetOld } from "./housekeeping.ts";
import { hostileFiles } from "./testing/hostile_files.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

const rows = (count: number) => Array.from({ length: count }, (_, index) => sampleCells(index));

async function filesLeft({ uploadDirectory }: ImportWorld): Promise<number> {
  return (await Array.fromAsync(Deno.readDir(uploadDirectory))).length;
}

async function stagedCount({ world }: ImportWorld): Promise<bigint> {
  const { rows: [found] } = await sql<{ count: bigint }>`
    select count(*) from debit.import_row`.execute(world.kernel.database.db);
  return found!.count;
}

function eucKrFile(csv: string): Uint8Array<ArrayBuffer> {
  const lines = csv.split("\r\n").map((line) => [...encodeEucKr(line), 0x0d, 0x0a]);
  return Uint8Array.from(lines.flat());
}

Deno.test("CSV in EUC-KR is read as it is, found or told", async () => {
  await using test = await importWorld();
  for (const encoding of [undefined, "euc-kr"] as const) {
    const found = await test.check(
      eucKrFile(csvOf(rows(5))),
      encoding === undefined ? {} : { encoding },
    );
    assert.deepEqual([found.state, found.goodCount], ["checked", 5]);
  }
});

Deno.test("hostile files are refused with their reason while the desk goes on", async () => {
  await using test = await importWorld();
  const honest = await test.check(csvOf(rows(3)));
  const files = await hostileFiles();
  const imports = await Promise.all(files.map(async ({ content }) => {
    const id = await test.begin(content);
    assert.equal((await test.imports.get(test.merchantId, honest.id)).goodCount, 3);
    return await test.read(id);
  }));
  assert.deepEqual(
    imports.map(({ state, refusal }) => `${state} ${refusal}`),
    files.map(({ refusal }) => `refused ${refusal}`),
  );
  assert.deepEqual(imports.at(-1)?.refusedColumns?.unknown, ["비고"]);
  assert.equal(imports.at(-1)?.refusedColumns?.missing[0], "고객명");
  assert.equal((await test.apply(honest.id, "all")).appliedCount, 3);
  assert.equal(await filesLeft(test), 0);
});

Deno.test("a merchant's files are read one by one, and another's is not kept waiting", async () => {
  await using test = await importWorld();
  const ids: string[] = [];
  for (const dueDay of ["5", "25"]) {
    const many = Array.from({ length: 10_000 }, (_, index) => sampleCells(index, { dueDay }));
    ids.push(await test.begin(csvOf(many)));
  }
  const path = `${test.uploadDirectory}/another.csv`;
  await Deno.writeTextFile(path, "a,b\n");
  await using another = await readSheetInSubprocess({ path }, { owner: "another" });
  assert.equal(another.meta.format, "csv");
  const states = ids.map(async (id) => (await test.imports.get(test.merchantId, id)).rowCount);
  assert.equal((await Promise.all(states))[1], 0, "the second waits for the first");
  await another[Symbol.asyncDispose]();
  await Promise.all(ids.map(test.read));
});

Deno.test("an upload beyond the limits is refused and leaves nothing", async () => {
  await using test = await importWorld({ rowCountMax: 4, byteCountMax: 20_000 });
  await assert.rejects(test.begin(csvOf(rows(200))), UploadTooLargeError);
  const found = await test.check(csvOf(rows(10)));
  assert.deepEqual([found.state, found.refusal], ["refused", "tooManyRows"]);
  const empty = await test.check(csvOf([]));
  assert.deepEqual([empty.state, empty.refusal], ["refused", "empty"]);
  assert.equal(await filesLeft(test), 0);
});

Deno.test("a cancelled import ends at once and stages nothing more; its file may come again", async () => {
  await using test = await importWorld();
  const content = csvOf(rows(3_000));
  const id = await test.begin(content);
  await test.imports.cancel(test.merchantId, { id, actor: STAFF });
  while (await filesLeft(test) > 0) await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal((await test.imports.get(test.merchantId, id)).state, "cancelled");
  assert.equal(await stagedCount(test), 0n);
  await assert.rejects(test.apply(id, "good"), ImportStateError);
  const again = await test.check(content);
  assert.notEqual(again.id, id);
  await test.imports.apply(test.merchantId, { id: again.id, which: "all", actor: STAFF });
  await test.imports.cancel(test.merchantId, { id: again.id, actor: STAFF });
  await test.world.test.drain();
  assert.equal((await test.imports.get(test.merchantId, again.id)).state, "cancelled");
  assert.equal((await test.world.customers.list(test.merchantId, { limit: 1 })).total, 0);
});

Deno.test("an import whose reader is gone is refused as interrupted, and the file is taken again", async () => {
  await using test = await importWorld();
  const { db } = test.world.kernel.database;
  const content = csvOf(rows(5));
  const { id } = await test.check(content);
  await sql`update debit.import set state = 'reading',
    lease_until = clock_timestamp() - interval '1 second' where id = ${id}`.execute(db);
  const seen = await test.imports.get(test.merchantId, id);
  assert.deepEqual([seen.state, seen.refusal], ["refused", "interrupted"]);
  assert.equal(await stagedCount(test), 5n);
  await test.world.test.runTicks();
  assert.equal(await stagedCount(test), 0n);
  const again = await test.check(content);
  assert.notEqual(again.id, id);
  assert.equal(again.goodCount, 5);
});

Deno.test("rows that a crash of the server has lost are not taken for written", async () => {
  await using test = await importWorld();
  const { id } = await test.check(csvOf(rows(5)));
  await sql`truncate debit.import_row`.execute(test.world.kernel.database.db);
  const refused = await test.apply(id, "good");
  assert.deepEqual([refused.state, refused.refusal], ["refused", "interrupted"]);
});

Deno.test("another merchant's import is not there", async () => {
  await using test = await importWorld();
  const { imports } = test;
  const { id } = await test.check(csvOf(rows(2)));
  const stranger = await test.world.addMerchant();
  const words = () => "";
  for (
    const call of [
      () => imports.get(stranger, id),
      () => imports.badRows(stranger, { id, limit: 10 }),
      () => imports.errorFile(stranger, { id, format: "csv", words }),
      () => imports.apply(stranger, { id, which: "all", actor: STAFF }),
      () => imports.cancel(stranger, { id, actor: STAFF }),
      () => imports.get(test.merchantId, "no-id"),
    ]
  ) await assert.rejects(call, ImportNotFoundError);
  assert.deepEqual(await imports.list(stranger), []);
  await assert.rejects(test.begin(csvOf(rows(2)), { merchantId: stranger }), CustomerInputError);
});

Deno.test("dry runs and bad rows that were left are forgotten in time", async () => {
  await using test = await importWorld();
  const bad = sampleCells(1);
  bad[22] = "13";
  const { id } = await test.check(csvOf([sampleCells(0), bad]));
  test.world.at("2026-12-25T10:00");
  await forgetOld(test.world.kernel);
  assert.equal((await test.imports.get(test.merchantId, id)).state, "cancelled");
  assert.equal(await stagedCount(test), 0n);
  assert.deepEqual(await test.imports.badRows(test.merchantId, { id, limit: 10 }), []);
});
