import { sql } from "kysely";
import assert from "node:assert/strict";
import { tables } from "../tables.ts";
import { type ExchangeWorld, exchangeWorld } from "./testing/exchange_world.ts";
import type { PayerInput } from "./testing/payers.ts";

const GOOD: PayerInput = {
  bankCode: "088",
  account: "110000000001",
  amountWon: 50_000n,
  asks: ["registration", "debit"],
};
/** The sandbox's bank registers it, and says at each debit that its payer ended the mandate. */
const ENDED: PayerInput = { ...GOOD, account: "110077990019" };

for (const isToldByBank of [false, true]) {
  const by = isToldByBank ? "a debit's answer and the bank" : "a debit's answer";
  Deno.test(`a mandate that has ended by ${by} is debited no more`, async () => {
    await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-23T10:00" });
    const { instructionIds, orderIds, payerNumbers } = await world.payers([ENDED, GOOD]);
    for (const time of ["2026-11-23T14:01", "2026-11-24T11:01"]) await runAt(world, time);
    await world.at("2026-11-25T10:00");
    if (isToldByBank) await endAtBank(world, payerNumbers[0]!);
    await runAt(world, "2026-11-25T14:01");
    const later = [await askNextDay(world, orderIds[0]!), await askNextDay(world, orderIds[1]!)];
    await runAt(world, "2026-11-26T11:01");
    assert.deepEqual(await orderStates(world, orderIds), ["failed 0019", "collected 0000"]);
    assert.deepEqual(await standings(world, instructionIds), ["cancelled 0019", "done 0000"]);
    await runAt(world, "2026-11-26T14:01");
    assert.deepEqual(await orderStates(world, later), ["withdrawn", "sent"]);
    assert.deepEqual(await told(world), [
      "registration.cancelled",
      "registration.done",
      "registration.done",
    ]);
  });
}

function endAtBank({ sandbox }: ExchangeWorld, payerNumber: string): Promise<unknown> {
  return sandbox.post("/sandbox/clearing/applications", {
    rail: "line",
    bankCode: ENDED.bankCode,
    accountNumber: ENDED.account,
    payerNumber,
    birthOrBusinessNumber: "900101",
    kind: "3",
  });
}

async function runAt(world: ExchangeWorld, time: string): Promise<void> {
  await world.at(time);
  await world.exchange.run();
}

/** The same account is to be debited again on the 26th, for another month. */
async function askNextDay({ test: { kernel } }: ExchangeWorld, orderId: string): Promise<string> {
  const [id, chargeId] = [kernel.uuid(), kernel.uuid()];
  const cutoffAt = new Date("2026-11-26T14:00:00+09:00");
  const { db } = kernel.database;
  await sql`
    insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
      grade, month, due_date, gross_won, discount_won, amount_won, created_at)
    select c.merchant_id, ${chargeId}, c.instruction_id, c.customer_id, c.contract_id, c.item_code,
      '', '2026-10-01', '2026-11-26', c.gross_won, 0, c.amount_won, c.created_at
    from debit.charge c join debit.debit_order o on o.charge_id = c.id where o.id = ${orderId}`
    .execute(db);
  await sql`
    insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id, account_id,
      kind, operation, rail, bank_code, payer_number, month, debit_date, charge_won, amount_won, state,
      requested_at, requested_by, cutoff_at, result_due_at)
    select merchant_id, ${id}, contract_id, instruction_id, ${chargeId}, account_id, kind, operation,
      rail, bank_code, payer_number, '2026-10-01', '2026-11-26', charge_won, amount_won, 'waiting',
      requested_at, requested_by, ${cutoffAt}, ${cutoffAt}
    from debit.debit_order where id = ${orderId}`.execute(db);
  return id;
}

async function orderStates({ test }: ExchangeWorld, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("debit_order")
    .select(["id", "state", "code"]).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => [byId.get(id)?.state, byId.get(id)?.code].filter(Boolean).join(" "));
}

async function standings({ test }: ExchangeWorld, ids: readonly string[]): Promise<string[]> {
  const rows = await tables(test.kernel.database.db).selectFrom("instruction")
    .select(["id", "registration_state", "registration_code"]).execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) =>
    `${byId.get(id)?.registration_state} ${byId.get(id)?.registration_code ?? ""}`
  );
}

async function told({ test }: ExchangeWorld): Promise<string[]> {
  const { rows } = await sql<{ type: string }>`
    select type from debit.merchant_event where type like 'registration.%' order by type`
    .execute(test.kernel.database.db);
  return rows.map(({ type }) => type);
}
