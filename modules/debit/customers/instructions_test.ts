import assert from "node:assert/strict";
import { sql } from "kysely";
import { AlreadySentError, RegistrationUnderWayError } from "../registrations/errors.ts";
import {
  CustomerInputError,
  DebitUnderWayError,
  EndedError,
  InstructionNotFoundError,
  StaleVersionError,
} from "./errors.ts";
import type { InstructionInput } from "./customer_desk.ts";
import { type CustomerWorld, customerWorld, INSTRUCTION, STAFF } from "./testing/customer_world.ts";

/** `INSTRUCTION` for saving, the account left as it is. */
const KEPT = (() => {
  const { account: _account, holderIdentity: _identity, ...rest } = INSTRUCTION;
  return rest;
})();
const NEW_ACCOUNT = { bankCode: "004", account: "12345678901234", holderIdentity: "900101" };

Deno.test("addInstruction keeps the account sealed and applies for it at once", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, registrations } = world;
  const customerId = await world.addCustomer();
  const id = await world.addInstruction(customerId, { discountRate: 1_000 });
  const instruction = await customers.getInstruction(merchantId, id);
  assert.equal(instruction.accountMasked, "110******789");
  assert.equal(instruction.discountWon, 33_000n);
  assert.equal(instruction.registrationState, "waiting");
  assert.equal(instruction.needsRegistration, false);
  assert.equal(instruction.registeredBy, "박지우");
  assert.match(instruction.payerNumber, /^\d{8}000000000001$/);

  const { rows: [account] } = await sql<{ details_sealed: Uint8Array }>`
    select details_sealed from debit.account`.execute(world.kernel.database.db);
  assert.equal(new TextDecoder().decode(account!.details_sealed).includes("110123456789"), false);

  const { rows: [row] } = await registrations.list(merchantId, { limit: 10 });
  assert.equal(row!.instructionId, id);
  assert.equal(row!.state, "waiting");
  assert.equal(row!.cutoffAt.toISOString(), "2026-11-20T05:00:00.000Z");
  assert.equal(row!.lacksEvidence, false);
  const [entry] = await customers.history(merchantId, id);
  assert.equal(entry!.action, "created");
  assert.equal(JSON.stringify(entry).includes("110123456789"), false);
});

Deno.test("flagged banks and the clearing house need a registration before a debit", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, contracts } = world;
  const direct = await world.addCustomer();
  const flagged = await world.addInstruction(direct, {
    bankCode: "045",
    account: "9002123456789",
  });
  const clearing = await world.addCustomer({ contractId: contracts.clearingHouse });
  const other = await world.addInstruction(clearing);
  for (const id of [flagged, other]) {
    assert.equal((await customers.getInstruction(merchantId, id)).needsRegistration, true);
  }
});

const WRONG: readonly (readonly [string, Partial<InstructionInput>, string])[] = [
  ["an item of no contract", { itemCode: "rent" }, "itemCode itemNotContracted"],
  ["a limit over the contract's", { limitWon: 1_000_001n }, "limitWon overLimit"],
  ["a monthly amount over the limit", { monthlyWon: 500_001n }, "monthlyWon overLimit"],
  ["no amount", { monthlyWon: 0n }, "monthlyWon notANumber"],
  ["more than all off", { discountRate: 10_001 }, "discountRate discountTooHigh"],
  ["half a hundredth", { discountRate: 0.5 }, "discountRate notANumber"],
  ["more off than there is", { discountWon: 330_001n }, "discountWon discountTooHigh"],
  ["a day in the month", { firstMonth: "2026-12-02" }, "firstMonth notAMonth"],
  ["months reversed", { lastMonth: "2026-11-01" }, "lastMonth monthsReversed"],
  ["a due day that was not contracted", { dueDay: 24 }, "dueDay dueDayNotContracted"],
  ["an unknown bank", { bankCode: "999" }, "bankCode bankUnknown"],
  ["a bank that is gone", { bankCode: "005" }, "bankCode bankUnknown"],
  ["a number that the bank never gives", { bankCode: "090" }, "account accountFormat"],
  ["zeros", { account: "000000000000" }, "account accountFormat"],
  ["letters", { account: "110-ABC-456789" }, "account accountFormat"],
  ["no holder", { holder: "" }, "holder missing"],
  ["a holder outside KS X 1001", { holder: "똠방각하" }, "holder characters"],
  ["a resident number", { holderIdentity: "900101-1234567" }, "holderIdentity residentNumber"],
  ["a wrong check digit", { holderIdentity: "1208700005" }, "holderIdentity businessNumber"],
];

Deno.test("addInstruction refuses wrong fields, each with its reason", async (t) => {
  await using world = await customerWorld();
  const customerId = await world.addCustomer();
  for (const [what, input, expected] of WRONG) {
    await t.step(what, async () => {
      await assert.rejects(world.addInstruction(customerId, input), (error) => {
        assert.ok(error instanceof CustomerInputError);
        assert.deepEqual(
          error.problems.map(({ field, reason }) => `${field} ${reason}`),
          [expected],
        );
        return true;
      });
    });
  }
  assert.deepEqual((await world.customers.get(world.merchantId, customerId)).instructions, []);
});

Deno.test("saveInstruction changes terms, and nothing for who is late or a stranger", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const id = await world.addInstruction(await world.addCustomer());
  const change = { ...KEPT, monthlyWon: 250_000n, discountRate: 333, id, version: 1, actor: STAFF };
  await customers.saveInstruction(merchantId, change);
  const after = await customers.getInstruction(merchantId, id);
  assert.equal(after.monthlyWon, 250_000n);
  assert.equal(after.discountWon, 8_325n);
  assert.equal(after.version, 2);
  assert.equal(after.registrationState, "waiting");
  const [entry] = await customers.history(merchantId, id);
  assert.deepEqual(entry!.changes, [
    { field: "monthlyWon", from: "330000", to: "250000" },
    { field: "discountRate", from: "0", to: "333" },
    { field: "discountWon", from: "0", to: "8325" },
  ]);
  await assert.rejects(customers.saveInstruction(merchantId, change), StaleVersionError);
  const stranger = await world.addMerchant();
  const foreign = { ...change, version: 2 };
  await assert.rejects(customers.saveInstruction(stranger, foreign), InstructionNotFoundError);
  await assert.rejects(customers.getInstruction(stranger, id), InstructionNotFoundError);
  assert.equal(
    await customers.setDiscounts(stranger, { instructionIds: [id], discountRate: 0, actor: STAFF }),
    0,
  );
});

Deno.test("a new account replaces an application that waits", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, registrations } = world;
  const id = await world.addInstruction(await world.addCustomer());
  await customers.saveInstruction(merchantId, {
    ...KEPT,
    ...NEW_ACCOUNT,
    id,
    version: 1,
    actor: STAFF,
  });
  const after = await customers.getInstruction(merchantId, id);
  assert.equal(after.accountMasked, "123********234");
  assert.equal(after.registrationState, "waiting");
  const { rows } = await registrations.list(merchantId, { limit: 10 });
  assert.deepEqual(
    rows.map(({ kind, state, bankCode, pairId }) => [kind, state, bankCode, pairId]),
    [["new", "waiting", "004", undefined], ["new", "withdrawn", "088", undefined]],
  );
  assert.deepEqual(
    await customers.revealAccount(merchantId, {
      instructionId: id,
      reason: "고객 문의",
      actor: STAFF,
    }),
    { account: "12345678901234", holderIdentity: "900101" },
  );
});

Deno.test("a new account of a registered payer is a pair, shown and withdrawn as one", async (t) => {
  await using world = await customerWorld();
  const { customers, merchantId, registrations } = world;
  const id = await world.addInstruction(await world.addCustomer());
  await answer(world, "done");
  const change = { ...KEPT, ...NEW_ACCOUNT, id, version: 1, actor: STAFF };
  await customers.saveInstruction(merchantId, change);

  await t.step("two rows with one pair, one line in the list", async () => {
    const { rows: pair } = await sql<{ kind: number; bank_code: string }>`
      select kind, bank_code from debit.registration where pair_id is not null order by id`
      .execute(world.kernel.database.db);
    assert.deepEqual(pair, [{ kind: 3, bank_code: "088" }, { kind: 1, bank_code: "004" }]);
    const { rows, total } = await registrations.list(merchantId, { state: "waiting", limit: 10 });
    assert.equal(total, 1);
    assert.equal(rows[0]!.kind, "new");
    assert.equal(rows[0]!.previousAccount, "신한은행 110******789");
    assert.equal((await registrations.counts(merchantId)).waiting, 1);
  });

  await t.step("withdrawing gives the old account back, still registered", async () => {
    const { rows: [row] } = await registrations.list(merchantId, { state: "waiting", limit: 10 });
    await registrations.withdraw(merchantId, { id: row!.id, actor: STAFF });
    const after = await customers.getInstruction(merchantId, id);
    assert.equal(after.bankCode, "088");
    assert.equal(after.registrationState, "done");
    const { rows } = await registrations.list(merchantId, { state: "waiting", limit: 10 });
    assert.deepEqual(rows, []);
  });

  await t.step("another name for the same number asks nothing of the bank", async () => {
    const { version } = await customers.getInstruction(merchantId, id);
    await customers.saveInstruction(merchantId, {
      ...KEPT,
      holder: "김하늘빛",
      account: INSTRUCTION.account,
      holderIdentity: INSTRUCTION.holderIdentity,
      id,
      version,
      actor: STAFF,
    });
    const after = await customers.getInstruction(merchantId, id);
    assert.equal(after.holder, "김하늘빛");
    assert.equal(after.registrationState, "done");
    assert.equal((await registrations.counts(merchantId)).waiting, 0);
  });

  await t.step("bank or holder do not change without the number", async () => {
    const { version } = await customers.getInstruction(merchantId, id);
    const half = { ...KEPT, bankCode: "004", id, version, actor: STAFF };
    await assert.rejects(customers.saveInstruction(merchantId, half), CustomerInputError);
  });
});

Deno.test("while the bank has not answered, no other account is named", async () => {
  await using world = await customerWorld();
  const id = await world.addInstruction(await world.addCustomer());
  await answer(world, "sent");
  const change = { ...KEPT, ...NEW_ACCOUNT, id, version: 1, actor: STAFF };
  await assert.rejects(
    world.customers.saveInstruction(world.merchantId, change),
    RegistrationUnderWayError,
  );
});

Deno.test("ending a customer cancels at the banks, and is undone until that was sent", async (t) => {
  await using world = await customerWorld();
  const { customers, merchantId, registrations } = world;
  const customerId = await world.addCustomer();
  const registered = await world.addInstruction(customerId);
  await answer(world, "done");
  const waiting = await world.addInstruction(customerId, { itemCode: "lunch" });
  const stopped = await world.addInstruction(customerId, { itemCode: "lunch" });
  await customers.stopInstruction(merchantId, { id: stopped, state: "stopped", actor: STAFF });
  await customers.end(merchantId, { id: customerId, actor: STAFF });
  const states = async () => {
    const { instructions } = await customers.get(merchantId, customerId);
    return instructions.map(({ state, registrationState }) => `${state} ${registrationState}`);
  };
  const waitingKinds = async () => {
    const { rows } = await registrations.list(merchantId, { state: "waiting", limit: 10 });
    return rows.map(({ kind, instructionId }) => [kind, instructionId]);
  };

  await t.step("applications that waited are withdrawn, mandates get a cancel", async () => {
    assert.deepEqual(await states(), ["ended done", "ended none", "ended none"]);
    assert.deepEqual(await waitingKinds(), [["cancel", registered]]);
  });

  await t.step("what has ended is not changed", async () => {
    const change = { ...KEPT, id: registered, version: 2, actor: STAFF };
    await assert.rejects(customers.saveInstruction(merchantId, change), EndedError);
    await assert.rejects(world.addInstruction(customerId), EndedError);
    const resume = { id: registered, state: "active" as const, actor: STAFF };
    await assert.rejects(customers.stopInstruction(merchantId, resume), EndedError);
  });

  await t.step(
    "reopening takes the cancel back and applies again where nothing stands",
    async () => {
      await customers.reopen(merchantId, { id: customerId, actor: STAFF });
      assert.deepEqual(await states(), ["active done", "active waiting", "stopped none"]);
      assert.deepEqual(await waitingKinds(), [["new", waiting]]);
    },
  );

  await t.step("a cancel that was sent is not taken back", async () => {
    await customers.end(merchantId, { id: customerId, actor: STAFF });
    await answer(world, "sent");
    const undo = customers.reopen(merchantId, { id: customerId, actor: STAFF });
    await assert.rejects(undo, AlreadySentError);
    assert.equal((await customers.get(merchantId, customerId)).state, "ended");
  });
});

Deno.test("nothing ends while a debit of it is asked for", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const customerId = await world.addCustomer();
  const id = await world.addInstruction(customerId);
  await addOrder(world, { customerId, instructionId: id });
  const end = customers.end(merchantId, { id: customerId, actor: STAFF });
  await assert.rejects(end, DebitUnderWayError);
  const endOne = customers.stopInstruction(merchantId, { id, state: "ended", actor: STAFF });
  await assert.rejects(endOne, DebitUnderWayError);
  assert.equal((await customers.get(merchantId, customerId)).state, "active");
});

/** Plays the exchange: waiting applications went out, and, for `done`, were answered. */
async function answer(world: CustomerWorld, state: "sent" | "done"): Promise<void> {
  const { db } = world.kernel.database;
  const now = world.kernel.clock.now();
  await sql`
    update debit.instruction i set registration_state = ${state}, registration_code = '0000'
    from debit.registration r
    where r.merchant_id = i.merchant_id and r.instruction_id = i.id and r.state = 'waiting'
      and r.kind = 1 and r.account_id = i.account_id`.execute(db);
  await sql`
    update debit.registration set state = ${state}, code = '0000', resulted_at = ${now}
    where state = 'waiting'`.execute(db);
}

async function addOrder(
  { kernel, merchantId, contracts }: CustomerWorld,
  { customerId, instructionId }: { customerId: string; instructionId: string },
): Promise<void> {
  const [chargeId, now] = [kernel.uuid(), kernel.clock.now()];
  const { db } = kernel.database;
  await sql`
    insert into debit.charge (merchant_id, id, instruction_id, customer_id, contract_id, item_code,
      grade, month, due_date, gross_won, discount_won, amount_won, created_at)
    values (${merchantId}, ${chargeId}, ${instructionId}, ${customerId}, ${contracts.directLine},
      'tuition', '', '2026-12-01', '2026-12-25', 330000, 0, 330000, ${now})`.execute(db);
  await sql`
    insert into debit.debit_order (merchant_id, id, contract_id, instruction_id, charge_id,
      account_id, kind, operation, rail, bank_code, payer_number, month, debit_date, charge_won,
      amount_won, state, requested_at, requested_by, cutoff_at, result_due_at)
    select ${merchantId}, ${kernel.uuid()}, contract_id, id, ${chargeId}, account_id, 'regular',
      'debit', 'directLine', bank_code, payer_number, '2026-12-01', '2026-12-28', 330000, 330000,
      'waiting', ${now}, 'staff', ${now}, ${now}
    from debit.instruction where merchant_id = ${merchantId} and id = ${instructionId}`.execute(db);
}
