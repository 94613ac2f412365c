import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  AccountConflictError,
  AccountUnknownError,
  BalanceTooLowError,
  PostingConflictError,
  PostingReversedError,
  PostingUnknownError,
  UnitMismatchError,
} from "./errors.ts";
import { UNITS } from "./ledger.ts";
import { CONTRA, ledgerWorld, posting } from "./test_world.ts";

Deno.test("post() moves the amount from one account to the other, stored or summed", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post } = world;
  const [contra, one, other] = [await open(CONTRA), await open(), await open()];
  await post({ fromId: contra, toId: one, amount: 500n });
  await post({ fromId: one, toId: other, amount: 200n });
  await post({ fromId: other, toId: contra, amount: 50n }, { fromId: one, toId: contra });
  assert.equal((await ledger.balance(one)).posted, 200n);
  assert.equal((await ledger.balance(other)).posted, 150n);
  assert.deepEqual(await ledger.balance(contra), {
    posted: -350n,
    reservedOut: 0n,
    reservedIn: 0n,
    available: -350n,
  });
});

Deno.test("post() of an id that is posted with the same content changes nothing", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  const given = { id: world.kernel.uuid(), fromId: contra, toId: one, reference: "order 1" };
  await post(given);
  world.clock.advance(1_000);
  await post(given, given, { fromId: contra, toId: one, amount: 7n });
  await ledger.postAlone(posting(given, given.id));
  assert.equal((await ledger.balance(one)).posted, 107n);
});

Deno.test("post() of an id that is posted with other content changes nothing and says so", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  const given = { id: world.kernel.uuid(), fromId: contra, toId: one };
  await post(given);
  const others = [{ amount: 101n }, { purpose: "other" }, { reference: "r" }, {
    fromId: one,
    toId: contra,
  }];
  for (const other of others) {
    await assert.rejects(
      post({ fromId: contra, toId: one }, { ...given, ...other }),
      (error) => error instanceof PostingConflictError && error.postingId === given.id,
    );
    await assert.rejects(
      ledger.postAlone(posting({ ...given, ...other }, given.id)),
      PostingConflictError,
    );
  }
  await assert.rejects(
    post({ ...given, id: world.kernel.uuid() }, given, { ...given, amount: 1n }),
    PostingConflictError,
  );
  const twice = { id: world.kernel.uuid(), fromId: contra, toId: one };
  await assert.rejects(
    post({ ...twice, amount: 1n }, { ...twice, amount: 2n }),
    (error) => error instanceof PostingConflictError && error.postingId === twice.id,
  );
  assert.equal((await ledger.balance(one)).posted, 100n);
});

Deno.test("post() never takes an account below zero that may not be, and takes none of the batch", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post } = world;
  const [contra, one, debtor] = [
    await open(CONTRA),
    await open(),
    await open({ mayBeNegative: true }),
  ];
  await post({ fromId: contra, toId: one });
  const isTooLow = (error: unknown) =>
    error instanceof BalanceTooLowError && error.accountId === one;
  await assert.rejects(post({ fromId: one, toId: contra, amount: 101n }), isTooLow);
  await assert.rejects(
    post({ fromId: contra, toId: debtor }, { fromId: one, toId: debtor, amount: 101n }),
    isTooLow,
  );
  await post({ fromId: debtor, toId: one, amount: 30n }, {
    fromId: one,
    toId: contra,
    amount: 130n,
  });
  assert.equal((await ledger.balance(one)).posted, 0n);
  assert.equal((await ledger.balance(debtor)).posted, -30n);
});

Deno.test("post() refuses unknown accounts, two units, the account itself and amounts of nothing", async () => {
  await using world = await ledgerWorld();
  const { open, post } = world;
  const [contra, one, credit] = [
    await open(CONTRA),
    await open(),
    await open({ unit: "CREDIT" }),
  ];
  const unknown = world.kernel.uuid();
  const good = { fromId: contra, toId: one };
  const isUnknown = (error: unknown) =>
    error instanceof AccountUnknownError && error.accountId === unknown;
  await assert.rejects(post({ fromId: contra, toId: unknown }), isUnknown);
  await assert.rejects(post(good, { fromId: unknown, toId: one }), isUnknown);
  await assert.rejects(post({ fromId: contra, toId: credit }), UnitMismatchError);
  await assert.rejects(post(good, { fromId: contra, toId: credit }), UnitMismatchError);
  await assert.rejects(post({ fromId: one, toId: one }), RangeError);
  await assert.rejects(post({ ...good, amount: 0n }), RangeError);
  await assert.rejects(post({ ...good, amount: -1n }), RangeError);
  await assert.rejects(post({ ...good, purpose: "" }), RangeError);
  await assert.rejects(post(...Array(10_001).fill(good)), RangeError);
});

Deno.test("post() takes 10,000 in one statement", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post } = world;
  const contra = await open(CONTRA);
  const accounts = await Promise.all(Array.from({ length: 20 }, () => open()));
  await post(...accounts.map((toId) => ({ fromId: contra, toId, amount: 1_000n })));
  await post(
    ...Array.from({ length: 10_000 }, (_, index) => ({
      fromId: accounts[index % 20]!,
      toId: contra,
      amount: 2n,
    })),
  );
  assert.equal((await ledger.balance(contra)).posted, 0n);
  for (const account of accounts) assert.equal((await ledger.balance(account)).posted, 0n);
});

Deno.test("reverse() posts the other way round, once", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post, run } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  const [postingId, id] = [world.kernel.uuid(), world.kernel.uuid()];
  await post({ id: postingId, fromId: contra, toId: one, reference: "order 1" });
  const reverse = (reversalId: string, purpose = "test.reversed") =>
    run((tx) => ledger.reverse(tx, { id: reversalId, postingId, purpose }));
  await reverse(id);
  await reverse(id);
  await assert.rejects(
    reverse(world.kernel.uuid()),
    (error) => error instanceof PostingReversedError && error.postingId === postingId,
  );
  await assert.rejects(reverse(id, "other"), PostingConflictError);
  await assert.rejects(
    run((tx) => ledger.reverse(tx, { id, postingId: world.kernel.uuid(), purpose: "x" })),
    PostingUnknownError,
  );
  assert.equal((await ledger.balance(one)).posted, 0n);
  const [newest] = await ledger.postings({ accountId: one, limit: 1 });
  assert.deepEqual(newest, {
    id,
    fromId: one,
    toId: contra,
    amount: 100n,
    purpose: "test.reversed",
    reference: "order 1",
    at: world.kernel.clock.now(),
    reversesId: postingId,
  });
});

Deno.test("reverse() of what was spent says that the balance is too low", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post, run } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  const postingId = world.kernel.uuid();
  await post({ id: postingId, fromId: contra, toId: one });
  await post({ fromId: one, toId: contra, amount: 1n });
  await assert.rejects(
    run((tx) => ledger.reverse(tx, { id: world.kernel.uuid(), postingId, purpose: "x" })),
    BalanceTooLowError,
  );
});

Deno.test("balanceAt() and postings() follow the business clock", async () => {
  await using world = await ledgerWorld();
  const { ledger, open, post, clock, kernel } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  const times: Date[] = [];
  const ids: string[] = [];
  for (const amount of [1n, 2n, 4n]) {
    const id = kernel.uuid();
    await post({ id, fromId: contra, toId: one, amount });
    times.push(kernel.clock.now());
    ids.unshift(id);
    clock.advance(60_000);
  }
  const before = new Date(times[0]!.getTime() - 1);
  assert.equal(await ledger.balanceAt(one, before), 0n);
  assert.deepEqual(await Promise.all(times.map((at) => ledger.balanceAt(one, at))), [1n, 3n, 7n]);
  assert.equal(await ledger.balanceAt(contra, times[1]!), -3n);
  const list = async (limit: number, last?: string) =>
    (await ledger.postings({ accountId: contra, limit, ...(last ? { before: last } : {}) }))
      .map(({ id }) => id);
  assert.deepEqual(await list(2), ids.slice(0, 2));
  assert.deepEqual(await list(2, ids[1]), ids.slice(2));
  await assert.rejects(ledger.balance(kernel.uuid()), AccountUnknownError);
  await assert.rejects(ledger.balanceAt(kernel.uuid(), before), AccountUnknownError);
  await assert.rejects(list(0), RangeError);
});

Deno.test("openAccounts() opens once and refuses other properties", async () => {
  await using world = await ledgerWorld();
  const { open, kernel } = world;
  const id = kernel.uuid();
  await open({ id, code: "a" });
  await open({ id, code: "a" });
  const isConflict = (error: unknown) =>
    error instanceof AccountConflictError && error.code === "a";
  await assert.rejects(open({ id, code: "a", unit: "DAY" }), isConflict);
  await assert.rejects(open({ id, code: "a", ownerId: kernel.uuid() }), isConflict);
  await assert.rejects(open({ code: "a" }), isConflict);
  await assert.rejects(open({ balanceKind: "summed" }), RangeError);
  await assert.rejects(open({ code: "" }), RangeError);
  await assert.rejects(open({ ...CONTRA, hasLots: true }), RangeError);
});

Deno.test("every unit of the face is one of the database", async () => {
  await using world = await ledgerWorld();
  for (const unit of UNITS) await world.open({ unit });
  const { rows } = await sql<{ unit: string }>`select unit from ledger.lot_policy order by 1`
    .execute(world.kernel.database.db);
  assert.deepEqual(rows.map(({ unit }) => unit), UNITS.toSorted());
});
