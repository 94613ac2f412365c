import assert from "node:assert/strict";
import {
  BalanceTooLowError,
  PostingConflictError,
  PostingUnknownError,
  ReservationEndedError,
  UnitMismatchError,
} from "./errors.ts";
import type { ReservationInput } from "./ledger.ts";
import { CONTRA, type LedgerWorld, ledgerWorld } from "./test_world.ts";

const HOUR_MS = 3_600_000;

async function withHundred(world: LedgerWorld) {
  const { ledger, open, post, run, kernel } = world;
  const [contra, one] = [await open(CONTRA), await open()];
  await post({ fromId: contra, toId: one });
  const reservation = (given: Partial<ReservationInput> = {}): ReservationInput => ({
    id: kernel.uuid(),
    fromId: one,
    toId: contra,
    amount: 60n,
    purpose: "test",
    expiresAt: new Date(kernel.clock.now().getTime() + HOUR_MS),
    ...given,
  });
  return {
    contra,
    one,
    reservation,
    reserve: (...reservations: ReservationInput[]) => run((tx) => ledger.reserve(tx, reservations)),
    postReserved: (id: string, amount?: bigint) =>
      run((tx) => ledger.postReserved(tx, { id, ...(amount === undefined ? {} : { amount }) })),
    voidReserved: (id: string) => run((tx) => ledger.voidReserved(tx, id)),
    amounts: async (account = one) => {
      const { posted, reservedOut, reservedIn, available } = await ledger.balance(account);
      return [posted, reservedOut, reservedIn, available];
    },
  };
}

Deno.test("reserve() takes units out of what is available and leaves the posted balance", async () => {
  await using world = await ledgerWorld();
  const { one, contra, reservation, reserve, amounts } = await withHundred(world);
  const given = reservation();
  await reserve(given);
  await reserve(given, given);
  assert.deepEqual(await amounts(), [100n, 60n, 0n, 40n]);
  assert.deepEqual(await amounts(contra), [-100n, 0n, 60n, -100n]);
  await assert.rejects(reserve(reservation({ amount: 41n })), BalanceTooLowError);
  await assert.rejects(
    world.post({ fromId: one, toId: contra, amount: 41n }),
    (error) => error instanceof BalanceTooLowError && error.accountId === one,
  );
  await world.post({ fromId: one, toId: contra, amount: 40n });
  assert.deepEqual(await amounts(), [60n, 60n, 0n, 0n]);
});

Deno.test("reserve() refuses other content, ids of postings, two units and times that passed", async () => {
  await using world = await ledgerWorld();
  const { contra, one, reservation, reserve } = await withHundred(world);
  const given = reservation();
  await reserve(given);
  await assert.rejects(reserve({ ...given, amount: 1n }), PostingConflictError);
  const later = new Date(given.expiresAt.getTime() + 1);
  await assert.rejects(reserve({ ...given, expiresAt: later }), PostingConflictError);
  const id = world.kernel.uuid();
  await world.post({ id, fromId: contra, toId: one });
  await assert.rejects(reserve({ ...given, id }), PostingConflictError);
  const smaller = { ...given, amount: 1n };
  await assert.rejects(world.post(smaller), PostingConflictError);
  await assert.rejects(world.post(smaller, { fromId: contra, toId: one }), PostingConflictError);
  const credit = await world.open({ unit: "CREDIT" });
  await assert.rejects(reserve(reservation({ toId: credit, amount: 1n })), UnitMismatchError);
  const now = world.kernel.clock.now();
  await assert.rejects(reserve(reservation({ amount: 1n, expiresAt: now })), RangeError);
});

Deno.test("postReserved() posts the amount or less, once, and frees the rest", async () => {
  await using world = await ledgerWorld();
  const { reservation, reserve, postReserved, voidReserved, amounts } = await withHundred(world);
  const [whole, part] = [reservation(), reservation({ amount: 40n })];
  await reserve(whole, part);
  await postReserved(whole.id);
  assert.deepEqual(await amounts(), [40n, 40n, 0n, 0n]);
  await assert.rejects(postReserved(part.id, 41n), RangeError);
  await postReserved(part.id, 10n);
  await postReserved(part.id, 10n);
  await reserve(part);
  assert.deepEqual(await amounts(), [30n, 0n, 0n, 30n]);
  await assert.rejects(postReserved(part.id, 11n), PostingConflictError);
  await assert.rejects(voidReserved(part.id), ReservationEndedError);
  await assert.rejects(postReserved(world.kernel.uuid()), PostingUnknownError);
  const [posting] = await world.ledger.postings({ accountId: part.fromId, limit: 1 });
  assert.deepEqual([posting?.id, posting?.amount], [part.id, 10n]);
});

Deno.test("post() of what is reserved under its id posts the reservation, alone or among others", async () => {
  await using world = await ledgerWorld();
  const { one, contra, reservation, reserve, postReserved, voidReserved, amounts } =
    await withHundred(world);
  const [alone, among, late, overdue] = [50n, 30n, 19n, 1n]
    .map((amount) => reservation({ amount }));
  await reserve(alone!, among!, late!, overdue!);
  await world.post(alone!);
  await world.post(among!, { fromId: contra, toId: one, amount: 1n });
  await world.post(alone!, among!);
  assert.deepEqual(await amounts(), [21n, 20n, 0n, 1n]);
  await postReserved(alone!.id);
  await voidReserved(late!.id);
  await assert.rejects(world.post(late!), ReservationEndedError);
  assert.deepEqual(await amounts(), [21n, 1n, 0n, 20n]);
  world.clock.advance(HOUR_MS);
  await assert.rejects(world.post(overdue!), ReservationEndedError);
  await assert.rejects(
    world.post(overdue!, { fromId: contra, toId: one }),
    ReservationEndedError,
  );
});

Deno.test("voidReserved() frees all of it, and voiding twice is no error", async () => {
  await using world = await ledgerWorld();
  const { reservation, reserve, postReserved, voidReserved, amounts } = await withHundred(world);
  const given = reservation();
  await reserve(given);
  await voidReserved(given.id);
  await voidReserved(given.id);
  assert.deepEqual(await amounts(), [100n, 0n, 0n, 100n]);
  await assert.rejects(
    postReserved(given.id),
    (error) => error instanceof ReservationEndedError && error.reservationId === given.id,
  );
  await assert.rejects(voidReserved(world.kernel.uuid()), PostingUnknownError);
});

Deno.test("an overdue reservation holds nothing, before and after the tick that ends it", async () => {
  await using world = await ledgerWorld();
  const { one, contra, reservation, reserve, postReserved, amounts } = await withHundred(world);
  const [used, left] = [reservation(), reservation({ amount: 40n })];
  await reserve(used, left);
  world.clock.advance(HOUR_MS);
  assert.deepEqual(await amounts(), [100n, 0n, 0n, 100n]);
  await assert.rejects(postReserved(used.id), ReservationEndedError);
  await world.post({ fromId: one, toId: contra, amount: 100n });
  assert.deepEqual(await amounts(), [0n, 0n, 0n, 0n]);
  await world.post({ fromId: contra, toId: one });
  await reserve(reservation({ amount: 100n }));
  await world.runTicks();
  await assert.rejects(postReserved(left.id), ReservationEndedError);
  assert.deepEqual(await amounts(), [100n, 100n, 0n, 0n]);
});

Deno.test("the tick ends what is overdue and frees it on the account's row", async () => {
  await using world = await ledgerWorld();
  const { contra, reservation, reserve, amounts } = await withHundred(world);
  const summed = reservation({ fromId: contra, toId: await world.open(CONTRA), amount: 5n });
  await reserve(reservation(), reservation({ amount: 1n }), summed);
  await reserve(reservation({ amount: 2n, expiresAt: new Date("2030-01-01T00:00:00Z") }));
  world.clock.advance(HOUR_MS);
  await world.runTicks();
  assert.deepEqual(await amounts(), [100n, 2n, 0n, 98n]);
  assert.deepEqual(await amounts(contra), [-100n, 0n, 2n, -100n]);
});
