import assert from "node:assert/strict";
import { sql } from "kysely";
import { AccountWithoutLotsError, BalanceTooLowError, PostingConflictError } from "./errors.ts";
import type { LotInput } from "./ledger.ts";
import { CONTRA, type LedgerWorld, ledgerWorld } from "./test_world.ts";

const DAY_MS = 86_400_000;

async function withLots(world: LedgerWorld, unit: "CREDIT" | "MESSAGE" = "MESSAGE") {
  const { ledger, open, run, kernel } = world;
  const contra = await open({ ...CONTRA, unit });
  const account = await open({ unit, hasLots: true });
  const inDays = (days: number) => new Date(kernel.clock.now().getTime() + days * DAY_MS);
  const move = (fromId: string, toId: string) => (amount: bigint, id = kernel.uuid()) => ({
    id,
    fromId,
    toId,
    amount,
    purpose: "test",
  });
  const [incoming, outgoing] = [move(contra, account), move(account, contra)];
  return {
    contra,
    account,
    inDays,
    outgoing,
    async add(amount: bigint, expiresAt?: Date): Promise<string> {
      const lot: LotInput = { ...incoming(amount), ...(expiresAt ? { expiresAt } : {}) };
      await run((tx) => ledger.lots.add(tx, lot));
      // Lots of one instant would be in the order of their ids.
      world.clock.advance(1_000);
      return lot.id;
    },
    use: (amount: bigint, id?: string) => run((tx) => ledger.lots.use(tx, outgoing(amount, id))),
    expire: () => run((tx) => ledger.lots.expire(tx, { unit, toId: contra, limit: 100 })),
    left: async () =>
      (await ledger.lots.list(account)).map(({ id, left }): [string, bigint] => [id, left]),
    available: async () => (await ledger.balance(account)).available,
  };
}

Deno.test("lots are used in the order of the unit's policy", async () => {
  for (const unit of ["MESSAGE", "CREDIT"] as const) {
    await using world = await ledgerWorld();
    const { add, use, left, inDays } = await withLots(world, unit);
    const [forever, late, soon] = [
      await add(10n),
      await add(10n, inDays(9)),
      await add(10n, inDays(2)),
    ];
    const order = unit === "MESSAGE" ? [soon, late, forever] : [forever, late, soon];
    assert.deepEqual((await left()).map(([id]) => id), order);
    const used = await use(15n);
    assert.deepEqual(
      new Map(used.map(({ lotId, amount }) => [lotId, amount])),
      new Map([
        [order[0], 10n],
        [order[1], 5n],
      ]),
    );
    assert.deepEqual(await left(), [[order[1], 5n], [order[2], 10n]]);
  }
});

Deno.test("use() of the same id takes once and tells the same; more than there is takes nothing", async () => {
  await using world = await ledgerWorld();
  const { add, use, left, account } = await withLots(world);
  const lot = await add(10n);
  const id = world.kernel.uuid();
  assert.deepEqual(await use(4n, id), [{ lotId: lot, amount: 4n }]);
  assert.deepEqual(await use(4n, id), [{ lotId: lot, amount: 4n }]);
  await assert.rejects(
    use(7n),
    (error) => error instanceof BalanceTooLowError && error.accountId === account,
  );
  assert.deepEqual(await left(), [[lot, 6n]]);
});

Deno.test("add() of the same lot adds once; another expiry is a conflict, a passed one is refused", async () => {
  await using world = await ledgerWorld();
  const { contra, account, inDays, left } = await withLots(world);
  const lot = {
    id: world.kernel.uuid(),
    fromId: contra,
    toId: account,
    amount: 10n,
    purpose: "test",
    expiresAt: inDays(1),
  };
  const add = (given: LotInput) => world.run((tx) => world.ledger.lots.add(tx, given));
  await add(lot);
  await add(lot);
  await assert.rejects(add({ ...lot, expiresAt: inDays(2) }), PostingConflictError);
  await assert.rejects(add({ ...lot, purpose: "other" }), PostingConflictError);
  await assert.rejects(add({ ...lot, id: world.kernel.uuid(), expiresAt: inDays(-1) }), RangeError);
  assert.deepEqual(await left(), [[lot.id, 10n]]);
  const plain = await world.open({ unit: "MESSAGE" });
  await assert.rejects(
    add({ ...lot, id: world.kernel.uuid(), toId: plain }),
    AccountWithoutLotsError,
  );
  await world.post({ fromId: contra, toId: plain });
  await assert.rejects(
    world.run((tx) =>
      world.ledger.lots.use(tx, { ...lot, id: world.kernel.uuid(), fromId: plain, toId: contra })
    ),
    AccountWithoutLotsError,
  );
});

Deno.test("expired lots cannot be used, and expire() posts what is left of them once", async () => {
  await using world = await ledgerWorld();
  const { add, use, expire, left, available, inDays, contra, account } = await withLots(world);
  await add(10n, inDays(1));
  const kept = await add(10n, inDays(3));
  await use(4n);
  world.clock.advance(2 * DAY_MS);
  assert.equal(await available(), 10n);
  assert.deepEqual(await left(), [[kept, 10n]]);
  await assert.rejects(use(11n), BalanceTooLowError);
  assert.equal(await expire(), 1);
  assert.equal(await expire(), 0);
  assert.equal(await available(), 10n);
  assert.equal((await world.ledger.balance(account)).posted, 10n);
  const [expired] = await world.ledger.postings({ accountId: contra, limit: 1 });
  assert.deepEqual([expired?.amount, expired?.purpose], [6n, "lot.expired"]);
});

Deno.test("units that were reserved in time outlive their lot until the reservation ends", async () => {
  await using world = await ledgerWorld();
  const { add, expire, left, available, inDays, outgoing } = await withLots(world);
  await add(10n, inDays(1));
  const live = await add(10n);
  const reservations = [7n, 2n].map((amount) => ({ ...outgoing(amount), expiresAt: inDays(9) }));
  await world.run((tx) => world.ledger.reserve(tx, reservations));
  world.clock.advance(2 * DAY_MS);
  assert.equal(await available(), 10n);
  assert.equal(await expire(), 0);
  await world.run((tx) => world.ledger.postReserved(tx, { id: reservations[0]!.id }));
  assert.deepEqual(await left(), [[live, 10n]]);
  await world.run((tx) => world.ledger.voidReserved(tx, reservations[1]!.id));
  assert.equal(await expire(), 1);
  assert.equal(await available(), 10n);
});

Deno.test("of expired lots those that are reserved stay, the first to expire first", async () => {
  await using world = await ledgerWorld();
  const { add, expire, inDays, outgoing, account } = await withLots(world);
  const [first, second] = [
    await add(5n, inDays(1)),
    await add(5n, inDays(2)),
    await add(5n, inDays(3)),
  ];
  const reservation = { ...outgoing(7n), expiresAt: inDays(9) };
  await world.run((tx) => world.ledger.reserve(tx, [reservation]));
  world.clock.advance(4 * DAY_MS);
  assert.equal(await expire(), 1);
  assert.equal((await world.ledger.balance(account)).posted, 7n);
  await world.run((tx) => world.ledger.postReserved(tx, { id: reservation.id }));
  const { rows } = await sql<{ lot_id: string; amount: bigint }>`
    select lot_id, amount from ledger.lot_move where posting_id = ${reservation.id}::uuid
    order by amount`.execute(world.kernel.database.db);
  assert.deepEqual(rows, [{ lot_id: first, amount: -5n }, { lot_id: second, amount: -2n }]);
});

Deno.test("reserve() holds no more than live lots have", async () => {
  await using world = await ledgerWorld();
  const { add, inDays, outgoing } = await withLots(world);
  await add(10n, inDays(1));
  await add(10n, inDays(5));
  world.clock.advance(2 * DAY_MS);
  const reserve = (amount: bigint) =>
    world.run((tx) => world.ledger.reserve(tx, [{ ...outgoing(amount), expiresAt: inDays(1) }]));
  await assert.rejects(reserve(11n), BalanceTooLowError);
  await reserve(10n);
});

Deno.test("reverse() gives units back to their lots and takes a purchase out of its own", async () => {
  await using world = await ledgerWorld();
  const { add, use, left, inDays, outgoing } = await withLots(world);
  const [soon, later] = [await add(10n, inDays(1)), await add(10n, inDays(5))];
  const used = outgoing(13n);
  await world.post(used);
  assert.deepEqual(await left(), [[later, 7n]]);
  const reverse = (postingId: string) =>
    world.run((tx) =>
      world.ledger.reverse(tx, { id: world.kernel.uuid(), postingId, purpose: "test" })
    );
  await reverse(used.id);
  assert.deepEqual(await left(), [[soon, 10n], [later, 10n]]);
  await reverse(later);
  assert.deepEqual(await left(), [[soon, 10n]]);
  await use(1n);
  await assert.rejects(reverse(soon), BalanceTooLowError);
});

Deno.test("the lots of an account always add up to its balance, whatever moves its units", async () => {
  await using world = await ledgerWorld();
  const { add, account, contra, inDays } = await withLots(world);
  const other = await world.open({ unit: "MESSAGE", hasLots: true });
  await add(10n, inDays(1));
  await world.post(
    { fromId: account, toId: other, amount: 12n },
    { fromId: contra, toId: account, amount: 5n },
    { fromId: other, toId: contra, amount: 3n },
  );
  const { rows } = await sql<{ posted: bigint; left: bigint }>`
    select a.posted, coalesce(sum(l.left_amount), 0)::bigint as "left"
    from ledger.account a left join ledger.lot l on l.account_id = a.id
    where a.has_lots group by a.id order by a.posted`.execute(world.kernel.database.db);
  assert.deepEqual(rows, [{ posted: 3n, left: 3n }, { posted: 9n, left: 9n }]);
});
