import assert from "node:assert/strict";
import { sql } from "kysely";
import { TRANSIT_ACCOUNT_IDS } from "../money/house_accounts.ts";
import { tables } from "../tables.ts";
import { type ExchangeWorld, exchangeWorld } from "./testing/exchange_world.ts";
import type { PayerInput } from "./testing/payers.ts";

/** The account's last eight digits tell the sandbox's bank what to do: 77990021 has no money. */
const PAYERS: readonly PayerInput[] = [
  { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["registration", "debit"] },
  { bankCode: "088", account: "110077990021", amountWon: 70_000n, asks: ["registration", "debit"] },
  { bankCode: "004", account: "220000000002", amountWon: 90_000n, asks: ["registration", "debit"] },
  { bankCode: "004", account: "220077990012", amountWon: 30_000n, asks: ["registration"] },
];

Deno.test("a debit on the clearing house is collected or fails as the banks' books say", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-20T10:00" });
  const { orderIds } = await world.payers(PAYERS);
  await world.at("2026-11-20T14:01");
  await world.exchange.run();
  assert.deepEqual(await fileStates(world), ["EB13 sent", "EI13 resulted"]);
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  assert.deepEqual(await registrationStates(world), ["done", "done", "done", "failed 0012"]);
  assert.deepEqual(await fileStates(world), ["EB13 resulted", "EB21 sent", "EI13 resulted"]);
  await world.at("2026-11-26T03:01");
  await world.exchange.run();
  assert.deepEqual(await orderStates(world, orderIds), [
    "collected 0000",
    "failed 0021",
    "collected 0000",
  ]);
  await requireSettledBooks(world, { collectedWon: 140_000n });
});

Deno.test("a debit on a direct line goes to each bank in a file of its own", async () => {
  await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-20T10:00" });
  const { orderIds } = await world.payers(PAYERS);
  await world.at("2026-11-20T14:01");
  await world.exchange.run();
  assert.deepEqual(await fileStates(world), ["EB13 sent", "EB13 sent"]);
  await world.at("2026-11-23T11:01");
  await world.exchange.run();
  assert.deepEqual(await registrationStates(world), ["done", "done", "done", "failed 0012"]);
  await world.at("2026-11-25T14:01");
  await world.exchange.run();
  await world.at("2026-11-26T11:01");
  await world.exchange.run();
  assert.deepEqual(await orderStates(world, orderIds), [
    "collected 0000",
    "failed 0021",
    "collected 0000",
  ]);
  await requireSettledBooks(world, { collectedWon: 140_000n });
});

Deno.test("a file that is refused whole again and again is built twice and no more", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-24T10:00" });
  const { orderIds } = await world.payers([
    { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["debit"] },
  ]);
  await world.fault("reject-file", { service: "clearing", document: "EB21" });
  await world.at("2026-11-24T14:01");
  for (let round = 0; round < 4; round++) await world.exchange.run();
  assert.deepEqual(await fileStates(world), ["EB21 rejected", "EB21 rejected"]);
  assert.deepEqual(await orderStates(world, orderIds), ["waiting"]);
  const alerts = await world.exchange.alerts({ openOnly: true, limit: 10 });
  assert.deepEqual(alerts.map(({ kind }) => kind).toSorted(), [
    "fileLate",
    "fileRejected",
    "fileRejected",
  ]);
});

const BAD_RESULTS = [
  ["truncated-result", ["resultTruncated"]],
  ["empty-result", ["resultEmpty"]],
  ["altered-amount", ["resultAltered", "resultMismatch"]],
  ["altered-sequence", ["resultAltered", "resultMismatch"]],
  ["altered-code", ["resultAltered"]],
  ["altered-account", ["resultMismatch"]],
  ["doubled-record", ["resultAltered", "resultMismatch"]],
] as const;

Deno.test("answers that were bent change nothing and raise alerts; the good one settles", async () => {
  await using world = await exchangeWorld({ rail: "clearingHouse", startsAt: "2026-11-24T10:00" });
  const { orderIds } = await world.payers([
    { bankCode: "088", account: "110000000001", amountWon: 50_000n, asks: ["debit"] },
    { bankCode: "088", account: "110077990021", amountWon: 70_000n, asks: ["debit"] },
    { bankCode: "088", account: "111177990021", amountWon: 80_000n, asks: ["debit"] },
  ]);
  await world.at("2026-11-24T14:01");
  await world.exchange.run();
  await world.at("2026-11-26T03:01");
  for (const [fault, kinds] of BAD_RESULTS) {
    await world.fault(fault, { service: "clearing", document: "EB22", count: 1 });
    await world.exchange.run();
    assert.deepEqual(await orderStates(world, orderIds), ["sent", "sent", "sent"], fault);
    const [alert] = await world.exchange.alerts({ openOnly: true, limit: 10 });
    assert.ok((kinds as readonly string[]).includes(alert?.kind ?? ""), `${fault}: ${alert?.kind}`);
    await world.exchange.acknowledge({ id: alert?.id ?? "", actor: "system" });
  }
  await world.exchange.run();
  assert.deepEqual(await orderStates(world, orderIds), [
    "collected 0000",
    "failed 0021",
    "failed 0021",
  ]);
  await requireSettledBooks(world, { collectedWon: 50_000n });
});

async function fileStates({ test }: ExchangeWorld): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("file").select(["kind", "state"])
    .orderBy("kind").orderBy("bank_code").execute();
  return rows.map(({ kind, state }) => `${kind} ${state}`);
}

async function registrationStates({ test }: ExchangeWorld): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("registration")
    .select(["state", "code"]).orderBy("id").execute();
  return rows.map(({ state, code }) => state === "done" ? "done" : `${state} ${code}`);
}

async function orderStates({ test }: ExchangeWorld, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("debit_order")
    .select(["id", "state", "code"]).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => [byId.get(id)?.state, byId.get(id)?.code].filter(Boolean).join(" "));
}

/** What the sandbox's banks took is what we owe the merchant, and nothing is left on the way. */
async function requireSettledBooks(
  world: ExchangeWorld,
  { collectedWon }: { collectedWon: bigint },
): Promise<void> {
  const books = await world.sandbox.get<{ totals: { amountWon: number }; doubled: unknown[] }>(
    "/sandbox/clearing/books?entries=false",
  );
  assert.equal(BigInt(books.totals.amountWon), collectedWon);
  assert.deepEqual(books.doubled, []);
  const { rows: [merchant] } = await sql<{ payable_account_id: string }>`
    select payable_account_id from debit.merchant`.execute(world.test.kernel.database.db);
  const payable = await world.ledger.balance(merchant?.payable_account_id ?? "");
  assert.equal(payable.posted, collectedWon);
  for (const id of Object.values(TRANSIT_ACCOUNT_IDS)) {
    assert.equal((await world.ledger.balance(id)).posted, 0n);
  }
}
