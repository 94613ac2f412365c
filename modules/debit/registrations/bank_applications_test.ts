import assert from "node:assert/strict";
import type { RegistrationRecord } from "@maru/debit/files";
import { sql } from "kysely";
import { type CustomerWorld, customerWorld, STAFF } from "../customers/testing/customer_world.ts";
import type { Rail } from "../parts.ts";

const RECORD: RegistrationRecord = {
  sequence: 1,
  applyDate: "2026-11-20",
  applicationKind: "new",
  payerNumber: "",
  bankBranchCode: "0200000",
  accountNumber: "1002123456789",
  holderIdentifier: "900101",
  handlingBranch: "",
  fundKind: "",
  institutionArea: "",
  channel: "",
  outcome: undefined,
};
const PROOF = {
  kind: 1,
  extension: "pdf",
  bytes: new TextEncoder().encode("%PDF-1.7\n% consent of a made-up person"),
} as const;
const OLD_ACCOUNT = { bankBranchCode: "0880000", accountNumber: "110123456789" };

Deno.test("a mandate given at the bank stands at once, and takes our waiting application's place", async () => {
  await using world = await customerWorld();
  const { payerNumber, instructionId } = await addPayer(world);
  const answer = await take(world, { payerNumber });
  assert.ok("registrationId" in answer);
  const after = await world.customers.getInstruction(world.merchantId, instructionId);
  assert.deepEqual(
    [after.bankCode, after.accountMasked, after.registrationState, after.registrationCode],
    ["020", "100*******789", "done", "0000"],
  );
  const { rows } = await world.registrations.list(world.merchantId, { limit: 10 });
  assert.deepEqual(rows.map(({ origin, kind, state }) => [origin, kind, state]), [
    ["bank", "new", "done"],
    ["merchant", "new", "withdrawn"],
  ]);
  const [entry] = await world.customers.history(world.merchantId, instructionId);
  assert.deepEqual([entry!.action, entry!.actor], ["registeredAtBank", "bank:020"]);
  assert.equal(JSON.stringify(entry).includes("1002123456789"), false);
  assert.deepEqual(await events(world), [["registration.done", instructionId]]);
});

const CANCELS: readonly (readonly [RegistrationRecord["applicationKind"], string])[] = [
  ["cancel", "0019"],
  ["forced-cancel", "0018"],
];

for (const [applicationKind, code] of CANCELS) {
  Deno.test(`a "${applicationKind}" at the bank ends the mandate with ${code}`, async () => {
    await using world = await customerWorld();
    const { payerNumber, instructionId } = await addPayer(world);
    await take(world, { payerNumber, applicationKind, ...OLD_ACCOUNT, holderIdentifier: "" });
    const after = await world.customers.getInstruction(world.merchantId, instructionId);
    assert.deepEqual([after.registrationState, after.registrationCode], ["cancelled", code]);
    assert.deepEqual(await events(world), [["registration.cancelled", instructionId]]);
    const renewable = async () =>
      (await world.registrations.list(world.merchantId, { limit: 10 })).rows
        .map(({ kind, isRenewable }) => [kind, isRenewable]);
    const kind = applicationKind === "cancel" ? "cancel" : "forcedCancel";
    assert.deepEqual(await renewable(), [[kind, true], ["new", false]]);
    const again = { instructionIds: [instructionId], actor: STAFF };
    assert.equal(await world.registrations.applyAgain(world.merchantId, again), 1);
    assert.deepEqual(await renewable(), [["new", false], [kind, false], ["new", false]]);
  });
}

for (const [applicationKind, code] of CANCELS) {
  Deno.test(`after ${code} a new application waits for a consent given since`, async () => {
    await using world = await customerWorld();
    const { customers, merchantId, registrations } = world;
    const { payerNumber, instructionId } = await addPayer(world, "clearingHouse");
    const addProof = () =>
      customers.addEvidence(merchantId, { ...PROOF, instructionId, actor: STAFF });
    const newest = async () => {
      const { rows: [row] } = await registrations.list(merchantId, { limit: 1 });
      return [row!.kind, row!.hasEvidence, row!.lacksEvidence, row!.needsNewEvidence];
    };
    assert.deepEqual(await newest(), ["new", false, true, false]);
    await addProof();
    assert.deepEqual(await newest(), ["new", true, false, false]);
    world.at("2026-11-20T11:00");
    const end = { payerNumber, applicationKind, ...OLD_ACCOUNT, holderIdentifier: "" };
    await take(world, end, "clearingHouse");
    world.at("2026-11-20T11:01");
    await registrations.applyAgain(merchantId, { instructionIds: [instructionId], actor: STAFF });
    assert.deepEqual(await newest(), ["new", false, true, true]);
    await addProof();
    assert.deepEqual(await newest(), ["new", true, false, false]);
  });
}

Deno.test("an end at the bank takes back our waiting application for that account", async () => {
  await using world = await customerWorld();
  const { payerNumber, instructionId } = await addPayer(world);
  await take(world, { payerNumber, applicationKind: "cancel", ...OLD_ACCOUNT });
  const { rows } = await world.registrations.list(world.merchantId, { limit: 10 });
  assert.deepEqual(rows.map(({ origin, kind, state }) => [origin, kind, state]), [
    ["bank", "cancel", "done"],
    ["merchant", "new", "withdrawn"],
  ]);
  const history = await world.customers.history(world.merchantId, instructionId);
  assert.deepEqual(history.slice(0, 2).map(({ action, actor }) => [action, actor]), [
    ["cancelledAtBank", "bank:088"],
    ["registrationWithdrawn", "bank:088"],
  ]);
});

Deno.test("the pair of an account change goes on past an end at the bank of either account", async (t) => {
  const ends = [["old", OLD_ACCOUNT], ["new", {}]] as const;
  for (const [which, account] of ends) {
    await t.step(`the ${which} one`, async () => {
      await using world = await customerWorld();
      const { payerNumber, instructionId } = await addPayer(world);
      await answered(world, instructionId);
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
      await take(world, { payerNumber, applicationKind: "cancel", ...account });
      const after = await world.customers.getInstruction(world.merchantId, instructionId);
      assert.deepEqual([after.bankCode, after.registrationState], ["020", "waiting"]);
      assert.equal(after.registrationCode, undefined);
      const { rows } = await world.registrations.list(world.merchantId, { limit: 10 });
      assert.deepEqual(
        rows.filter(({ pairId }) => pairId !== undefined).map(({ state }) => state),
        ["waiting"],
      );
      assert.equal(rows.some(({ isRenewable }) => isRenewable), false);
    });
  }
});

Deno.test("the end of an account that the payer has left changes nothing", async () => {
  await using world = await customerWorld();
  const { payerNumber, instructionId } = await addPayer(world);
  await take(world, { payerNumber, applicationKind: "cancel" });
  const after = await world.customers.getInstruction(world.merchantId, instructionId);
  assert.deepEqual([after.bankCode, after.registrationState], ["088", "waiting"]);
  assert.deepEqual(await events(world), []);
});

Deno.test("an account move is a pair, in whichever order its halves come, and one line", async (t) => {
  for (const order of [["cancel", "new"], ["new", "cancel"]] as const) {
    await t.step(order.join(" first, then "), async () => {
      await using world = await customerWorld();
      const { payerNumber, instructionId } = await addPayer(world);
      for (const applicationKind of order) {
        const account = applicationKind === "cancel" ? OLD_ACCOUNT : {};
        const half = { payerNumber, applicationKind, handlingBranch: "CHNG", ...account };
        assert.ok("registrationId" in await take(world, half));
      }
      const after = await world.customers.getInstruction(world.merchantId, instructionId);
      assert.deepEqual([after.bankCode, after.registrationState], ["020", "done"]);
      const { rows } = await world.registrations.list(world.merchantId, {
        state: "done",
        limit: 10,
      });
      assert.equal(rows.length, 1);
      assert.equal(rows[0]!.origin, "accountMove");
      assert.equal(rows[0]!.previousAccount, "신한은행 110******789");
    });
  }
});

Deno.test("EB12 refuses what we cannot take, and nothing changes", async (t) => {
  await using world = await customerWorld();
  const { payerNumber, instructionId } = await addPayer(world);
  const before = await world.customers.getInstruction(world.merchantId, instructionId);
  const refused: readonly (readonly [string, Partial<RegistrationRecord>, string, Rail?])[] = [
    ["a payer number of nobody", { payerNumber: "00000000000000000001" }, "A013"],
    ["a payer number of another kind", { payerNumber: "M0017" }, "A013"],
    ["another rail", {}, "A017", "clearingHouse"],
    ["a bank that is none", { bankBranchCode: "9990000" }, "A017"],
    ["an account that the bank never gives", { accountNumber: "12" }, "A017"],
    ["a holder with a wrong number", { holderIdentifier: "991399" }, "A017"],
  ];
  for (const [what, change, code, rail] of refused) {
    await t.step(what, async () => {
      const answer = await take(world, { payerNumber, ...change }, rail);
      assert.equal("refusalCode" in answer && answer.refusalCode, code);
    });
  }
  await t.step("an account move while a debit is under way", async () => {
    await addSentOrder(world, instructionId);
    const move = { payerNumber, handlingBranch: "CHNG" };
    const answer = await take(world, move);
    assert.equal("refusalCode" in answer && answer.refusalCode, "A019");
  });
  await t.step("a new mandate for what has ended", async () => {
    await sql`update debit.instruction set state = 'ended'`.execute(world.kernel.database.db);
    const answer = await take(world, { payerNumber });
    assert.equal("refusalCode" in answer && answer.refusalCode, "A017");
  });
  const after = await world.customers.getInstruction(world.merchantId, instructionId);
  assert.deepEqual({ ...after, state: "active" }, before);
  assert.deepEqual(await events(world), []);
});

async function addPayer(world: CustomerWorld, rail: Rail = "directLine") {
  const customerId = await world.addCustomer({ contractId: world.contracts[rail] });
  const instructionId = await world.addInstruction(customerId);
  const { payerNumber } = await world.customers.getInstruction(world.merchantId, instructionId);
  return { instructionId, payerNumber };
}

async function answered({ kernel }: CustomerWorld, instructionId: string): Promise<void> {
  const { db } = kernel.database;
  await sql`
    update debit.registration set state = 'done', code = '0000', resulted_at = ${kernel.clock.now()}
    where instruction_id = ${instructionId}`.execute(db);
  await sql`update debit.instruction set registration_state = 'done' where id = ${instructionId}`
    .execute(db);
}

function take(
  world: CustomerWorld,
  record: Partial<RegistrationRecord>,
  rail: Rail = "directLine",
) {
  return world.run((tx) =>
    world.bankApplications.record(tx, { rail, record: { ...RECORD, ...record } })
  );
}

async function events({ kernel, merchantId }: CustomerWorld): Promise<[string, string][]> {
  const { rows } = await sql<{ type: string; subject_id: string }>`
    select type, subject_id from debit.merchant_event where merchant_id = ${merchantId} order by id`
    .execute(kernel.database.db);
  return rows.map(({ type, subject_id }) => [type, subject_id]);
}

async function addSentOrder({ kernel, merchantId }: CustomerWorld, instructionId: string) {
  const [chargeId, now] = [kernel.uuid(), kernel.clock.now()];
  const { db } = kernel.database;
  await sql`
    insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
      grade, month, due_date, gross_won, discount_won, amount_won, created_at)
    select ${merchantId}, ${chargeId}, id, customer_id, contract_id, item_code, '', '2026-11-01',
      '2026-11-25', 1000, 0, 1000, ${now} from debit.instruction where id = ${instructionId}`
    .execute(db);
  await sql`
    insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id,
      account_id, kind, operation, rail, bank_code, payer_number, month, debit_date, charge_won,
      amount_won, state, requested_at, requested_by, cutoff_at, result_due_at)
    select ${merchantId}, ${kernel.uuid()}, contract_id, id, ${chargeId}, account_id, 'regular',
      'debit', 'directLine', bank_code, payer_number, '2026-11-01', '2026-11-25', 1000, 1000, 'sent',
      ${now}, ${STAFF}, ${now}, ${now}
    from debit.instruction where id = ${instructionId}`.execute(db);
}
