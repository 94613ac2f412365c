import assert from "node:assert/strict";
import { sql } from "kysely";
import { customerWorld, OPERATOR, STAFF } from "../customers/testing/customer_world.ts";
import {
  ContractInputError,
  ContractNotFoundError,
  ItemInputError,
  ItemInUseError,
  ItemRequestNotFoundError,
  MerchantInputError,
  MerchantNotFoundError,
  ScheduleRuleError,
  SettlementAccountError,
} from "./errors.ts";
import { HolderCheckUnavailableError } from "./holder_check.ts";
import type { ContractInput } from "./merchant_desk.ts";
import { settlementAccountPlace } from "./settlement_account.ts";

const CONTRACT: ContractInput = {
  name: "두 번째 계약",
  rail: "directLine",
  dueDays: [31, 5, 5],
  startsOn: "2026-01-01",
  endsOn: "2027-12-31",
  monthlyLimitWon: 10_000_000n,
  debitLimitWon: 500_000n,
  registrationFeeWon: 0n,
  retriesAutomatically: false,
};

Deno.test("a merchant is made with a number of its own and three accounts in the ledger", async () => {
  await using world = await customerWorld();
  const { merchants, merchantId, ledger, kernel } = world;
  const merchant = await merchants.get(merchantId);
  assert.match(merchant.number, /^\d{8}$/);
  assert.equal(merchant.businessNumber, "1234500003");
  const { rows: [row] } = await sql<Record<string, string>>`
    select receivable_account_id, payable_account_id, cash_account_id from debit.merchant
    where id = ${merchantId}`.execute(kernel.database.db);
  for (const accountId of Object.values(row!)) {
    assert.equal((await ledger.balance(accountId)).posted, 0n);
  }
  const other = await merchants.get(await world.addMerchant());
  assert.notEqual(other.number, merchant.number);
  const found = await merchants.list({ text: merchant.number });
  assert.deepEqual(found.map(({ id }) => id), [merchantId]);
  assert.equal((await merchants.list({ text: "한빛" })).length, 2);
  await assert.rejects(merchants.get(kernel.uuid()), MerchantNotFoundError);
  const { number: _number, ...again } = merchant;
  await assert.rejects(
    world.run((tx) => merchants.create(tx, { ...again, actor: OPERATOR })),
    MerchantInputError,
  );
});

Deno.test("a merchant's fields are changed on record, wrong ones are named together", async () => {
  await using world = await customerWorld();
  const { merchants, customers, merchantId } = world;
  const { number: _number, ...merchant } = await merchants.get(merchantId);
  await merchants.save({ ...merchant, name: "한빛어학원", settlementDay: 3, actor: OPERATOR });
  const [entry] = await customers.history(merchantId, merchantId);
  assert.deepEqual(entry!.changes, [
    { field: "name", from: "한빛학원", to: "한빛어학원" },
    { field: "settlementDay", from: "2", to: "3" },
  ]);
  const wrong = { ...merchant, name: "", businessNumber: "1234500004", settlementDay: 29 };
  await assert.rejects(merchants.save({ ...wrong, actor: OPERATOR }), (error) => {
    assert.ok(error instanceof MerchantInputError);
    assert.deepEqual(error.problems.map(({ field, reason }) => `${field} ${reason}`), [
      "name missing",
      "businessNumber format",
      "settlementDay outOfRange",
    ]);
    return true;
  });
});

Deno.test("a contract is kept in order, and what instructions stand on does not change", async (t) => {
  await using world = await customerWorld();
  const { merchants, merchantId, contracts } = world;
  const save = (input: Partial<ContractInput> & { id?: string }, who = merchantId) =>
    merchants.saveContract(who, { ...CONTRACT, ...input, actor: OPERATOR });
  const contractOf = async (id: string) =>
    (await merchants.contracts(merchantId)).find((contract) => contract.id === id)!;

  await t.step("due days are sorted, each once", async () => {
    const { id } = await save({});
    const contract = await contractOf(id);
    assert.deepEqual(contract.dueDays, [5, 31]);
    assert.equal(contract.state, "active");
    assert.equal(contract.retriesAutomatically, false);
    await save({ id, endsOn: "2026-11-19" });
    assert.equal((await contractOf(id)).state, "ended");
  });

  await t.step("wrong fields are named together", async () => {
    const wrong = {
      name: "",
      dueDays: [0],
      endsOn: "2025-12-31",
      monthlyLimitWon: 1n,
      debitLimitWon: 2n,
    };
    await assert.rejects(async () => await save(wrong), (error) => {
      assert.ok(error instanceof ContractInputError);
      assert.deepEqual(error.problems.map(({ field, reason }) => `${field} ${reason}`), [
        "name missing",
        "dueDays outOfRange",
        "endsOn reversed",
        "debitLimitWon overLimit",
      ]);
      return true;
    });
  });

  await t.step("rail and used due days stay while an instruction stands on them", async () => {
    await world.addInstruction(await world.addCustomer());
    const id = contracts.directLine;
    const refusals = [{ rail: "clearingHouse" as const }, { dueDays: [5, 31] }];
    for (const change of refusals) {
      const input = { id, dueDays: [5, 25, 31], debitLimitWon: 1_000_000n, ...change };
      await assert.rejects(save(input), (error) => {
        assert.ok(error instanceof ContractInputError);
        assert.ok(error.problems.every(({ reason }) => reason === "inUse"));
        return true;
      });
    }
    await save({ id, dueDays: [5, 20, 25, 31] });
    assert.deepEqual((await contractOf(id)).dueDays, [5, 20, 25, 31]);
  });

  await t.step("another merchant's contract is not found", async () => {
    const stranger = await world.addMerchant();
    await assert.rejects(save({ id: contracts.directLine }, stranger), ContractNotFoundError);
    const item = { contractId: contracts.directLine, itemCode: "tuition", actor: STAFF };
    await assert.rejects(
      merchants.saveContractItem(stranger, { ...item, collectionDay: 5 }),
      ContractNotFoundError,
    );
    await assert.rejects(merchants.removeContractItem(stranger, item), ContractNotFoundError);
    assert.deepEqual(await merchants.contracts(stranger), []);
  });
});

Deno.test("a merchant adds an item at the contract's fees, and removes it while nobody pays it", async () => {
  await using world = await customerWorld();
  const { merchants, merchantId, contracts } = world;
  const contractId = contracts.directLine;
  const codes = async () => {
    const all = await merchants.contracts(merchantId);
    return all.find(({ id }) => id === contractId)!.items.map(({ itemCode }) => itemCode);
  };
  const add = (itemCode: string, collectionDay = 25) =>
    merchants.saveContractItem(merchantId, { contractId, itemCode, collectionDay, actor: STAFF });
  await add("goods");
  const [contract] = await merchants.contracts(merchantId);
  const goods = contract!.items.find(({ itemCode }) => itemCode === "goods");
  assert.deepEqual([goods!.successFeeWon, goods!.failureFeeWon], [300n, 50n]);
  for (const wrong of [() => add("nothing"), () => add("goods", 24)]) {
    await assert.rejects(wrong, ContractInputError);
  }
  const input = { contractId, itemCode: "goods", actor: STAFF };
  const id = await world.addInstruction(await world.addCustomer(), { itemCode: "goods" });
  await assert.rejects(merchants.removeContractItem(merchantId, input), ItemInUseError);
  await world.customers.stopInstruction(merchantId, { id, state: "ended", actor: STAFF });
  await merchants.removeContractItem(merchantId, input);
  assert.equal((await codes()).includes("goods"), false);
  await add("goods");
  assert.equal((await codes()).includes("goods"), true);
});

Deno.test("an item that the list lacks is asked for, answered once, and added", async () => {
  await using world = await customerWorld();
  const { merchants, merchantId } = world;
  const { id } = await merchants.requestItem(merchantId, {
    name: "주차비",
    reason: "월 주차",
    actor: STAFF,
  });
  const stranger = await world.addMerchant();
  assert.deepEqual(await merchants.itemRequests({ merchantId: stranger }), []);
  const [request] = await merchants.itemRequests({});
  assert.deepEqual([request!.id, request!.merchantName, request!.state], [id, "한빛학원", "open"]);
  const answer = { id, accepts: true, answer: "등록하였습니다.", actor: OPERATOR };
  await merchants.answerItemRequest(answer);
  await assert.rejects(merchants.answerItemRequest(answer), ItemRequestNotFoundError);
  assert.equal((await merchants.itemRequests({ merchantId }))[0]!.state, "accepted");
  await merchants.saveItem({ code: "parking", name: "주차비", isActive: true, actor: OPERATOR });
  assert.ok((await merchants.items()).some(({ code }) => code === "parking"));
  const taken = { code: "parking2", name: "주차비", isActive: true, actor: OPERATOR };
  await assert.rejects(merchants.saveItem(taken), ItemInputError);
  await assert.rejects(
    merchants.requestItem(merchantId, { name: "", reason: "", actor: STAFF }),
    ItemInputError,
  );
});

Deno.test("the account for payouts is named when the bank knows the holder, and sealed", async (t) => {
  await using world = await customerWorld();
  const { merchants, merchantId, kernel } = world;
  const input = { bankCode: "088", account: "110-987-654321", holder: "한빛학원", actor: STAFF };
  await sql`update debit.merchant set phone = '010-2345-6789' where id = ${merchantId}`
    .execute(kernel.database.db);
  const reasonOf = async (change: Partial<typeof input>) => {
    const error = await merchants.nameSettlementAccount(merchantId, { ...input, ...change })
      .then(() => undefined, (error) => error);
    assert.ok(error instanceof SettlementAccountError);
    return [error.reason, error.detail];
  };

  await t.step("nothing is named that the bank does not confirm", async () => {
    world.holderAnswer = { state: "otherHolder", holderMasked: "이*다" };
    assert.deepEqual(await reasonOf({}), ["otherHolder", "이*다"]);
    world.holderAnswer = { state: "unknownAccount", code: "012" };
    assert.deepEqual(await reasonOf({}), ["unknownAccount", "012"]);
    world.holderAnswer = new HolderCheckUnavailableError("Cannot reach the bank");
    assert.deepEqual(await reasonOf({}), ["checkUnavailable", undefined]);
    world.holderAnswer = { state: "matches" };
    assert.deepEqual(await reasonOf({ bankCode: "005" }), ["bankUnknown", undefined]);
    assert.deepEqual(await reasonOf({ account: "12" }), ["accountFormat", undefined]);
    assert.deepEqual(await reasonOf({ holder: "똠" }), ["holder", undefined]);
    assert.equal((await merchants.get(merchantId)).settlementAccount, undefined);
  });

  await t.step("a confirmed one is kept by its mask, the number sealed", async () => {
    await merchants.nameSettlementAccount(merchantId, input);
    const { settlementAccount } = await merchants.get(merchantId);
    assert.deepEqual(settlementAccount, {
      bankCode: "088",
      bankName: "신한은행",
      accountMasked: "110******321",
      holder: "한빛학원",
      verifiedAt: kernel.clock.now(),
    });
    const { rows: [row] } = await sql<{ sealed: Uint8Array }>`
      select settlement_account_sealed as sealed from debit.merchant where id = ${merchantId}`
      .execute(kernel.database.db);
    const plain = await kernel.sealing.openBytes(settlementAccountPlace(merchantId), row!.sealed);
    assert.equal(new TextDecoder().decode(plain), "110987654321");
    const [entry] = await world.customers.history(merchantId, merchantId);
    assert.equal(entry!.action, "settlementAccountNamed");
    assert.equal(JSON.stringify(entry).includes("110987654321"), false);
    const [told, ...more] = world.messages;
    assert.deepEqual(more, []);
    assert.deepEqual([told?.template, told?.tenantId], ["debit.accountNamed", merchantId]);
    assert.equal(told?.values["account"], "110******321");
  });
});

Deno.test("banks are those of today, industries are found by code and by name", async () => {
  await using world = await customerWorld();
  const banks = await world.merchants.banks();
  assert.equal(banks.some(({ code }) => code === "005"), false);
  const flagged = banks.filter(({ requiresRegistration }) => requiresRegistration);
  assert.deepEqual(flagged.map(({ name }) => name), ["국민은행", "새마을금고"]);
  const byName = await world.merchants.industries("학원");
  assert.ok(byName.some(({ code }) => code === "85621"));
  const byCode = await world.merchants.industries("856");
  assert.ok(byCode.every(({ code }) => code.startsWith("856")) && byCode.length > 5);
  assert.deepEqual(await world.merchants.industries("p"), [{ code: "P", name: "교육 서비스업" }]);
  assert.deepEqual(await world.merchants.industries("%"), []);
});

Deno.test("schedules are rows, and a row that cannot be kept is refused", async () => {
  await using world = await customerWorld();
  const { merchants } = world;
  const rules = await merchants.scheduleRules();
  assert.equal(rules.length, 5);
  const rule = rules.find(({ rail, operation }) =>
    rail === "directLine" && operation === "registration"
  )!;
  await merchants.saveScheduleRule({
    ...rule,
    bankCode: "088",
    cutoffTime: "12:00",
    actor: OPERATOR,
  });
  const own = (await merchants.scheduleRules()).find(({ bankCode }) => bankCode === "088");
  assert.equal(own!.cutoffTime, "12:00");
  const wrong = {
    ...rule,
    cutoffTime: "25:00",
    sendByTime: "11:00",
    countedFrom: "debitDay" as const,
  };
  await assert.rejects(merchants.saveScheduleRule({ ...wrong, actor: OPERATOR }), (error) => {
    assert.ok(error instanceof ScheduleRuleError);
    assert.deepEqual(error.problems.map(({ field, reason }) => `${field} ${reason}`), [
      "countedFrom unknown",
      "cutoffTime format",
      "sendByTime reversed",
    ]);
    return true;
  });
});

const hasPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

Deno.test({
  name: "an item is not removed beside an instruction that is added with it at the same time",
  ignore: !hasPostgres,
  async fn() {
    await using world = await customerWorld();
    const { merchants, merchantId, contracts } = world;
    const contractId = contracts.directLine;
    const customerId = await world.addCustomer();
    const input = { contractId, itemCode: "lunch", actor: STAFF };
    for (let round = 0; round < 8; round++) {
      await merchants.saveContractItem(merchantId, { ...input, collectionDay: 25 });
      const [removed, added] = await Promise.allSettled([
        merchants.removeContractItem(merchantId, input),
        world.addInstruction(customerId, { itemCode: "lunch" }),
      ]);
      assert.notEqual(removed.status, added.status);
      if (added.status === "fulfilled") {
        const end = { id: added.value, state: "ended" as const, actor: STAFF };
        await world.customers.stopInstruction(merchantId, end);
      }
    }
  },
});
