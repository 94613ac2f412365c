import assert from "node:assert/strict";
import { sql } from "kysely";
import { STAFF } from "../customers/testing/customer_world.ts";
import { removeRows } from "./lease.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

const fileOf = (first: number) => csvOf([sampleCells(first), sampleCells(first + 1)]);

async function waitingRowsOf({ world }: ImportWorld): Promise<number> {
  const { rows: [found] } = await sql<{ count: number }>`
    select count(*)::integer as count from debit.import_row`.execute(world.kernel.database.db);
  return found!.count;
}

/** Another table of the same name holds the rows once the old one was emptied as a whole. */
async function storageOf({ world }: ImportWorld): Promise<unknown> {
  const { rows: [found] } = await sql<{ node: unknown }>`
    select pg_relation_filenode('debit.import_row') as node`.execute(world.kernel.database.db);
  return found!.node;
}

Deno.test("the last import that waits empties the table of rows; before, each takes its own", async () => {
  await using test = await importWorld();
  const { merchantId } = test;
  const first = await test.check(fileOf(1));
  const second = await test.check(fileOf(11));
  const storage = await storageOf(test);
  assert.equal(await waitingRowsOf(test), 4);
  assert.equal((await test.apply(first.id, "good")).state, "done");
  assert.equal(await waitingRowsOf(test), 2);
  assert.equal(await storageOf(test), storage);
  const third = await test.check(fileOf(21));
  await test.imports.cancel(merchantId, { id: third.id, actor: STAFF });
  assert.equal(await waitingRowsOf(test), 2);
  const done = await test.apply(second.id, "all");
  assert.deepEqual([done.state, done.appliedCount], ["done", 2]);
  assert.equal(await waitingRowsOf(test), 0);
  assert.notEqual(await storageOf(test), storage);
});

Deno.test({
  name: "an import that ends waits for nobody who stages rows at that moment",
  ignore: (Deno.env.get("DATABASE_URL") ?? "") === "",
  async fn() {
    await using test = await importWorld();
    const { merchantId, world } = test;
    const { id: importId } = await test.check(fileOf(1));
    const staged = Promise.withResolvers<void>();
    const over = Promise.withResolvers<void>();
    const staging = world.kernel.transaction(async (tx) => {
      await sql`lock table debit.import_row in row exclusive mode`.execute(tx);
      staged.resolve();
      await over.promise;
    });
    await staged.promise;
    const storage = await storageOf(test);
    await world.kernel.transaction((tx) => removeRows(tx, { merchantId, importId }));
    assert.equal(await waitingRowsOf(test), 0);
    over.resolve();
    await staging;
    assert.equal(await storageOf(test), storage);
  },
});
