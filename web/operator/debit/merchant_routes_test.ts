import assert from "node:assert/strict";
import { enrolCodeApp } from "@maru/auth/testing";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { pageFaults } from "../../testing.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

async function openOperator() {
  const site = await openAttackSite();
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const session = await site.auth.staff.find(token);
  await enrolCodeApp(site.auth.secondFactors, { sessionId: session?.id ?? "", at: new Date() });
  const visitor = await site.visitor({ staff: token });
  return { site, visitor, [Symbol.asyncDispose]: () => site[Symbol.asyncDispose]() };
}

const MERCHANT = {
  organisationId: "",
  name: "새롬음악학원",
  businessNumber: "123-45-67891",
  representative: "한새롬",
  address: "서울특별시 중구 세종대로 1",
  businessType: "교육서비스",
  businessItem: "학원",
  email: "office@example.com",
  phone: "02-700-0000",
  settlementCycle: "daily",
  settlementDay: "2",
  administratorName: "한새롬",
} as const;

const CONTRACT = {
  name: "기본 계약",
  rail: "directLine",
  dueDays: "25, 5",
  startsOn: "2026-11-01",
  endsOn: "",
  monthlyLimitWon: "100,000,000",
  debitLimitWon: "1,000,000",
  registrationFeeWon: "0",
  retriesAutomatically: "on",
} as const;

Deno.test("an operator makes a merchant with its organisation; the password is shown this one time", async () => {
  await using world = await openOperator();
  const { site, visitor } = world;
  const form = await expectPage(visitor, paths.newMerchant);
  const key = form.match(/name="_key" value="([^"]+)"/)?.[1] ?? "";
  const refused = await visitor.post(paths.merchants, { ...MERCHANT, businessNumber: "1" });
  assert.equal(refused.status, 422);
  const refusal = await refused.text();
  assert.deepEqual(pageFaults(refusal), []);
  assert.match(refusal, /value="새롬음악학원"/);
  assert.deepEqual(await site.auth.staff.organisations({ text: "새롬", limit: 9 }), []);

  const made = await visitor.post(paths.merchants, { ...MERCHANT, _key: key });
  const text = await made.text();
  assert.deepEqual(pageFaults(text), []);
  const [loginId = "", password = ""] = [...text.matchAll(/<code>([^<]+)<\/code>/g)]
    .map(([, code]) => code);
  const { session } = await site.auth.staff.logIn({ loginId, password, address: "192.0.2.4" });
  assert.equal(session.role, "merchantAdmin");
  assert.ok(session.mustChangePassword);
  const again = await visitor.post(paths.merchants, { ...MERCHANT, _key: key });
  assert.equal(again.status, 303, "a second press makes nothing and shows no password");
  const merchants = await site.debit.merchants.list({});
  assert.equal(merchants.length, 1);
  assert.equal(merchants[0]?.id, session.organisationId);
  assert.match(await expectPage(visitor, paths.merchants), /새롬음악학원/);
  await expectPage(visitor, paths.merchantForm(session.organisationId ?? ""));
});

Deno.test("an operator writes a contract, sets the fees of an item, and takes the item out again", async () => {
  await using world = await openOperator();
  const { site, visitor } = world;
  await visitor.post(paths.merchants, MERCHANT);
  const [merchant] = await site.debit.merchants.list({});
  const id = merchant?.id ?? "";
  await expectPage(visitor, paths.newContract(id));
  const wrong = await visitor.post(paths.contracts(id), {
    ...CONTRACT,
    debitLimitWon: "999999999",
  });
  assert.equal(wrong.status, 422);
  assert.match(await wrong.text(), /월 한도보다 클 수 없습니다/);
  const saved = await visitor.post(paths.contracts(id), CONTRACT);
  assert.equal(saved.status, 303);
  const [contract] = await site.debit.merchants.contracts(id);
  assert.deepEqual(contract?.dueDays, [5, 25]);
  assert.equal(contract?.monthlyLimitWon, 100_000_000n);
  const contractId = contract?.id ?? "";
  const item = {
    itemCode: "tuition",
    collectionDay: "25",
    successFeeWon: "1,250",
    failureFeeWon: "50",
  };
  assert.equal((await visitor.post(paths.contractItems(id, contractId), item)).status, 303);
  const text = await expectPage(visitor, paths.contract(id, contractId));
  assert.match(text, /1,250원/);
  const elsewhere = { ...item, collectionDay: "7" };
  assert.equal((await visitor.post(paths.contractItems(id, contractId), elsewhere)).status, 422);
  const changed = { ...CONTRACT, name: "바뀐 계약", endsOn: "2027-12-31" };
  assert.equal((await visitor.post(paths.contract(id, contractId), changed)).status, 303);
  const end = paths.contractItemEnd(id, contractId, "tuition");
  assert.equal((await visitor.post(end, {})).status, 303);
  const [after] = await site.debit.merchants.contracts(id);
  assert.equal(after?.name, "바뀐 계약");
  assert.deepEqual(after?.items, []);
  assert.match(await expectPage(visitor, paths.merchant(id)), /바뀐 계약/);
});

Deno.test("what was agreed with a merchant is changed, and wrong values come back with their words", async () => {
  await using world = await openOperator();
  const { site, visitor } = world;
  await visitor.post(paths.merchants, MERCHANT);
  const [merchant] = await site.debit.merchants.list({});
  const path = paths.merchantForm(merchant?.id ?? "");
  const { administratorName: _name, organisationId: _id, ...fields } = MERCHANT;
  const refused = await visitor.post(path, { ...fields, email: "이메일" });
  assert.equal(refused.status, 422);
  assert.match(await refused.text(), /이메일: 형식이 맞지 않습니다/);
  const saved = await visitor.post(path, {
    ...fields,
    settlementCycle: "monthly",
    settlementDay: "10",
  });
  assert.equal(saved.status, 303);
  const [after] = await site.debit.merchants.list({});
  assert.deepEqual([after?.settlementCycle, after?.settlementDay], ["monthly", 10]);
});
