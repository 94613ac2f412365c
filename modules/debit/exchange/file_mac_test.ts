import assert from "node:assert/strict";
import { sql } from "kysely";
import { createHash, type Hash } from "node:crypto";
import type { ClearingChannel } from "./channel.ts";
import { exchangeWorld } from "./testing/exchange_world.ts";

Deno.test("no hash stands beside files by which one could try which accounts they name", async () => {
  const hashes: Hash[] = [];
  await using world = await exchangeWorld({
    rail: "clearingHouse",
    startsAt: "2026-11-24T10:00",
    through: (channel) => hashing(channel, hashes),
  });
  await world.payers([
    { bankCode: "088", account: "110077990021", amountWon: 70_000n, asks: ["debit"] },
  ]);
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  await world.at("2026-11-26T03:01");
  await world.exchange.run();
  const { rows: kept } = await sql<{ row: Record<string, unknown> }>`
    select to_jsonb(f) as row from debit.file f
    union all select to_jsonb(r) from debit.result_file r`.execute(world.test.kernel.database.db);
  assert.deepEqual(kept.map(({ row }) => row["kind"]), ["EB21", "EB22"]);
  assert.equal(hashes.length, 2, "one was sent and one came");
  for (const hash of hashes) {
    const bytes = hash.digest();
    for (const encoding of ["hex", "base64", "base64url"] as const) {
      assert.equal(JSON.stringify(kept).includes(bytes.toString(encoding)), false, encoding);
    }
  }
});

/** The channel, taking the SHA-256 of all that goes through. */
function hashing(channel: ClearingChannel, hashes: Hash[]): ClearingChannel {
  async function* hashed(bytes: AsyncIterable<Uint8Array>) {
    const hash = createHash("sha256");
    for await (const chunk of bytes) {
      hash.update(chunk);
      yield chunk;
    }
    hashes.push(hash);
  }
  return {
    ...channel,
    send: (name, content) => channel.send(name, { ...content, bytes: hashed(content.bytes) }),
    async receive(name) {
      const bytes = await channel.receive(name);
      return bytes === undefined ? undefined : hashed(bytes);
    },
  };
}
