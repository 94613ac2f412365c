import assert from "node:assert/strict";
import { enrolCodeApp } from "@maru/auth/testing";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { createDebitThings } from "../../testing/debit_world.ts";
import { operatorPaths } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const PAYOUT_ON = "2026-11-05";
const OTHER_ID = "01900000-0000-7000-8000-0000000000b2";

/** Two operators, and a merchant with a settlement that waits for its approval. */
async function openPayouts() {
  const site = await openAttackSite();
  const { kernel, auth, debit } = site;
  async function operator(loginId: string) {
    const { staffId, token } = await site.staff({ loginId, role: "operator" });
    const session = await auth.staff.find(token);
    await enrolCodeApp(auth.secondFactors, { sessionId: session?.id ?? "", at: new Date() });
    return { staffId, visitor: await site.visitor({ staff: token }) };
  }
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "한빛" })
  );
  const merchant = { merchantId, name: "한빛", businessNumber: "1234567891" };
  const { ids } = await createDebitThings(site, merchant);
  const nameAccount = (account: string) =>
    debit.merchants.nameSettlementAccount(merchantId, {
      bankCode: "088",
      account,
      holder: "업체 한빛",
      actor: "staff:test",
    });
  await nameAccount("110123456789");
  const page = paths.settlement(merchantId, ids.settlement);
  const approval = paths.settlementApproval(merchantId, ids.settlement);
  type Visitor = Awaited<ReturnType<typeof site.visitor>>;
  return {
    kernel,
    /** As a person does: for the account that the page shows. */
    async approve({ visitor }: { readonly visitor: Visitor }) {
      const account = /name="account" value="(\w+)"/.exec(await expectPage(visitor, page))?.[1];
      return await visitor.post(approval, account === undefined ? {} : { account });
    },
    staff: auth.staff,
    first: await operator("first"),
    second: await operator("second"),
    nameAccount,
    accounts: () => debit.settlements.payoutAccounts(merchantId),
    settlement: () => debit.settlements.get(merchantId, ids.settlement),
    page,
    approval,
    /** One more settlement, of the next day. */
    async another() {
      await kernel.database.db.insertInto("debit.settlement" as never).values(
        {
          merchant_id: merchantId,
          id: OTHER_ID,
          covers_from: "2026-11-03",
          covers_to: "2026-11-03",
          payout_on: "2026-11-06",
          collected_count: 1,
          collected_won: 10_000n,
          fee_won: 300n,
          vat_won: 30n,
          payout_won: 9_670n,
          state: "computed",
          computed_at: kernel.clock.now(),
          vat_posting_id: kernel.uuid(),
          payout_posting_id: kernel.uuid(),
        } as never,
      ).execute();
    },
    other: paths.settlement(merchantId, OTHER_ID),
    payment: paths.settlementPayment(merchantId, ids.settlement),
    unlisting: paths.settlementUnlisting(merchantId, ids.settlement),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

Deno.test("who approved a payout does not pay it by ending the other operator", async () => {
  await using world = await openPayouts();
  const { first, second, payment } = world;
  await first.visitor.get(operatorPaths.staff);
  assert.equal((await world.approve(first)).status, 303);
  const end = operatorPaths.staffDisable(second.staffId);
  assert.equal((await first.visitor.post(end, {})).status, 303);
  assert.equal((await first.visitor.post(payment, {})).status, 409);
  await world.nameAccount("110123456788");
  assert.equal((await world.approve(first)).status, 303);
  const answer = await first.visitor.post(payment, {});
  assert.equal(answer.status, 409, "nor by approving it again, alone now");
  assert.equal((await world.settlement()).state, "approved");
});

Deno.test("an operator who was alone at the approval pays what he approved", async () => {
  await using world = await openPayouts();
  const { first, second, payment } = world;
  await first.visitor.get(operatorPaths.staff);
  await first.visitor.post(operatorPaths.staffDisable(second.staffId), {});
  assert.equal((await world.approve(first)).status, 303);
  assert.equal((await first.visitor.post(payment, {})).status, 303);
});

Deno.test("a payout goes where it was approved to go, whatever account is named meanwhile", async () => {
  await using world = await openPayouts();
  const { first, second, payment } = world;
  const payouts = async () =>
    await (await second.visitor.post(paths.payoutFile, { payoutOn: PAYOUT_ON })).text();
  await first.visitor.get(operatorPaths.staff);
  assert.equal((await world.approve(first)).status, 303);
  const again = await world.approve(first);
  assert.equal(again.status, 409, "once, as long as the account is the same");
  assert.doesNotMatch(await expectPage(second.visitor, world.page), /다시 승인/);
  const { accountMasked: approvedFor } = await world.settlement();

  await world.nameAccount("110987654321");
  assert.match(await payouts(), /110123456789/);
  const changed = await expectPage(second.visitor, world.page);
  assert.match(changed, /승인한 뒤 정산계좌가 바뀌었습니다.*승인한 계좌: 신한은행 [\d*-]+789/);
  assert.match(await expectPage(second.visitor, paths.payouts), /승인 뒤 변경됨/);
  assert.equal((await second.visitor.post(payment, {})).status, 303);
  const paid = await world.settlement();
  assert.deepEqual([paid.state, paid.accountMasked], ["paid", approvedFor]);
});

Deno.test("approved again, a payout goes to the account that was named meanwhile", async () => {
  await using world = await openPayouts();
  const { first, second } = world;
  await first.visitor.get(operatorPaths.staff);
  await world.approve(first);
  await world.nameAccount("110987654321");
  const changed = await expectPage(second.visitor, world.page);
  assert.match(changed, /승인한 계좌: 신한은행 [\d*-]+789/);
  assert.match(changed, /새 정산계좌.*신한은행 [\d*-]+321 업체 한빛/, "both are told apart");
  assert.equal((await world.approve(first)).status, 303);
  await expectPage(second.visitor, paths.payouts);
  const file = await second.visitor.post(paths.payoutFile, { payoutOn: PAYOUT_ON });
  assert.match(await file.text(), /110987654321/);
});

Deno.test("an operator approves for the account that he sees, and for no other one", async () => {
  await using world = await openPayouts();
  const { first, second, approval, payment } = world;
  const before = await expectPage(first.visitor, world.page);
  assert.match(
    before,
    /지급할 계좌.*신한은행 [\d*-]+789 업체 한빛.*예금주 확인.*2026\.11\.20 10:00/,
  );
  assert.match(before, /이 업체에 처음 지급합니다/);
  assert.doesNotMatch(before, /110123456789|지난 지급 계좌와 다릅니다/);
  const { named: seen } = await world.accounts();
  assert.ok(before.includes(`name="account" value="${seen?.version}"`));

  await world.nameAccount("110987654321");
  const refused = await first.visitor.post(approval, { account: seen?.version ?? "" });
  assert.equal(refused.status, 409);
  const shown = await refused.text();
  assert.match(shown, /승인하지 않았습니다.*업체가 정산계좌를 바꾸었습니다/);
  assert.match(shown, /지급할 계좌.*신한은행 [\d*-]+321 업체 한빛/, "the new one is shown at once");
  assert.equal((await first.visitor.post(approval, {})).status, 409, "nor for none");
  assert.equal((await world.settlement()).state, "computed");
  const { named } = await world.accounts();
  assert.ok(shown.includes(`name="account" value="${named?.version}"`));
  assert.equal((await world.approve(first)).status, 303);
  assert.match((await world.settlement()).accountMasked ?? "", /321$/);
  assert.match(await expectPage(second.visitor, world.page), /지급할 계좌.*321 업체 한빛/);
  assert.equal((await second.visitor.post(payment, {})).status, 303);
});

Deno.test("another account than at the last payout stands beside that one", async () => {
  await using world = await openPayouts();
  const { first, second, payment } = world;
  await first.visitor.get(operatorPaths.staff);
  await world.approve(first);
  await second.visitor.get(operatorPaths.staff);
  assert.equal((await second.visitor.post(payment, {})).status, 303);
  await world.another();

  const same = await expectPage(first.visitor, world.other);
  assert.match(same, /같은 계좌 \(2026\.11\.20 지급\)/);
  await world.nameAccount("110123456789");
  assert.match(await expectPage(first.visitor, world.other), /같은 계좌/, "named again");
  await world.nameAccount("110987654321");
  const changed = await expectPage(first.visitor, world.other);
  assert.match(changed, /지난 지급 계좌와 다릅니다/);
  assert.match(
    changed,
    /지급할 계좌.*321 업체.*지난 지급 계좌.*789 업체 한빛 \(2026\.11\.20 지급\)/,
  );
});

Deno.test("nothing is approved for a merchant whose account is missing or was not checked", async () => {
  await using world = await openPayouts();
  const { first, approval } = world;
  const merchant = world.kernel.database.db.updateTable("debit.merchant" as never);
  await merchant.set({ settlement_verified_at: null } as never).execute();
  const unchecked = await expectPage(first.visitor, world.page);
  assert.match(unchecked, /예금주를 확인하지 않은 정산계좌라 승인할 수 없습니다/);
  assert.match(unchecked, /업체에 정산계좌 등록을 요청해 주십시오/);
  assert.ok(!unchecked.includes(`action="${approval}"`), "and no button");
  const { named } = await world.accounts();
  const refused = await first.visitor.post(approval, { account: named?.version ?? "" });
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /지급할 계좌가 없거나 확인되지 않았습니다/);

  await merchant.set({
    settlement_bank_code: null,
    settlement_account_sealed: null,
    settlement_account_masked: null,
  } as never).execute();
  const missing = await expectPage(first.visitor, world.page);
  assert.match(missing, /업체가 정산계좌를 등록하지 않아 승인할 수 없습니다/);
  assert.ok(!missing.includes(`action="${approval}"`));
  assert.equal((await world.settlement()).state, "computed");
});

Deno.test("a settlement that pays nothing out is approved without an account", async () => {
  await using world = await openPayouts();
  const { first } = world;
  await world.kernel.database.db.updateTable("debit.settlement" as never)
    .set({ collected_won: 330n, payout_won: 0n } as never).execute();
  const page = await expectPage(first.visitor, world.page);
  assert.match(page, /지급할 금액이 없어 계좌를 정하지 않습니다/);
  assert.doesNotMatch(page, /name="account"/);
  assert.equal((await world.approve(first)).status, 303);
});

/** Approved by the first, and in a file that the second took. */
async function openListed() {
  const world = await openPayouts();
  const { first, second } = world;
  await first.visitor.get(operatorPaths.staff);
  assert.equal((await world.approve(first)).status, 303);
  await expectPage(second.visitor, paths.payouts);
  const take = () => second.visitor.post(paths.payoutFile, { payoutOn: PAYOUT_ON });
  const file = await take();
  assert.equal(file.status, 200);
  assert.match(await file.text(), /110123456789/);
  const { listing } = await world.settlement();
  return {
    ...world,
    take,
    listing,
    takeAgain: () => second.visitor.post(paths.payoutFileAgain, { listing: listing?.id ?? "" }),
    logged: (action: string) => world.kernel.accessLog.find({ action, limit: 9 }),
    [Symbol.asyncDispose]: () => world[Symbol.asyncDispose](),
  };
}

Deno.test("what stands in a file is in no other one, and the page tells when and by whom it was taken", async () => {
  await using world = await openListed();
  const { second, listing } = world;
  assert.equal(listing?.by, `operator:${second.staffId}`);
  const next = await world.take();
  assert.equal(next.status, 422);
  assert.doesNotMatch(await next.text(), /110123456789/);
  assert.deepEqual((await world.settlement()).listing, listing);
  const [{ name = "" } = {}] = await world.staff.list({ staffId: second.staffId });
  const words = new RegExp(`2026\\.11\\.20 10:00 ${name}`);
  const list = await expectPage(second.visitor, paths.payouts);
  assert.match(list, /이미 내려받은 정산/);
  assert.match(list, words);
  assert.doesNotMatch(list, /을 담습니다/);
  assert.match(await expectPage(second.visitor, world.page), words);
});

Deno.test("a file is taken again with the same accounts, as long as it is not paid", async () => {
  await using world = await openListed();
  await world.nameAccount("110987654321");
  const again = await world.takeAgain();
  assert.equal(again.status, 200);
  assert.match(await again.text(), /110123456789/);
  assert.deepEqual((await world.settlement()).listing, world.listing);
  const entries = await world.logged("debit.payout.listAgain");
  assert.deepEqual(entries.map(({ actor, subject }) => [actor, subject]), [
    [`operator:${world.second.staffId}`, `payoutFile:${world.listing?.id}`],
  ]);
  assert.equal((await world.second.visitor.post(world.payment, {})).status, 303);
  assert.equal((await world.takeAgain()).status, 422);
  const nonsense = await world.second.visitor.post(paths.payoutFileAgain, { listing: "nonsense" });
  assert.equal(nonsense.status, 422);
  assert.equal((await world.logged("debit.payout.listAgain")).length, 1);
});

Deno.test("what stands in a file is not approved for another account before it is taken out", async () => {
  await using world = await openListed();
  const { first, second, approval, unlisting } = world;
  await world.nameAccount("110987654321");
  const { named } = await world.accounts();
  const refused = await first.visitor.post(approval, { account: named?.version ?? "" });
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /먼저 지급 목록에서 빼 주십시오/);
  const before = await expectPage(first.visitor, world.page);
  assert.doesNotMatch(before, /새 계좌로 다시 승인</);
  assert.match(before, /지급하지 않음 \(목록에서 빼기\)/);
  const { accountMasked, listing } = await world.settlement();
  assert.equal((await world.take()).status, 422, "and no file has it again");

  assert.equal((await second.visitor.post(unlisting, {})).status, 303);
  const [entry] = await world.logged("debit.payout.unlist");
  assert.equal(entry?.actor, `operator:${second.staffId}`);
  assert.ok(entry?.reason?.includes(`${listing?.id}`), "the file");
  assert.ok(entry?.reason?.includes(`${accountMasked}`), "and the account that it had");
  assert.equal((await world.takeAgain()).status, 422, "it is in the old file no more");
  assert.equal((await world.approve(first)).status, 303);
  assert.match(await (await world.take()).text(), /110987654321/);
});

Deno.test("only what stands in a file and is not paid is taken out of it", async () => {
  await using world = await openListed();
  const { second, unlisting, payment } = world;
  assert.equal((await second.visitor.post(payment, {})).status, 303);
  assert.equal((await second.visitor.post(unlisting, {})).status, 409);
  assert.deepEqual((await world.settlement()).listing, world.listing, "the record stays");
  assert.doesNotMatch(await expectPage(second.visitor, world.page), /목록에서 빼기/);

  await using other = await openPayouts();
  await other.first.visitor.get(operatorPaths.staff);
  assert.equal((await other.approve(other.first)).status, 303);
  assert.equal((await other.first.visitor.post(other.unlisting, {})).status, 409);
});
