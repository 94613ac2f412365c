import assert from "node:assert/strict";
import { openCustomerSite } from "./customer_test_site.ts";

Deno.test("a ticked instruction's discount is computed, confirmed and applied", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  assert.match((await ask("GET", "/debit/discounts")).text, /김하늘 학원비/);
  // Copied from a page, a number may bring a mark that nobody sees.
  const choice = { instruction: ids.instruction, rate: "\u200e12.5" };
  const confirm = await ask("POST", "/debit/discounts/confirmation", choice);
  assert.equal(confirm.status, 200);
  assert.match(confirm.text, /41,250/);
  assert.match(confirm.text, /288,750/);
  const before = await site.debit.customers.getInstruction(merchantId, ids.instruction);
  assert.equal(before.discountWon, 0n);
  const applied = await ask("POST", "/debit/discounts", choice);
  assert.equal(applied.location, "/debit/discounts?changed=1");
  const after = await site.debit.customers.getInstruction(merchantId, ids.instruction);
  assert.equal(after.discountWon, 41_250n);
});

Deno.test("a discount without a tick or with a wrong rate is asked for again", async () => {
  await using world = await openCustomerSite();
  const answer = await world.ask("POST", "/debit/discounts/confirmation", { rate: "101" });
  assert.equal(answer.status, 422);
  assert.match(answer.text, /2곳을 확인해 주십시오/);
  assert.match(answer.text, /value="101"/);
});

Deno.test("a merchant puts an item into its contract and takes out one that nobody pays", async () => {
  await using world = await openCustomerSite();
  const { site, ids, merchantId, ask } = world;
  const path = `/debit/settings/contracts/${ids.contract}/items`;
  const form = {
    [`itemCode-${ids.contract}`]: "lunch",
    [`collectionDay-${ids.contract}`]: "25",
  };
  const fees = /‘학원비’ 항목과 같은 수수료가 붙습니다: 성공 300원, 실패 50원\./;
  assert.match((await ask("GET", "/debit/settings")).text, fees, "said before it is put in");
  assert.equal((await ask("POST", path, form)).status, 303);
  const [{ items = [] } = {}] = await site.debit.merchants.contracts(merchantId);
  const added = items.find(({ itemCode }) => itemCode === "lunch");
  assert.deepEqual([added?.successFeeWon, added?.failureFeeWon], [300n, 50n]);
  const itemsNow = async () => {
    const [contract] = await site.debit.merchants.contracts(merchantId);
    return contract?.items.map(({ itemCode }) => itemCode).toSorted();
  };
  assert.deepEqual(await itemsNow(), ["lunch", "tuition"]);
  const used = await ask("POST", `${path}/removal`, { itemCode: "tuition" });
  assert.equal(used.status, 409);
  assert.match(used.text, /이체정보가 1건입니다/);
  assert.equal((await ask("POST", `${path}/removal`, { itemCode: "lunch" })).status, 303);
  assert.deepEqual(await itemsNow(), ["tuition"]);
});

Deno.test("an item that is missing is asked of the operator", async () => {
  await using world = await openCustomerSite();
  const { ask } = world;
  const path = "/debit/settings/item-requests";
  const empty = await ask("POST", path, { name: "", reason: "새 강좌" });
  assert.equal(empty.status, 422);
  assert.match(empty.text, /value="새 강좌"/);
  assert.equal((await ask("POST", path, { name: "캠프비", reason: "새 강좌" })).status, 303);
  assert.match((await ask("GET", "/debit/settings")).text, /캠프비/);
});

Deno.test("the account for payouts is named when the bank knows its holder", async () => {
  await using world = await openCustomerSite();
  const { ask } = world;
  const path = "/debit/settings/settlement-account";
  const form = { bankCode: "088", account: "110-777-888999", holder: "업체" };
  const wrong = await ask("POST", path, { ...form, account: "1" });
  assert.equal(wrong.status, 422);
  assert.match(wrong.text, /계좌번호 자릿수가 아닙니다/);
  assert.equal((await ask("POST", path, form)).status, 303);
  const { text } = await ask("GET", "/debit/settings");
  assert.match(text, /110\*+999 · 업체/);
  assert.doesNotMatch(text, /110777888999/);
});

Deno.test("notices of the service are listed and read; a withdrawn one is gone", async () => {
  await using world = await openCustomerSite();
  const { site, ask } = world;
  const { notices } = site.debit;
  const { id } = await notices.save({
    service: "debit",
    title: "설 연휴 이체 안내",
    body: "첫 문단\n\n둘째 문단",
    isPinned: true,
    actor: "operator:test",
  });
  assert.match((await ask("GET", "/debit/notices")).text, /설 연휴 이체 안내/);
  assert.match((await ask("GET", `/debit/notices/${id}`)).text, /둘째 문단/);
  await notices.withdraw({ id, actor: "operator:test" });
  assert.equal((await ask("GET", `/debit/notices/${id}`)).status, 404);
});
