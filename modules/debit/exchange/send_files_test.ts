import assert from "node:assert/strict";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import { ChannelUnavailableError, type ClearingChannel } from "./channel.ts";
import { exchangeWorld } from "./testing/exchange_world.ts";

Deno.test("a process that slept until the window was over does not release what another one sent", async () => {
  let isDown = true;
  let whileAsking: (() => Promise<void>) | undefined;
  const through = (channel: ClearingChannel): ClearingChannel => ({
    rail: channel.rail,
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
    resultState: (name) => channel.resultState(name),
    receive: (name) => channel.receive(name),
  });
  await using world = await exchangeWorld({
    rail: "clearingHouse",
    startsAt: "2026-11-24T10:00",
    through,
  });
  const { db } = world.test.kernel.database;
  await world.payers([
    { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["debit"] },
  ]);
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  isDown = false;
  whileAsking = async () => {
    await sql`update debit.file set lease_until = clock_timestamp() - interval '1 second'`
      .execute(db);
    await world.exchange.run();
    await world.at("2026-11-24T23:59");
  };
  await world.exchange.run();
  const files = await tables(db).selectFrom("file").select(["state", "attempt_count"]).execute();
  assert.deepEqual(files, [{ state: "sent", attempt_count: 3 }]);
  const orders = await tables(db).selectFrom("debit_order").select("state").execute();
  assert.deepEqual(orders, [{ state: "sent" }]);
  assert.deepEqual(await world.exchange.alerts({ openOnly: true, limit: 10 }), []);
});
