import assert from "node:assert/strict";
import { sql } from "kysely";
import { tables } from "../tables.ts";
import { type ExchangeWorld, exchangeWorld } from "./testing/exchange_world.ts";
import { insertRegistration, type PayerInput } from "./testing/payers.ts";

const GOOD: PayerInput = {
  bankCode: "088",
  account: "110000000001",
  amountWon: 50_000n,
  asks: ["registration", "debit"],
};
/** The sandbox's bank says of it that the account number is wrong. */
const WRONG: PayerInput = { ...GOOD, account: "110077990012" };
/** Its payer ends the mandate at the bank. */
const ENDED: PayerInput = { ...GOOD, account: "110000000003" };

Deno.test("an order whose account was refused or ended meanwhile is taken back, not sent", async () => {
  await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-24T10:00" });
  const { instructionIds, orderIds } = await world.payers([GOOD, WRONG, GOOD, WRONG, WRONG]);
  const [, , ended, appliedAgain, moved] = instructionIds;
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  await world.at("2026-11-25T11:01");
  await world.exchange.run();
  assert.deepEqual(await standings(world, instructionIds), [
    "done",
    "failed",
    "done",
    "failed",
    "failed",
  ]);
  await setStanding(world, ended!, "cancelled");
  await applyAgain(world, appliedAgain!);
  await moveTo(world, { instructionId: moved!, accountOf: instructionIds[0]! });
  await world.at("2026-11-25T14:01");
  await world.exchange.run();
  assert.deepEqual(await orderStates(world, orderIds), [
    "sent",
    "withdrawn",
    "withdrawn",
    "withdrawn",
    "sent",
  ]);
  const { rows: [file] } = await sql<{ record_count: number; total_won: bigint }>`
    select record_count, total_won from debit.file where kind = 'EB21'`
    .execute(world.test.kernel.database.db);
  assert.deepEqual(file, { record_count: 2, total_won: 100_000n });
  const { rows: told } = await sql<{ subject_id: string }>`
    select subject_id from debit.merchant_event where type = 'order.withdrawn'`
    .execute(world.test.kernel.database.db);
  assert.deepEqual(told.map((event) => event.subject_id).toSorted(), orderIds.slice(1, 4));
});

Deno.test("after an outage what banks refused and payers ended is read before debits are built", async () => {
  await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-23T10:00" });
  const ended = await world.payers([ENDED]);
  await world.at("2026-11-23T14:01");
  await world.exchange.run();
  await world.at("2026-11-24T11:01");
  await world.exchange.run();
  const { orderIds, instructionIds } = await world.payers([GOOD, WRONG]);
  await world.sandbox.post("/sandbox/clearing/applications", {
    rail: "line",
    bankCode: ENDED.bankCode,
    accountNumber: ENDED.account,
    payerNumber: ended.payerNumbers[0],
    birthOrBusinessNumber: "900101",
    kind: "3",
  });
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  // Nobody worked when the answers came at 11:00.
  await world.at("2026-11-25T14:01");
  await world.exchange.run();
  assert.deepEqual(await standings(world, [...ended.instructionIds, ...instructionIds]), [
    "cancelled",
    "done",
    "failed",
  ]);
  assert.deepEqual(await orderStates(world, [...ended.orderIds, ...orderIds]), [
    "withdrawn",
    "sent",
    "withdrawn",
  ]);
});

Deno.test("where all of a group are taken back there is no file, and nothing is late", async () => {
  await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-25T10:00" });
  const { instructionIds, orderIds } = await world.payers([{ ...GOOD, asks: ["debit"] }]);
  await setStanding(world, instructionIds[0]!, "failed");
  await world.at("2026-11-25T14:01");
  await world.exchange.run();
  assert.deepEqual(await orderStates(world, orderIds), ["withdrawn"]);
  const files = await tables(world.test.kernel.database.db).selectFrom("file").select("id")
    .execute();
  assert.deepEqual(files, []);
  assert.deepEqual(await world.exchange.alerts({ openOnly: true, limit: 10 }), []);
});

async function setStanding(
  { test }: ExchangeWorld,
  id: string,
  state: "failed" | "cancelled" | "waiting",
): Promise<void> {
  await tables(test.kernel.database.db).updateTable("instruction")
    .set({ registration_state: state }).where("id", "=", id).execute();
}

/** The payer has another account since the order was made. */
async function moveTo(
  { test }: ExchangeWorld,
  { instructionId, accountOf }: { instructionId: string; accountOf: string },
): Promise<void> {
  await sql`
    update debit.instruction set account_id = (
      select account_id from debit.instruction where id = ${accountOf})
    where id = ${instructionId}`.execute(test.kernel.database.db);
}

async function applyAgain(world: ExchangeWorld, instructionId: string): Promise<void> {
  const { kernel } = world.test;
  const row = await tables(kernel.database.db).selectFrom("instruction")
    .select(["id", "account_id", "bank_code", "payer_number"])
    .where("id", "=", instructionId).executeTakeFirstOrThrow();
  await kernel.transaction((tx) =>
    insertRegistration({ kernel, merchantId: world.merchantId, rail: world.rail }, tx, {
      id: row.id,
      accountId: row.account_id,
      bankCode: row.bank_code,
      payerNumber: row.payer_number,
    })
  );
  await setStanding(world, instructionId, "waiting");
}

async function standings({ test }: ExchangeWorld, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("instruction")
    .select(["id", "registration_state"]).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.registration_state ?? "");
}

async function orderStates({ test }: ExchangeWorld, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("debit_order")
    .select(["id", "state"]).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.state ?? "");
}
