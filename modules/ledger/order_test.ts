import assert from "node:assert/strict";
import { sql } from "kysely";
import { CONTRA, ledgerWorld, sealAll } from "./test_world.ts";
import { verifyLedger } from "./verify/verify_ledger.ts";

/** PGlite has one connection: nothing passes anything there. */
const ignore = !Deno.env.get("DATABASE_URL");
const MINUTE_MS = 60_000;

Deno.test({
  name: "a reservation that is posted and voided at once ends in one way",
  ignore,
  async fn() {
    await using world = await ledgerWorld();
    const { ledger, run, kernel } = world;
    const [contra, from] = [await world.open(CONTRA), await world.open()];
    await world.post({ fromId: contra, toId: from, amount: 60n });
    const ids = Array.from({ length: 20 }, kernel.uuid);
    const expiresAt = new Date(kernel.clock.now().getTime() + MINUTE_MS);
    const held = { fromId: from, toId: contra, amount: 3n, purpose: "race" };
    await run((tx) => ledger.reserve(tx, ids.map((id) => ({ ...held, id, expiresAt }))));
    const ends = ids.flatMap((id) => [
      run((tx) => ledger.postReserved(tx, { id })),
      run((tx) => ledger.voidReserved(tx, id)),
      run((tx) => ledger.postReserved(tx, { id })),
    ]);
    const outcomes = await Promise.allSettled(ends);
    for (const [index] of ids.entries()) {
      const [posted, voided, again] = outcomes.slice(index * 3, index * 3 + 3);
      assert.notEqual(posted?.status, voided?.status);
      assert.equal(posted?.status, again?.status);
    }
    const postedCount = outcomes.filter((_, index) => index % 3 === 0)
      .filter(({ status }) => status === "fulfilled").length;
    const left = 60n - 3n * BigInt(postedCount);
    assert.deepEqual(await ledger.balance(from), {
      posted: left,
      reservedOut: 0n,
      reservedIn: 0n,
      available: left,
    });
  },
});

Deno.test({
  name: "a posting and a reservation under one id that pass each other end as one posting",
  ignore,
  async fn() {
    await using world = await ledgerWorld();
    const { ledger, run, kernel } = world;
    // Summed accounts are locked by nobody.
    const [fromId, toId] = [await world.open(CONTRA), await world.open(CONTRA)];
    const posting = { id: kernel.uuid(), fromId, toId, amount: 5n, purpose: "race" };
    const expiresAt = new Date(kernel.clock.now().getTime() + MINUTE_MS);
    const isPosted = Promise.withResolvers<void>();
    const late = Promise.withResolvers<void>();
    const slow = run(async (tx) => {
      await ledger.post(tx, [posting]);
      isPosted.resolve();
      await late.promise;
    });
    await isPosted.promise;
    await run((tx) => ledger.reserve(tx, [{ ...posting, expiresAt }]));
    late.resolve();
    await slow;
    assert.equal((await ledger.balance(fromId)).reservedOut, 5n);
    await run((tx) => ledger.postReserved(tx, { id: posting.id }));
    const { posted, reservedOut } = await ledger.balance(fromId);
    assert.deepEqual([posted, reservedOut], [-5n, 0n]);
    assert.deepEqual((await verifyLedger({ kernel })).damages, []);
  },
});

Deno.test({
  name: "a posting that commits after later ones were sealed is sealed in the next range",
  ignore,
  async fn() {
    await using world = await ledgerWorld();
    const [contra, one] = [await world.open(CONTRA), await world.open()];
    await world.post({ fromId: contra, toId: one });
    await sealAll(world);
    const posting = { fromId: contra, toId: one, amount: 1n, purpose: "race" };
    const late = Promise.withResolvers<void>();
    const isPosted = Promise.withResolvers<void>();
    const slow = world.run(async (tx) => {
      await world.ledger.post(tx, [{ ...posting, id: world.kernel.uuid() }]);
      isPosted.resolve();
      await late.promise;
    });
    await isPosted.promise;
    // On another account: the slow one holds the first.
    await world.post({ ...posting, toId: await world.open(CONTRA) });
    await world.runTicks();
    const sealedMeanwhile = await verifyLedger({ kernel: world.kernel });
    late.resolve();
    await slow;
    await sealAll(world);
    const report = await verifyLedger({ kernel: world.kernel });
    assert.equal(sealedMeanwhile.sealedCount, 1);
    assert.equal(report.sealedCount, 3);
    assert.deepEqual(report.damages, []);
  },
});

Deno.test({
  name: "two sealers at once make one chain",
  ignore,
  async fn() {
    await using world = await ledgerWorld();
    const [contra, one] = [await world.open(CONTRA), await world.open()];
    const seal = () =>
      world.run((tx) =>
        sql`select number from ledger.seal_postings(
          (select last_value from ledger.posting_place), 3, 2, ${world.kernel.clock.now()})`
          .execute(tx)
      );
    for (let round = 0; round < 10; round++) {
      await world.post(...Array(5).fill({ fromId: contra, toId: one }));
      await Promise.all([seal(), seal(), seal()]);
    }
    await sealAll(world);
    assert.deepEqual((await verifyLedger({ kernel: world.kernel })).damages, []);
  },
});
