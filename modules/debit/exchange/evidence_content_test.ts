import assert from "node:assert/strict";
import { tables } from "../tables.ts";
import { type ExchangeWorld, exchangeWorld, seoul } from "./testing/exchange_world.ts";
import { insertEvidence, insertRegistration, type PayerInput } from "./testing/payers.ts";

const PAYER: PayerInput = {
  bankCode: "088",
  account: "110000000001",
  amountWon: 50_000n,
  asks: ["registration"],
};

Deno.test("a consent that the payer has ended is not sent again, and a new one is", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-20T10:00" });
  await world.payers([PAYER]);
  await world.at("2026-11-20T14:01");
  await world.exchange.run();
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  await world.at("2026-11-25T10:00");
  await endAtBank(world);
  await world.at("2026-11-25T10:01");
  await applyAgain(world);
  await world.at("2026-11-25T14:01");
  await world.exchange.run();
  assert.deepEqual(await proofs(world), ["%PDF"]);

  await world.at("2026-11-26T10:00");
  await addProof(world, { text: "%PDF of the new consent" });
  // Entered after the new one, it is still a consent that was ended.
  await addProof(world, { text: "%PDF found", givenAt: seoul("2026-11-25T09:00") });
  await world.at("2026-11-26T14:01");
  await world.exchange.run();
  assert.deepEqual(await proofs(world), ["%PDF", "%PDF of the new consent"]);

  // What comes later changes nothing in files that were sent.
  await world.at("2026-11-27T10:00");
  await endAtBank(world);
  assert.deepEqual(await proofs(world), ["%PDF", "%PDF of the new consent"]);
});

/** The payer's end of the mandate, as EB11 leaves it. */
async function endAtBank(world: ExchangeWorld): Promise<void> {
  const { kernel } = world.test;
  const { db } = kernel.database;
  const instruction = await onlyInstruction(world);
  await kernel.transaction((tx) =>
    insertRegistration(placeOf(world), tx, instruction, { kind: 3 })
  );
  await tables(db).updateTable("registration")
    .set({ state: "done", code: "0000", origin: "bank", resulted_at: kernel.clock.now() })
    .where("kind", "=", 3).where("resulted_at", "is", null).execute();
  await tables(db).updateTable("instruction")
    .set({ registration_state: "cancelled", registration_code: "0019" }).execute();
}

async function applyAgain(world: ExchangeWorld): Promise<void> {
  const instruction = await onlyInstruction(world);
  await world.test.kernel.transaction((tx) =>
    insertRegistration(placeOf(world), tx, instruction, { isProven: false })
  );
  await tables(world.test.kernel.database.db).updateTable("instruction")
    .set({ registration_state: "waiting", registration_code: null }).execute();
}

async function addProof(
  world: ExchangeWorld,
  proof: { text: string; givenAt?: Date },
): Promise<void> {
  const instruction = await onlyInstruction(world);
  await world.test.kernel.transaction((tx) =>
    insertEvidence(placeOf(world), tx, instruction, proof)
  );
}

/** What each EI13 carries, the oldest first. */
async function proofs(world: ExchangeWorld): Promise<string[]> {
  const files = await tables(world.test.kernel.database.db).selectFrom("file").select("id")
    .where("kind", "=", "EI13").orderBy("business_date").execute();
  const found: string[] = [];
  for (const { id } of files) {
    const { bytes } = await world.exchange.content({
      fileId: id,
      actor: "system",
      reason: "대조",
    });
    const chunks = await Array.fromAsync(bytes);
    const text = chunks.map((chunk) => new TextDecoder("latin1").decode(chunk)).join("");
    found.push(...text.matchAll(/%PDF[a-z ]*[a-z]|%PDF/g).map(([proof]) => proof));
  }
  return found;
}

function placeOf({ test, merchantId, rail }: ExchangeWorld) {
  return { kernel: test.kernel, merchantId, rail };
}

async function onlyInstruction({ test }: ExchangeWorld) {
  const row = await tables(test.kernel.database.db).selectFrom("instruction")
    .select(["id", "account_id", "bank_code", "payer_number"]).executeTakeFirstOrThrow();
  return {
    id: row.id,
    accountId: row.account_id,
    bankCode: row.bank_code,
    payerNumber: row.payer_number,
  };
}
