import assert from "node:assert/strict";
import { sql } from "kysely";
import { STAFF } from "../customers/testing/customer_world.ts";
import { applyGood } from "./apply_good.ts";
import type { ImportDeps } from "./deps.ts";
import { WRITING_PACES } from "./limits.ts";
import { csvOf, type ImportWorld, importWorld } from "./testing/import_world.ts";
import { sampleCells } from "./testing/sample_cells.ts";

/** Three blocks on the embedded database, one on PostgreSQL. */
const ROW_COUNT = 450;

const rows = () => Array.from({ length: ROW_COUNT }, (_, index) => sampleCells(index));

async function writtenIn({ world }: ImportWorld): Promise<Record<string, number>> {
  const { rows: [counts] } = await sql<Record<string, number>>`
    select count(*)::integer as instructions, count(distinct payer_number)::integer as numbers,
      count(distinct customer_id)::integer as customers
    from debit.instruction`.execute(world.kernel.database.db);
  return counts!;
}

Deno.test("writing that was broken off goes on behind the blocks that are written", async () => {
  await using test = await importWorld();
  const { merchantId, world } = test;
  const { kernel, registrations } = world;
  const isEmbedded = kernel.database.kind === "pglite";
  let callsLeft = isEmbedded ? 1 : 0;
  const deps: ImportDeps = {
    registrations: {
      async applyForAll(tx, input) {
        if (callsLeft-- === 0) throw new Error("the process dies");
        await registrations.applyForAll(tx, input);
      },
    },
  };
  const { id } = await test.check(csvOf(rows()));
  await test.imports.apply(merchantId, { id, which: "good", actor: STAFF });
  const key = { merchantId, importId: id };
  const { signal } = new AbortController();
  await assert.rejects(applyGood(kernel, deps, key, signal), /the process dies/);
  // The heading is row 1, and a block begins with row 0.
  const first = isEmbedded ? WRITING_PACES.pglite.blockRowCount - 2 : 0;
  assert.equal((await test.imports.get(merchantId, id)).appliedCount, first);
  assert.equal((await writtenIn(test)).instructions, first);
  await applyGood(kernel, { registrations }, key, signal);
  const done = await test.imports.get(merchantId, id);
  assert.deepEqual([done.state, done.appliedCount, done.sameCount], ["done", ROW_COUNT, 0]);
  assert.deepEqual(await writtenIn(test), {
    instructions: ROW_COUNT,
    numbers: ROW_COUNT,
    customers: ROW_COUNT,
  });
});

Deno.test("a further item finds the customer that another block brings", async () => {
  await using test = await importWorld();
  const lunch = [sampleCells(3, { itemName: "급식비" }), sampleCells(440, { itemName: "급식비" })];
  const { id } = await test.check(csvOf([...rows(), ...lunch]));
  const done = await test.apply(id, "good");
  assert.deepEqual([done.state, done.appliedCount], ["done", ROW_COUNT + 2]);
  assert.deepEqual(await writtenIn(test), {
    instructions: ROW_COUNT + 2,
    numbers: ROW_COUNT + 2,
    customers: ROW_COUNT,
  });
});

Deno.test("a further item never goes to somebody who took the number meanwhile", async () => {
  await using test = await importWorld();
  const lunch = sampleCells(3, { itemName: "급식비" });
  const other = sampleCells(3);
  other[1] = "다른이름";
  const { id } = await test.check(csvOf([...rows(), lunch]));
  await test.apply((await test.check(csvOf([other]))).id, "good");
  const done = await test.apply(id, "good");
  assert.deepEqual([done.state, done.appliedCount, done.badCount], ["done", ROW_COUNT - 1, 2]);
  assert.deepEqual(await writtenIn(test), {
    instructions: ROW_COUNT,
    numbers: ROW_COUNT,
    customers: ROW_COUNT,
  });
});

Deno.test("a block that is cancelled under way leaves nothing", async () => {
  await using test = await importWorld();
  const { merchantId, world: { kernel, registrations } } = test;
  const { id } = await test.check(csvOf(rows()));
  await test.imports.apply(merchantId, { id, which: "good", actor: STAFF });
  const { signal } = new AbortController();
  const deps: ImportDeps = {
    registrations: {
      async applyForAll(tx, input) {
        await registrations.applyForAll(tx, input);
        // As if somebody cancelled while the block is being written.
        await sql`update debit.import set state = 'cancelled'`.execute(tx);
      },
    },
  };
  await applyGood(kernel, deps, { merchantId, importId: id }, signal);
  const found = await test.imports.get(merchantId, id);
  assert.deepEqual([found.appliedCount, (await writtenIn(test)).instructions], [0, 0]);
});
