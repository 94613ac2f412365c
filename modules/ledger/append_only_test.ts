import assert from "node:assert/strict";
import { sql } from "kysely";
import { CONTRA, ledgerWorld, sealAll } from "./test_world.ts";

const REFUSED = [
  "update ledger.posting set amount = amount + 1",
  "update ledger.posting set purpose = purpose",
  "delete from ledger.posting",
  "truncate ledger.posting",
  "truncate ledger.posting, ledger.account cascade",
  "update ledger.account set posted = posted + 1",
  "update ledger.account set may_be_negative = true",
  "delete from ledger.account",
  "truncate ledger.account cascade",
  "update ledger.reservation set amount = 1",
  "update ledger.reservation set expires_at = expires_at + interval '1 day'",
  "delete from ledger.reservation",
  "truncate ledger.reservation",
  "update ledger.lot set left_amount = amount",
  "delete from ledger.lot",
  "truncate ledger.lot cascade",
  "update ledger.lot_move set amount = 1",
  "delete from ledger.lot_move",
  "truncate ledger.lot_move",
  "update ledger.seal set amount_sum = 1",
  "delete from ledger.seal",
  "truncate ledger.seal",
] as const;

Deno.test("the database refuses to change, remove or truncate what the ledger holds", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post, run, kernel: { uuid, clock, database: { db } } } = world;
  const [contra, one, lots] = [await open(CONTRA), await open(), await open({ hasLots: true })];
  await post({ fromId: contra, toId: one }, { fromId: contra, toId: lots });
  const expiresAt = new Date(clock.now().getTime() + 1_000);
  const reservation = { fromId: one, toId: contra, amount: 1n, purpose: "test", expiresAt };
  await run((tx) => ledger.reserve(tx, [{ ...reservation, id: uuid() }]));
  await sealAll(world);
  for (const statement of REFUSED) {
    await assert.rejects(
      sql.raw(statement).execute(db),
      (error) => error instanceof Error && /append-only|ends once/.test(error.message),
      statement,
    );
  }
});

Deno.test("the database keeps balances whoever inserts a posting, and refuses one dated back", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, kernel: { uuid, database: { db } } } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  await assert.rejects(
    sql`insert into ledger.posting (id, from_id, to_id, amount, at, purpose, place)
      values (gen_random_uuid(), ${contra}, ${one}, 5, now(), 'before the first', 1000)`.execute(
      db,
    ),
    /append-only/,
  );
  await sql`insert into ledger.posting (id, from_id, to_id, amount, at, purpose)
    select gen_random_uuid(), ${contra}::uuid, ${one}::uuid, 5, now(), 'by hand'
    from generate_series(1, 3)`.execute(db);
  assert.equal((await ledger.balance(one)).posted, 15n);
  // By itself, and among others that take their places as they should.
  for (const place of [1n, 2n ** 60n]) {
    for (const count of [1, 3]) {
      await assert.rejects(
        sql`insert into ledger.posting (id, from_id, to_id, amount, at, purpose, place)
          select gen_random_uuid(), ${contra}::uuid, ${one}::uuid, 5, now(), 'by hand',
            case number when 1 then ${String(place)}::bigint
              else nextval('ledger.posting_place') end
          from generate_series(1, ${count}::integer) number`.execute(db),
        /append-only/,
      );
    }
  }
  await assert.rejects(
    sql`insert into ledger.account
      (id, code, unit, balance_kind, may_be_negative, opened_at, posted)
      values (${uuid()}, 'rich', 'WON', 'stored', false, now(), 5)`.execute(db),
    /append-only/,
  );
});
