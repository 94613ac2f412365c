import assert from "node:assert/strict";
import { sql } from "kysely";
import { TRANSIT_ACCOUNT_IDS } from "../money/house_accounts.ts";
import { tables } from "../tables.ts";
import { ChannelUnavailableError, type ClearingChannel, type SentFileState } from "./channel.ts";
import { type ExchangeWorld, exchangeWorld } from "./testing/exchange_world.ts";

Deno.test("a process that slept until the window was over does not release what another one sent", async () => {
  let isDown = true;
  let whileAsking: (() => Promise<void>) | undefined;
  await using world = await worldThrough((channel) => ({
    send: async (name, content) => {
      if (isDown) throw new ChannelUnavailableError(channel.rail, "down");
      await channel.send(name, content);
    },
    async state(name) {
      const state = await channel.state(name);
      const meanwhile = whileAsking;
      whileAsking = undefined;
      await meanwhile?.();
      return state;
    },
  }));
  await world.exchange.run();
  isDown = false;
  whileAsking = async () => {
    await sql`update debit.file set lease_until = clock_timestamp() - interval '1 second'`
      .execute(world.test.kernel.database.db);
    await world.exchange.run();
    await world.at("2026-11-24T23:59");
  };
  await world.exchange.run();
  assert.deepEqual(await standing(world), {
    files: ["sent"],
    orders: ["sent"],
    onTheWayWon: 50_000n,
  });
  assert.deepEqual(await world.exchange.alerts({ openOnly: true, limit: 10 }), []);
});

Deno.test("a file counts as sent once the centre has checked it; refused then, its orders wait again", async () => {
  const answers: SentFileState[] = [{ state: "checking" }, { state: "checking" }];
  await using world = await worldThrough((channel) => ({
    state: async (name) => answers.shift() ?? await channel.state(name),
  }));
  await world.exchange.run();
  await world.exchange.run();
  assert.deepEqual(await standing(world), {
    files: ["sending"],
    orders: ["sent"],
    onTheWayWon: 0n,
  });
  answers.push({ state: "refused", code: "B0011" });
  // The orders of the refused file go into another one, which is taken.
  await world.exchange.run();
  assert.deepEqual(await standing(world), {
    files: ["rejected"],
    orders: ["waiting"],
    onTheWayWon: 0n,
  });
  await world.exchange.run();
  assert.deepEqual(await standing(world), {
    files: ["rejected", "sent"],
    orders: ["sent"],
    onTheWayWon: 50_000n,
  });
});

Deno.test("a check that never ends does not keep the answer away", async () => {
  let isChecking = true;
  await using world = await worldThrough((channel) => ({
    state: async (name) => isChecking ? { state: "checking" } : await channel.state(name),
  }));
  await world.exchange.run();
  await world.at("2026-11-26T03:01");
  await world.exchange.run();
  isChecking = false;
  await world.exchange.run();
  const states = await tables(world.test.kernel.database.db).selectFrom("debit_order")
    .select("state").execute();
  assert.deepEqual(states, [{ state: "collected" }]);
});

/** A debit whose cutoff has just passed, and a channel that tells some things in its own way. */
async function worldThrough(
  through: (channel: ClearingChannel) => Partial<ClearingChannel>,
): Promise<ExchangeWorld> {
  const world = await exchangeWorld({
    rail: "clearingHouse",
    startsAt: "2026-11-24T10:00",
    through: (channel) => ({ ...channel, ...through(channel) }),
  });
  await world.payers([
    { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["debit"] },
  ]);
  await world.at("2026-11-24T14:01");
  return world;
}

async function standing({ test, ledger }: ExchangeWorld) {
  const { db } = test.kernel.database;
  const files = await tables(db).selectFrom("file").select("state").orderBy("id").execute();
  const orders = await tables(db).selectFrom("debit_order").select("state").execute();
  return {
    files: files.map(({ state }) => state),
    orders: orders.map(({ state }) => state),
    onTheWayWon: (await ledger.balance(TRANSIT_ACCOUNT_IDS.clearingHouse)).posted,
  };
}
