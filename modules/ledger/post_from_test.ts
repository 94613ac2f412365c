import assert from "node:assert/strict";
import { type RawBuilder, sql } from "kysely";
import { BalanceTooLowError, PostingConflictError } from "./errors.ts";
import { CONTRA, type LedgerWorld, ledgerWorld } from "./test_world.ts";

/** Bills of a caller's schema: each takes 10 from its payer. */
async function withBills(world: LedgerWorld, billCount: number) {
  const [contra, payer] = [await world.open(CONTRA), await world.open()];
  await sql`create table bill (id uuid primary key, payer_id uuid, amount bigint)`
    .execute(world.kernel.database.db);
  await sql`insert into bill select gen_random_uuid(), ${payer}::uuid, 10
    from generate_series(1, ${billCount}::integer)`.execute(world.kernel.database.db);
  await world.post({ fromId: contra, toId: payer, amount: 1_000_000n });
  const rows = (amount = sql`amount`) =>
    sql`select id, payer_id as from_id, ${contra}::uuid as to_id, ${amount} as amount,
      'bill.paid' as purpose, id::text as reference from bill`;
  const postFrom = (given: RawBuilder<unknown>) =>
    world.run((tx) => world.ledger.postFrom(tx, given));
  return { contra, payer, rows, postFrom };
}

Deno.test("postFrom() posts what a query yields and skips what is posted already", async () => {
  await using world = await ledgerWorld();
  const { payer, rows, postFrom } = await withBills(world, 1_000);
  assert.deepEqual(await postFrom(rows()), { count: 1_000, sum: 10_000n });
  await sql`insert into bill values (${world.kernel.uuid()}, ${payer}::uuid, 5)`
    .execute(world.kernel.database.db);
  assert.deepEqual(await postFrom(rows()), { count: 1, sum: 5n });
  assert.deepEqual(await postFrom(sql`${rows()} where false`), { count: 0, sum: 0n });
  assert.equal((await world.ledger.balance(payer)).posted, 1_000_000n - 10_005n);
});

Deno.test("postFrom() of an id that is posted with other content posts nothing", async () => {
  await using world = await ledgerWorld();
  const { payer, rows, postFrom } = await withBills(world, 10);
  await postFrom(sql`${rows()} limit 1`);
  await assert.rejects(postFrom(rows(sql`amount + 1`)), PostingConflictError);
  assert.equal((await world.ledger.balance(payer)).posted, 999_990n);
});

Deno.test("postFrom() of rows that are there twice posts them once, unless they differ", async () => {
  await using world = await ledgerWorld();
  const { payer, rows, postFrom } = await withBills(world, 10);
  await assert.rejects(
    postFrom(sql`${rows()} union all ${rows(sql`amount + 1`)}`),
    PostingConflictError,
  );
  const twice = await postFrom(sql`${rows()} union all ${rows()}`);
  assert.deepEqual(twice, { count: 10, sum: 100n });
  assert.equal((await world.ledger.balance(payer)).posted, 999_900n);
});

Deno.test("postFrom() takes nothing where a payer has too little", async () => {
  await using world = await ledgerWorld();
  const { payer, rows, postFrom } = await withBills(world, 10);
  await assert.rejects(
    postFrom(rows(sql`100001::bigint`)),
    (error) => error instanceof BalanceTooLowError && error.accountId === payer,
  );
  assert.equal((await world.ledger.balance(payer)).posted, 1_000_000n);
});

Deno.test("postFrom() leaves the time limit of the caller's statements as it was", async () => {
  await using world = await ledgerWorld();
  const { rows } = await withBills(world, 1);
  const limits = await world.run(async (tx) => {
    const read = async () =>
      (await sql<{ limit: string }>`select current_setting('statement_timeout') as limit`
        .execute(tx)).rows[0]?.limit;
    const before = await read();
    await world.ledger.postFrom(tx, rows());
    return [before, await read()];
  });
  assert.equal(limits[0], limits[1]);
});
