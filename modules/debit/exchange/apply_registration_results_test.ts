import type { Transaction } from "@maru/kernel";
import assert from "node:assert/strict";
import { sql } from "kysely";
import { createEventLog, type EventLog } from "../integration/event_log.ts";
import { tables } from "../tables.ts";
import { applyRegistrationResults } from "./apply_registration_results.ts";
import type { FileRecord } from "./file_row.ts";
import { type ExchangeWorld, exchangeWorld, SETTINGS } from "./testing/exchange_world.ts";
import { insertAccount, insertRegistration, type PayerInput } from "./testing/payers.ts";

type Id = string;
type Told = readonly [type: string, instructionId: string, kind: string, code: string];

const GOOD: PayerInput = {
  bankCode: "088",
  account: "110000000001",
  amountWon: 50_000n,
  asks: ["registration"],
};
/** The sandbox's bank says of it that the account number is wrong. */
const WRONG: PayerInput = { ...GOOD, account: "110077990012" };

for (const rail of ["clearingHouse", "directLine"] as const) {
  Deno.test(`each answer to a registration on the ${rail} is told once, an account change too`, async () => {
    await using world = await exchangeWorld({ rail, startsAt: "2026-11-20T10:00" });
    const [ended, moved, movedWrong, wrong] = (await world.payers([GOOD, GOOD, GOOD, WRONG]))
      .instructionIds as [Id, Id, Id, Id];
    await world.at("2026-11-20T14:01");
    await world.exchange.run();
    assert.deepEqual(await told(world), []);
    await world.at("2026-11-24T14:01");
    await world.exchange.run();
    await world.exchange.run();
    const first: readonly Told[] = [
      ["registration.done", ended, "new", "0000"],
      ["registration.done", moved, "new", "0000"],
      ["registration.done", movedWrong, "new", "0000"],
      ["registration.failed", wrong, "new", "0012"],
    ];
    assert.deepEqual(await told(world), first);
    await world.at("2026-11-25T10:00");
    await cancel(world, ended);
    await changeAccount(world, moved, "110000000003");
    await changeAccount(world, movedWrong, "110177990012");
    await cancel(world, wrong);
    await world.at("2026-11-25T14:01");
    await world.exchange.run();
    await world.at("2026-11-27T14:01");
    await world.exchange.run();
    await world.exchange.run();
    const second: readonly Told[] = [
      ["registration.cancelled", ended, "cancel", "0000"],
      ["registration.done", moved, "accountChange", "0000"],
      ["registration.failed", movedWrong, "accountChange", "0012"],
      ["registration.failed", wrong, "cancel", "A016"],
    ];
    assert.deepEqual(await told(world), [...first, ...second].toSorted());
  });
}

Deno.test("a file of thousands is told in parts, and not at all where its answer is not applied", async () => {
  await using world = await exchangeWorld({ rail: "directLine", startsAt: "2026-11-20T10:00" });
  const { kernel } = world.test;
  const count = 5_003;
  const file = await sentRegistrations(world, count);
  const parts: number[] = [];
  const failing = kernel.transaction(async (tx) => {
    await apply(world, tx, { file, parts });
    throw new RangeError("Cannot go on");
  });
  await assert.rejects(failing, RangeError);
  assert.deepEqual(await told(world), []);
  await kernel.transaction((tx) => apply(world, tx, { file, parts }));
  assert.deepEqual(parts, [5_000, 3, 5_000, 3]);
  const events = await told(world);
  assert.equal(events.length, count);
  assert.equal(new Set(events.map(([, instructionId]) => instructionId)).size, count);
});

async function told({ test }: ExchangeWorld): Promise<Told[]> {
  const { rows } = await sql<{ type: string; subject_id: string; kind: string; code: string }>`
    select type, subject_id, data->>'kind' as kind, data->>'code' as code
    from debit.merchant_event where type like 'registration.%'`.execute(test.kernel.database.db);
  return rows.map((row): Told => [row.type, row.subject_id, row.kind, row.code]).toSorted();
}

async function standing({ test, merchantId }: ExchangeWorld, instructionId: string) {
  const row = await tables(test.kernel.database.db).selectFrom("instruction").selectAll()
    .where("merchant_id", "=", merchantId).where("id", "=", instructionId)
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    accountId: row.account_id,
    bankCode: row.bank_code,
    payerNumber: row.payer_number,
  };
}

async function cancel(world: ExchangeWorld, instructionId: string): Promise<void> {
  const instruction = await standing(world, instructionId);
  await world.test.kernel.transaction((tx) =>
    insertRegistration(placeOf(world), tx, instruction, { kind: 3 })
  );
}

async function changeAccount(
  world: ExchangeWorld,
  instructionId: string,
  account: string,
): Promise<void> {
  const { test: { kernel }, merchantId } = world;
  const old = await standing(world, instructionId);
  const pairId = kernel.uuid();
  await kernel.transaction(async (tx) => {
    const { bankCode } = old;
    const accountId = await insertAccount({ kernel, merchantId }, tx, { bankCode, account });
    await insertRegistration(placeOf(world), tx, old, { kind: 3, pairId });
    await insertRegistration(placeOf(world), tx, { ...old, accountId }, { pairId });
    await tables(tx).updateTable("instruction").set({ account_id: accountId })
      .where("merchant_id", "=", merchantId).where("id", "=", instructionId).execute();
  });
}

function placeOf({ test, merchantId, rail }: ExchangeWorld) {
  return { kernel: test.kernel, merchantId, rail };
}

/** A file with so many new registrations that lies with the bank. */
async function sentRegistrations(world: ExchangeWorld, count: number): Promise<FileRecord> {
  const { test: { kernel }, merchantId } = world;
  await world.payers([GOOD]);
  await world.at("2026-11-20T14:01");
  await world.exchange.run();
  const { db } = kernel.database;
  const numbers = sql`generate_series(2, ${count}::integer) as n`;
  await sql`
    insert into debit.instruction select copy.* from debit.instruction i, ${numbers},
      jsonb_populate_record(i, jsonb_build_object('id', debit.nth_id(i.id, n),
        'payer_number', (i.payer_number::numeric + n)::text)) copy
    where i.merchant_id = ${merchantId}`.execute(db);
  await sql`
    insert into debit.registration select copy.* from debit.registration r, ${numbers},
      jsonb_populate_record(r, jsonb_build_object('id', debit.nth_id(r.id, n), 'sequence', n,
        'instruction_id', debit.nth_id(r.instruction_id, n))) copy
    where r.merchant_id = ${merchantId}`.execute(db);
  return await tables(db).selectFrom("file").selectAll().where("state", "=", "sent")
    .executeTakeFirstOrThrow();
}

/** Applies an answer that rejects nothing, and notes how many events are told at a time. */
async function apply(
  { test: { kernel } }: ExchangeWorld,
  tx: Transaction,
  { file, parts }: { readonly file: FileRecord; readonly parts: number[] },
): Promise<void> {
  const log = createEventLog({ kernel });
  const events: EventLog = {
    append(tx, told) {
      parts.push(told.length);
      return log.append(tx, told);
    },
  };
  await applyRegistrationResults({ kernel, settings: SETTINGS, events }, tx, {
    file,
    name: { kind: "EB14", businessDate: file.business_date, bankCode: file.bank_code },
    state: { state: "done" },
    centreErrors: [],
    bytes: [],
    mac: "0".repeat(43),
  });
}
