import assert from "node:assert/strict";
import { sql } from "kysely";
import { SEAL_RANGE_MAX } from "../sealing.ts";
import { CONTRA, type LedgerWorld, ledgerWorld, NOON, sealAll } from "../test_world.ts";
import type { DamageKind } from "./damage.ts";
import { verifyLedger } from "./verify_ledger.ts";

/** A few of everything, sealed. */
async function sealedHistory(world: LedgerWorld) {
  const { ledger, open, post, run, kernel: { uuid, clock } } = world;
  const [contra, one, other] = [await open(CONTRA), await open(), await open()];
  const credits = await open({ unit: "CREDIT", hasLots: true });
  const source = await open({ unit: "CREDIT", ...CONTRA });
  const ids = Array.from({ length: 5 }, uuid);
  const expiresAt = new Date(clock.now().getTime() + 60_000);
  await post(...ids.map((id) => ({ id, fromId: contra, toId: one, reference: "참조" })));
  await post({ fromId: one, toId: other, amount: 10n });
  const held = { fromId: one, toId: other, amount: 5n, purpose: "test", expiresAt };
  const [posted, left] = [uuid(), uuid()];
  await run((tx) => ledger.reserve(tx, [{ ...held, id: posted }, { ...held, id: left }]));
  await run((tx) => ledger.postReserved(tx, { id: posted, amount: 3n }));
  const lot = uuid();
  const reversed = { id: uuid(), postingId: ids[4]!, purpose: "test" };
  await run(async (tx) => {
    const given = { id: lot, fromId: source, toId: credits, amount: 9n, purpose: "test" };
    await ledger.lots.add(tx, { ...given, expiresAt });
    await ledger.lots.use(tx, { ...given, id: uuid(), fromId: credits, toId: source, amount: 4n });
    await ledger.reverse(tx, reversed);
  });
  await sealAll(world);
  return { contra, one, other, credits, ids, posted, left, lot, reversalId: reversed.id };
}

/** Runs a statement as somebody can who owns the database: with triggers off. */
async function tamper(world: LedgerWorld, statement: string): Promise<void> {
  await world.run(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql.raw(statement).execute(tx);
  });
}

async function damagesOf(world: LedgerWorld, noted?: string): Promise<[DamageKind, string][]> {
  const report = await verifyLedger({ kernel: world.kernel, ...(noted ? { noted } : {}) });
  assert.equal(report.damageCount, report.damages.length);
  return report.damages.map(({ kind, id }) => [kind, id]);
}

Deno.test("verifyLedger() finds nothing in a ledger that is whole, sealed or not", async () => {
  await using world = await ledgerWorld();
  assert.deepEqual(await damagesOf(world), []);
  const { contra, one } = await sealedHistory(world);
  const sealed = await verifyLedger({ kernel: world.kernel });
  assert.equal(sealed.postingCount, 10);
  assert.equal(sealed.sealedCount, 10);
  assert.match(sealed.head ?? "", /^\d+:[0-9a-f]{64}$/);
  await world.post({ fromId: contra, toId: one });
  const open = await verifyLedger({ kernel: world.kernel });
  assert.deepEqual(open, { ...sealed, postingCount: 11, unsealedSince: NOON });
});

Deno.test("verifyLedger() names the posting that was bent, whatever of it was", async () => {
  const changes = [
    "amount = amount + 1",
    "purpose = 'other'",
    "reference = null",
    "at = at - interval '1 microsecond'",
    "reverses_id = gen_random_uuid()",
  ];
  for (const change of changes) {
    await using world = await ledgerWorld();
    const { ids: [, id] } = await sealedHistory(world);
    await tamper(world, `update ledger.posting set ${change} where id = '${id}'`);
    const damages = await damagesOf(world);
    assert.deepEqual(damages[0], ["postingChanged", id], change);
    const others = damages.slice(1).map(([kind]) => kind);
    if (change.startsWith("amount")) assert.deepEqual(others, ["balanceWrong", "unitNotZero"]);
  }
});

Deno.test("verifyLedger() names the posting that was turned round with the balances mended", async () => {
  await using world = await ledgerWorld();
  const { ids: [id], one } = await sealedHistory(world);
  await tamper(
    world,
    `update ledger.posting set from_id = to_id, to_id = from_id where id = '${id}'`,
  );
  await tamper(world, `update ledger.account set posted = posted - 200 where id = '${one}'`);
  assert.deepEqual(await damagesOf(world), [["postingChanged", id]]);
});

Deno.test("verifyLedger() names the posting that was removed with the balances mended", async () => {
  await using world = await ledgerWorld();
  const { ids: [id], one } = await sealedHistory(world);
  await tamper(world, `delete from ledger.posting where id = '${id}'`);
  await tamper(world, `update ledger.account set posted = posted - 100 where id = '${one}'`);
  assert.deepEqual(await damagesOf(world), [["postingRemoved", id]]);
});

Deno.test("verifyLedger() names the posting that was slipped in, among others or before the first", async () => {
  await using world = await ledgerWorld();
  const { ids: [id], contra, one } = await sealedHistory(world);
  const slipped = [world.kernel.uuid(), "00000000-0000-7000-8000-000000000001"];
  for (const [index, place] of ["place", "0"].entries()) {
    await tamper(
      world,
      `insert into ledger.posting (id, from_id, to_id, amount, at, purpose, place)
        select '${slipped[index]}', '${contra}', '${one}', 1, at, purpose, ${place}
        from ledger.posting where id = '${id}'`,
    );
  }
  await tamper(world, `update ledger.account set posted = posted + 2 where id = '${one}'`);
  const expected = slipped.toSorted().map((id) => ["postingSlippedIn", id]);
  assert.deepEqual((await damagesOf(world)).toSorted(), expected);
});

Deno.test("verifyLedger() names the posting that was put where no seal has come yet", async () => {
  await using world = await ledgerWorld();
  const { ids: [id, unsealed], contra, one } = await sealedHistory(world);
  await tamper(world, `update ledger.posting set place = ${2n ** 50n} where id = '${id}'`);
  assert.deepEqual(await damagesOf(world), [["postingRemoved", id], ["postingSlippedIn", id]]);
  await tamper(
    world,
    `insert into ledger.posting (id, from_id, to_id, amount, at, purpose)
      select gen_random_uuid(), '${contra}', '${one}', 1, at, purpose
      from ledger.posting where id = '${unsealed}'`,
  );
  assert.deepEqual((await damagesOf(world)).slice(2), [["balanceWrong", one], [
    "unitNotZero",
    "WON",
  ]]);
});

Deno.test("verifyLedger() names the posting that was slipped in where none was ever kept", async () => {
  await using world = await ledgerWorld();
  const [contra, one] = [await world.open(CONTRA), await world.open()];
  await world.post({ fromId: contra, toId: one });
  await assert.rejects(world.post({ fromId: one, toId: contra, amount: 101n }));
  await sealAll(world);
  const id = world.kernel.uuid();
  await tamper(
    world,
    `insert into ledger.posting (id, from_id, to_id, amount, at, purpose, place)
      select '${id}', '${contra}', '${one}', 1, now(), 'test', last_value
      from ledger.posting_place`,
  );
  await tamper(world, `update ledger.account set posted = posted + 1 where id = '${one}'`);
  assert.deepEqual(await damagesOf(world), [["postingSlippedIn", id]]);
});

Deno.test("verifyLedger() finds seals that were changed or removed, and still names the posting", async () => {
  await using world = await ledgerWorld();
  const { ids: [id], contra, one } = await sealedHistory(world);
  for (let round = 0; round < 2; round++) {
    await world.post({ fromId: contra, toId: one });
    await sealAll(world);
  }
  const seals = async () =>
    (await sql<{ number: bigint }>`select number from ledger.seal order by 1`
      .execute(world.kernel.database.db)).rows.map(({ number }) => String(number));
  const [first, ...later] = await seals();
  await tamper(
    world,
    `update ledger.seal set amount_sum = amount_sum + 1 where number = '${first}'`,
  );
  assert.deepEqual(await damagesOf(world), [["sealChanged", first]]);
  await tamper(world, `update ledger.posting set purpose = 'x' where id = '${id}'`);
  assert.deepEqual(await damagesOf(world), [["sealChanged", first], ["postingChanged", id]]);
  await tamper(world, `delete from ledger.seal where number = '${later.at(-2)}'`);
  assert.ok((await damagesOf(world)).some(([kind]) => kind === "sealMissing"));
});

Deno.test("verifyLedger() finds a chain that was written anew by the seal that was noted", async () => {
  await using world = await ledgerWorld();
  const { ids: [id] } = await sealedHistory(world);
  const { head } = await verifyLedger({ kernel: world.kernel });
  assert.deepEqual(await damagesOf(world, head), []);
  await tamper(world, "delete from ledger.seal");
  await tamper(world, `update ledger.posting set purpose = 'x' where id = '${id}'`);
  await sealAll(world);
  assert.deepEqual(await damagesOf(world), []);
  assert.deepEqual(await damagesOf(world, head), [["sealChanged", head]]);
});

Deno.test("verifyLedger() finds wrong balances, units, reservations, reversals and lots", async () => {
  const cases = (history: Awaited<ReturnType<typeof sealedHistory>>) =>
    [
      [`update ledger.account set posted = posted + 1 where id = '${history.one}'`, [
        ["balanceWrong", history.one],
        ["unitNotZero", "WON"],
      ]],
      [
        `update ledger.account set reserved_out = reserved_out + 1 where id = '${history.one}'`,
        [["balanceWrong", history.one]],
      ],
      [
        `update ledger.reservation set posted_amount = 4 where id = '${history.posted}'`,
        [["reservationWrong", history.posted]],
      ],
      [
        `update ledger.reservation set state = 'posted', posted_amount = 5, ended_at = at
          where id = '${history.left}'`,
        [["balanceWrong", history.one], ["reservationWrong", history.left]],
      ],
      [`update ledger.lot set left_amount = left_amount + 1`, [
        ["lotWrong", history.lot],
        ["lotWrong", history.credits],
      ]],
      [`delete from ledger.lot_move where amount < 0`, [["lotWrong", history.lot]]],
    ] as const;
  for (let index = 0; index < 6; index++) {
    await using world = await ledgerWorld();
    const [statement, expected] = cases(await sealedHistory(world))[index]!;
    await tamper(world, statement);
    assert.deepEqual(await damagesOf(world), expected, statement);
  }
});

Deno.test("verifyLedger() tells that the counter of places was set back behind the seals", async () => {
  await using world = await ledgerWorld();
  await sealedHistory(world);
  await sql`select setval('ledger.posting_place', 1)`.execute(world.kernel.database.db);
  assert.deepEqual(await damagesOf(world), [["placesSetBack", "ledger.posting_place"]]);
});

Deno.test("verifyLedger() names a posting between two units", async () => {
  await using world = await ledgerWorld();
  const { ids: [id], credits } = await sealedHistory(world);
  await tamper(world, `update ledger.posting set to_id = '${credits}' where id = '${id}'`);
  const damages = await damagesOf(world);
  assert.deepEqual(damages.slice(0, 2), [["postingChanged", id], ["postingUnsound", id]]);
});

Deno.test("seals cover a transaction that is larger than a range, in ranges", async () => {
  await using world = await ledgerWorld();
  const [contra, one] = [await world.open(CONTRA), await world.open()];
  const count = SEAL_RANGE_MAX + 5;
  await world.run((tx) =>
    world.ledger.postFrom(
      tx,
      sql`select gen_random_uuid() as id, ${contra}::uuid as from_id, ${one}::uuid as to_id,
        1::bigint as amount, 'test' as purpose, null::text as reference
        from generate_series(1, ${count}::integer)`,
    )
  );
  await sealAll(world);
  const { rows } = await sql<{ posting_count: number }>`
    select posting_count from ledger.seal order by number`.execute(world.kernel.database.db);
  assert.deepEqual(rows.map((row) => row.posting_count), [SEAL_RANGE_MAX, 5]);
  const report = await verifyLedger({ kernel: world.kernel });
  assert.deepEqual([report.sealedCount, report.damageCount], [count, 0]);
});
