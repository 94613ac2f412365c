import type { RegistrationRecord } from "@maru/debit/files";
import { sql } from "kysely";
import assert from "node:assert/strict";
import { type CustomerWorld, customerWorld, STAFF } from "../customers/testing/customer_world.ts";
import { createEventLog } from "../integration/event_log.ts";
import type { Rail } from "../parts.ts";
import { createEndedMandates } from "./ended_by_debit.ts";

const CODES = ["0017", "0018", "0019", "0020", "0024"] as const;
const PROOF = {
  kind: 1,
  extension: "pdf",
  bytes: new TextEncoder().encode("%PDF-1.7\n% consent of a made-up person"),
} as const;
/** The payer ended it at the counter on the day of the debit; the bank tells it a day later. */
const COUNTER: RegistrationRecord = {
  sequence: 1,
  applyDate: "2026-11-25",
  applicationKind: "cancel",
  payerNumber: "",
  bankBranchCode: "0880000",
  accountNumber: "110123456789",
  holderIdentifier: "",
  handlingBranch: "",
  fundKind: "",
  institutionArea: "",
  channel: "",
  outcome: undefined,
};
const NEW_ACCOUNT = {
  applicationKind: "new",
  bankBranchCode: "0200000",
  accountNumber: "1002123456789",
} as const;

for (const code of CODES) {
  Deno.test(`a debit that fails with ${code} ends the mandate, once, and its consent`, async () => {
    await using world = await customerWorld();
    const { instructionId } = await registeredPayer(world, "clearingHouse");
    const fileId = await sendDebit(world, [instructionId, instructionId]);
    world.at("2026-11-26T03:01");
    await fail(world, { fileId, code });
    await fail(world, { fileId, code });
    const after = await world.customers.getInstruction(world.merchantId, instructionId);
    assert.deepEqual([after.registrationState, after.registrationCode], ["cancelled", code]);
    assert.deepEqual(await rowsOf(world), ["3 bank done", "1 merchant done"]);
    const { rows } = await world.registrations.list(world.merchantId, { limit: 2 });
    assert.deepEqual(rows.map(({ isRenewable }) => isRenewable), [true, false]);
    assert.deepEqual(await told(world), [["registration.cancelled", code, "bank"]]);
    const [entry] = await world.customers.history(world.merchantId, instructionId);
    assert.deepEqual([entry!.action, entry!.actor, entry!.changes], [
      "cancelledAtBank",
      "bank:088",
      [{ field: "registrationCode", to: code }],
    ]);
    await world.registrations.applyAgain(world.merchantId, {
      instructionIds: [instructionId],
      actor: STAFF,
    });
    const { rows: [again] } = await world.registrations.list(world.merchantId, { limit: 1 });
    assert.deepEqual([again!.kind, again!.needsNewEvidence], ["new", true]);
  });
}

Deno.test("a proof of consent from before the end counts nowhere, and one from after it everywhere", async () => {
  await using world = await customerWorld();
  const { instructionId } = await registeredPayer(world, "clearingHouse");
  const proven = async () => {
    const { rows } = await world.registrations.list(world.merchantId, { limit: 9 });
    const { hasEvidence } = await world.customers.getInstruction(world.merchantId, instructionId);
    return [hasEvidence, ...rows.map((row) => row.hasEvidence)];
  };
  assert.deepEqual(await proven(), [true, true]);
  const fileId = await sendDebit(world, [instructionId]);
  world.at("2026-11-26T03:01");
  await fail(world, { fileId, code: "0019" });
  assert.deepEqual(await proven(), [false, false, false]);
  world.at("2026-11-26T10:00");
  await world.customers.addEvidence(world.merchantId, { ...PROOF, instructionId, actor: STAFF });
  assert.deepEqual(await proven(), [true, true, true]);
});

Deno.test("what else makes a debit fail ends nothing", async () => {
  await using world = await customerWorld();
  const { instructionId } = await registeredPayer(world);
  const fileId = await sendDebit(world, [instructionId]);
  for (const code of ["0021", "0012", "0077", "9999"]) await fail(world, { fileId, code });
  assert.equal(await stateOf(world, instructionId), "done");
  assert.deepEqual(await told(world), []);
});

Deno.test("the same end told by the bank later disturbs nothing that came since", async () => {
  await using world = await customerWorld();
  const { instructionId, payerNumber } = await registeredPayer(world, "clearingHouse");
  const fileId = await sendDebit(world, [instructionId]);
  world.at("2026-11-26T03:01");
  await fail(world, { fileId, code: "0019" });
  world.at("2026-11-26T10:00");
  await world.customers.addEvidence(world.merchantId, { ...PROOF, instructionId, actor: STAFF });
  await world.registrations.applyAgain(world.merchantId, {
    instructionIds: [instructionId],
    actor: STAFF,
  });
  world.at("2026-11-26T11:00");
  const answer = await take(world, { payerNumber }, "clearingHouse");
  assert.ok("registrationId" in answer);
  assert.deepEqual(await rowsOf(world), ["1 merchant waiting", "3 bank done", "1 merchant done"]);
  assert.equal(await stateOf(world, instructionId), "waiting");
  const { rows: [row] } = await world.registrations.list(world.merchantId, { limit: 1 });
  assert.equal(row!.lacksEvidence, false);
  assert.equal((await told(world)).length, 1);
  assert.equal(
    (await actions(world, instructionId)).filter((is) => is === "cancelledAtBank").length,
    1,
  );
  // Another end, of a later day at the counter, is one.
  world.at("2026-11-30T11:00");
  await take(world, { payerNumber, applyDate: "2026-11-27" }, "clearingHouse");
  assert.equal(await stateOf(world, instructionId), "cancelled");
  assert.equal((await told(world)).length, 2);
});

Deno.test("an account move that a debit told of first is a pair, and the new account stands", async () => {
  await using world = await customerWorld();
  const { instructionId, payerNumber } = await registeredPayer(world);
  const fileId = await sendDebit(world, [instructionId]);
  world.at("2026-11-26T11:00");
  await fail(world, { fileId, code: "0024" });
  const half = { payerNumber, handlingBranch: "CHNG" };
  assert.ok("registrationId" in await take(world, half));
  assert.ok("registrationId" in await take(world, { ...half, ...NEW_ACCOUNT }));
  const after = await world.customers.getInstruction(world.merchantId, instructionId);
  assert.deepEqual([after.bankCode, after.registrationState], ["020", "done"]);
  const { rows } = await world.registrations.list(world.merchantId, { limit: 10 });
  assert.deepEqual(rows.map((row) => [row.origin, row.previousAccount]), [
    ["accountMove", "신한은행 110******789"],
    ["merchant", undefined],
  ]);
  assert.deepEqual(await told(world), [
    ["registration.cancelled", "0024", "bank"],
    ["registration.done", "0000", "accountMove"],
  ]);
});

Deno.test("a debit of an account that the bank has answered for, or the payer left, since ends nothing", async (t) => {
  await using world = await customerWorld();
  const since: readonly (readonly [string, (id: string) => Promise<unknown>])[] = [
    ["registered again", (id) => answer(world, { id, kind: 1, state: "done" })],
    ["another account", (id) => moveAway(world, id)],
    ["ended already", (id) => endedAtBank(world, id)],
  ];
  for (const [what, happen] of since) {
    await t.step(what, async () => {
      const { instructionId } = await registeredPayer(world);
      const fileId = await sendDebit(world, [instructionId]);
      world.at("2026-11-26T10:00");
      await happen(instructionId);
      const before = [await stateOf(world, instructionId), (await rowsOf(world)).length];
      world.at("2026-11-26T11:00");
      await fail(world, { fileId, code: "0019" });
      assert.deepEqual([await stateOf(world, instructionId), (await rowsOf(world)).length], before);
    });
    world.at("2026-11-20T10:00");
  }
});

Deno.test("the first application is left alone by 0017, and taken back by an end", async () => {
  await using world = await customerWorld();
  const { instructionId } = await addPayer(world);
  const fileId = await sendDebit(world, [instructionId]);
  world.at("2026-11-26T11:00");
  await fail(world, { fileId, code: "0017" });
  assert.deepEqual(await rowsOf(world), ["1 merchant waiting"]);
  assert.equal(await stateOf(world, instructionId), "waiting");
  await fail(world, { fileId, code: "0019" });
  assert.deepEqual(await rowsOf(world), ["3 bank done", "1 merchant withdrawn"]);
  assert.equal(await stateOf(world, instructionId), "cancelled");
  assert.deepEqual((await actions(world, instructionId)).slice(0, 2), [
    "cancelledAtBank",
    "registrationWithdrawn",
  ]);
});

Deno.test("the pair of an account change goes on, and holds debits up until it is answered", async () => {
  await using world = await customerWorld();
  const { instructionId } = await registeredPayer(world);
  await world.run((tx) =>
    world.customers.changeAccount(tx, {
      merchantId: world.merchantId,
      instructionId,
      bankCode: "020",
      account: "1002123456789",
      holder: "김하늘",
      holderIdentity: "900101",
      evidence: PROOF,
      actor: STAFF,
    })
  );
  const fileId = await sendDebit(world, [instructionId]);
  world.at("2026-11-26T11:00");
  await fail(world, { fileId, code: "0019" });
  assert.deepEqual(await rowsOf(world), [
    "3 bank done",
    "1 payer waiting",
    "3 payer waiting",
    "1 merchant done",
  ]);
  assert.equal(await stateOf(world, instructionId), "waiting");
});

async function addPayer(world: CustomerWorld, rail: Rail = "directLine") {
  const customerId = await world.addCustomer({ contractId: world.contracts[rail] });
  const instructionId = await world.addInstruction(customerId);
  const { payerNumber } = await world.customers.getInstruction(world.merchantId, instructionId);
  return { instructionId, payerNumber };
}

/** One whose mandate stands, with a proof of consent. */
async function registeredPayer(world: CustomerWorld, rail: Rail = "directLine") {
  const payer = await addPayer(world, rail);
  const { instructionId } = payer;
  await world.customers.addEvidence(world.merchantId, { ...PROOF, instructionId, actor: STAFF });
  const { db } = world.kernel.database;
  const now = world.kernel.clock.now();
  await sql`
    update debit.registration set state = 'done', code = '0000', resulted_at = ${now}
    where instruction_id = ${instructionId}`.execute(db);
  await sql`
    update debit.instruction set registration_state = 'done', registration_code = '0000'
    where id = ${instructionId}`.execute(db);
  return payer;
}

/** A file with a debit of each, built in the afternoon of the 24th; they lie with the bank. */
async function sendDebit(
  { kernel, merchantId }: CustomerWorld,
  instructionIds: readonly string[],
): Promise<string> {
  const fileId = kernel.uuid();
  const builtAt = new Date("2026-11-24T14:00:00+09:00");
  const { db } = kernel.database;
  await sql`
    insert into debit.file (id, rail, bank_code, kind, business_date, debit_date, state, record_count,
      send_by, built_at)
    values (${fileId}, 'directLine', ${fileId}, 'EB21', '2026-11-25', '2026-11-25', 'sent',
      ${instructionIds.length}, ${builtAt}, ${builtAt})`.execute(db);
  for (const [index, id] of instructionIds.entries()) {
    const chargeId = kernel.uuid();
    const month = `2026-${11 + index}-01`;
    await sql`
      insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
        grade, month, due_date, gross_won, discount_won, amount_won, created_at)
      select ${merchantId}, ${chargeId}, id, customer_id, contract_id, item_code, '', ${month}::date,
        '2026-11-25', 1000, 0, 1000, ${builtAt} from debit.instruction where id = ${id}`.execute(
      db,
    );
    await sql`
      insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id,
        account_id, kind, operation, rail, bank_code, payer_number, month, debit_date, charge_won,
        amount_won, state, requested_at, requested_by, cutoff_at, result_due_at, file_id, sequence)
      select ${merchantId}, ${kernel.uuid()}, contract_id, id, ${chargeId}, account_id, 'regular',
        'debit', 'directLine', bank_code, payer_number, ${month}::date, '2026-11-25', 1000, 1000,
        'sent', ${builtAt}, ${STAFF}, ${builtAt}, ${builtAt}, ${fileId}, ${index + 1}
      from debit.instruction where id = ${id}`.execute(db);
  }
  return fileId;
}

/** All debits of the file failed. */
function fail(
  { kernel }: CustomerWorld,
  { fileId, code }: { fileId: string; code: string },
): Promise<void> {
  const endMandates = createEndedMandates({ kernel }, { eventLog: createEventLog({ kernel }) });
  return kernel.transaction(async (tx) => {
    await sql`
      update debit.debit_order set state = 'failed', code = ${code} where file_id = ${fileId}`
      .execute(tx);
    await endMandates(tx, {
      fileId,
      failures: sql`select sequence, code from debit.debit_order where file_id = ${fileId}`,
    });
  });
}

function take(
  world: CustomerWorld,
  record: Partial<RegistrationRecord>,
  rail: Rail = "directLine",
) {
  return world.run((tx) =>
    world.bankApplications.record(tx, { rail, record: { ...COUNTER, ...record } })
  );
}

async function answer(
  { kernel }: CustomerWorld,
  { id, kind, state }: { id: string; kind: 1 | 3; state: "done" },
): Promise<void> {
  const now = kernel.clock.now();
  await sql`
    insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin, rail,
      bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at, code,
      resulted_at)
    select merchant_id, ${kernel.uuid()}, id, account_id, ${kind}, 'merchant', 'directLine', bank_code,
      payer_number, ${state}, ${now}, 'test', ${now}, ${now}, '0000', ${now}
    from debit.instruction where id = ${id}`.execute(kernel.database.db);
}

async function endedAtBank(world: CustomerWorld, id: string): Promise<void> {
  const { payerNumber } = await world.customers.getInstruction(world.merchantId, id);
  await take(world, { payerNumber });
}

async function moveAway(world: CustomerWorld, id: string): Promise<void> {
  const { payerNumber } = await world.customers.getInstruction(world.merchantId, id);
  await take(world, { payerNumber, ...NEW_ACCOUNT, holderIdentifier: "900101" });
}

async function stateOf(world: CustomerWorld, id: string): Promise<string> {
  return (await world.customers.getInstruction(world.merchantId, id)).registrationState;
}

/** Kind, origin and state of each application, the newest first. */
async function rowsOf({ kernel }: CustomerWorld): Promise<string[]> {
  const { rows } = await sql<{ row: string }>`
    select kind || ' ' || origin || ' ' || state as row from debit.registration
    order by id desc`.execute(kernel.database.db);
  return rows.map(({ row }) => row);
}

async function told({ kernel }: CustomerWorld): Promise<unknown[][]> {
  const { rows } = await sql<{ type: string; data: { code: string; origin: string } }>`
    select type, data from debit.merchant_event order by id`.execute(kernel.database.db);
  return rows.map(({ type, data }) => [type, data.code, data.origin]);
}

async function actions(world: CustomerWorld, instructionId: string): Promise<string[]> {
  return (await world.customers.history(world.merchantId, instructionId)).map(({ action }) =>
    action
  );
}
