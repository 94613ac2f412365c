import assert from "node:assert/strict";
import { sql } from "kysely";
import { type CustomerWorld, customerWorld, STAFF } from "../customers/testing/customer_world.ts";
import { addManyCustomers } from "../customers/testing/many_customers.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { AlreadySentError, ListCursorInvalidError, RegistrationNotFoundError } from "./errors.ts";
import type { RegistrationRow } from "./registration_desk.ts";

Deno.test("an application before 14:00 goes today and is answered on the next business day at 11:00", async () => {
  await using world = await customerWorld();
  await world.addInstruction(await world.addCustomer());
  world.at("2026-11-20T14:00");
  await world.addInstruction(await world.addCustomer());
  const { rows } = await world.registrations.list(world.merchantId, { limit: 10 });
  assert.deepEqual(rows.map(timesOf), [
    ["2026-11-23T05:00:00.000Z", "2026-11-24T02:00:00.000Z"],
    ["2026-11-20T05:00:00.000Z", "2026-11-23T02:00:00.000Z"],
  ]);
});

Deno.test("withdraw takes an application back until its cutoff, and once", async () => {
  await using world = await customerWorld();
  const { registrations, customers, merchantId } = world;
  const instructionId = await world.addInstruction(await world.addCustomer());
  const row = await onlyRow(world);
  const stranger = await world.addMerchant();
  const input = { id: row.id, actor: STAFF };
  for (const [who, id] of [[stranger, row.id], [merchantId, world.kernel.uuid()]] as const) {
    await assert.rejects(registrations.withdraw(who, { ...input, id }), RegistrationNotFoundError);
  }
  world.at("2026-11-20T14:00");
  await assert.rejects(registrations.withdraw(merchantId, input), (error) => {
    assert.ok(error instanceof CutoffPassedError);
    assert.equal(error.earliestDate, "2026-11-23");
    return true;
  });
  world.at("2026-11-20T13:59");
  await registrations.withdraw(merchantId, input);
  await registrations.withdraw(merchantId, input);
  assert.equal((await onlyRow(world)).state, "withdrawn");
  const after = await customers.getInstruction(merchantId, instructionId);
  assert.equal(after.registrationState, "none");
  const actions = (await customers.history(merchantId, instructionId)).map(({ action }) => action);
  assert.deepEqual(actions, ["registrationWithdrawn", "created"]);
});

Deno.test("what lies in a file is not taken back", async () => {
  await using world = await customerWorld();
  await world.addInstruction(await world.addCustomer());
  const { id } = await onlyRow(world);
  await sql`update debit.registration set state = 'sent'`.execute(world.kernel.database.db);
  await assert.rejects(
    world.registrations.withdraw(world.merchantId, { id, actor: STAFF }),
    AlreadySentError,
  );
});

Deno.test("at the clearing house what lacks its proof is withdrawn after the cutoff too", async () => {
  await using world = await customerWorld();
  const { registrations, merchantId, contracts } = world;
  await world.addInstruction(await world.addCustomer({ contractId: contracts.clearingHouse }));
  world.at("2026-11-20T14:30");
  const { id } = await onlyRow(world);
  await registrations.withdraw(merchantId, { id, actor: STAFF });
  assert.equal((await onlyRow(world)).state, "withdrawn");
});

Deno.test("apply gives back an application that waits, and refuses a foreign instruction", async () => {
  await using world = await customerWorld();
  const { registrations, merchantId } = world;
  const instructionId = await world.addInstruction(await world.addCustomer());
  const { rows: [row] } = await sql<{ account_id: string }>`
    select account_id from debit.instruction`.execute(world.kernel.database.db);
  const input = {
    merchantId,
    instructionId,
    kind: "new",
    accountId: row!.account_id,
    origin: "merchant",
    actor: STAFF,
  } as const;
  const again = await world.run((tx) => registrations.apply(tx, input));
  assert.equal(again.id, (await onlyRow(world)).id);
  const stranger = await world.addMerchant();
  await assert.rejects(
    world.run((tx) => registrations.apply(tx, { ...input, merchantId: stranger })),
    RangeError,
  );
});

Deno.test("applyAgain asks for failed ones alone, applyForAll for all that have none", async () => {
  await using world = await customerWorld();
  const { registrations, merchantId } = world;
  await addManyCustomers(world, 30);
  const { rows: instructions } = await sql<{ id: string }>`
    select id from debit.instruction`.execute(world.kernel.database.db);
  const instructionIds = instructions.map(({ id }) => id);
  const stranger = await world.addMerchant();
  const again = (who: string) => registrations.applyAgain(who, { instructionIds, actor: STAFF });
  assert.equal(await again(stranger), 0);
  const renewable = async () =>
    (await registrations.list(merchantId, { state: "failed", limit: 50 })).rows
      .filter(({ isRenewable }) => isRenewable).length;
  assert.equal(await renewable(), 10);
  assert.equal(await again(merchantId), 10);
  assert.equal(await again(merchantId), 0);
  assert.equal(await renewable(), 0, "it was applied for since");
  assert.equal((await registrations.counts(merchantId)).waiting, 20);

  await sql`update debit.instruction set registration_state = 'none'`
    .execute(world.kernel.database.db);
  await world.run((tx) =>
    registrations.applyForAll(tx, {
      merchantId,
      instructionIds: [...instructionIds, instructionIds[0]!],
      actor: STAFF,
    })
  );
  assert.equal((await registrations.counts(merchantId)).waiting, 50);
  const { rows } = await registrations.list(merchantId, { state: "waiting", limit: 50 });
  const made = rows.filter(({ requestedAt }) => requestedAt <= world.kernel.clock.now());
  for (const row of made) {
    assert.equal(row.cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");
  }
});

Deno.test({
  name: "of many that ask again at once, each instruction gets one application",
  ignore: (Deno.env.get("DATABASE_URL") ?? "") === "",
  async fn() {
    await using world = await customerWorld();
    const { registrations, merchantId } = world;
    await addManyCustomers(world, 300);
    const { rows } = await sql<{ id: string }>`select id from debit.instruction`
      .execute(world.kernel.database.db);
    const instructionIds = rows.map(({ id }) => id);
    const counts = await Promise.all(
      Array.from(
        { length: 8 },
        () => registrations.applyAgain(merchantId, { instructionIds, actor: STAFF }),
      ),
    );
    assert.equal(counts.reduce((sum, count) => sum + count, 0), 100);
    assert.equal((await registrations.counts(merchantId)).waiting, 200);
  },
});

Deno.test("lists filter, sort and stream alike, and nobody sees another merchant's", async (t) => {
  await using world = await customerWorld();
  const { registrations, merchantId, contracts } = world;
  await addManyCustomers(world, 120);
  await t.step("by state, bank, text and day", async () => {
    const list = registrations.list;
    const failed = await list(merchantId, { state: "failed", limit: 200 });
    assert.equal(failed.total, 40);
    assert.ok(failed.rows.every(({ state }) => state === "failed"));
    assert.equal((await list(merchantId, { bankCode: "088", limit: 1 })).total, 30);
    const named = await list(merchantId, { text: "m0000007", limit: 10 });
    assert.deepEqual(named.rows.map(({ customerNumber }) => customerNumber), ["M0000007"]);
    assert.equal(named.total, 1);
    const day = { from: "2026-11-20", to: "2026-11-20", limit: 1 };
    assert.equal((await list(merchantId, day)).total, 120);
    assert.equal((await list(merchantId, { ...day, from: "2026-11-21" })).total, 0);
    assert.equal(
      (await list(merchantId, { contractId: contracts.directLine, limit: 1 })).total,
      120,
    );
    assert.equal(
      (await list(merchantId, { contractId: contracts.clearingHouse, limit: 1 })).total,
      0,
    );
  });
  await t.step("every sort gives each once, page by page", async () => {
    for (const sort of ["requestedAt", "customerNumber", "bank"] as const) {
      for (const text of [undefined, "m000"]) {
        const ids = await idsOf(world, { sort, ...(text === undefined ? {} : { text }) });
        assert.equal(new Set(ids).size, 120, sort);
        const streamed = await Array.fromAsync(registrations.stream(merchantId, { sort }));
        assert.deepEqual(streamed.map(({ id }) => id), ids);
      }
    }
  });
  await t.step("another merchant has none, and no place in the list", async () => {
    const stranger = await world.addMerchant();
    assert.equal((await registrations.list(stranger, { limit: 10 })).total, 0);
    const { rows: [row] } = await registrations.list(merchantId, { limit: 1 });
    const after = row!.id;
    await assert.rejects(
      registrations.list(stranger, { limit: 10, after }),
      ListCursorInvalidError,
    );
    assert.equal((await registrations.counts(stranger)).waiting, 0);
  });
});

async function idsOf(
  { registrations, merchantId }: CustomerWorld,
  query: { sort: "requestedAt" | "customerNumber" | "bank"; text?: string },
): Promise<string[]> {
  const ids: string[] = [];
  let after: string | undefined;
  do {
    const page = await registrations.list(merchantId, { ...query, limit: 50, after });
    assert.equal(page.total, 120);
    ids.push(...page.rows.map(({ id }) => id));
    after = page.next;
  } while (after !== undefined);
  return ids;
}

async function onlyRow({ registrations, merchantId }: CustomerWorld): Promise<RegistrationRow> {
  const { rows } = await registrations.list(merchantId, { limit: 10 });
  assert.equal(rows.length, 1);
  return rows[0]!;
}

function timesOf({ cutoffAt, resultDueAt }: RegistrationRow) {
  return [cutoffAt.toISOString(), resultDueAt.toISOString()];
}
