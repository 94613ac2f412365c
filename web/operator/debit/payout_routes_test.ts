import assert from "node:assert/strict";
import { enrolCodeApp } from "@maru/auth/testing";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { createDebitThings } from "../../testing/debit_world.ts";
import { operatorPaths } from "../context.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

const PAYOUT_ON = "2026-11-05";

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
  return {
    first: await operator("first"),
    second: await operator("second"),
    nameAccount,
    settlement: () => debit.settlements.get(merchantId, ids.settlement),
    page: paths.settlement(merchantId, ids.settlement),
    approval: paths.settlementApproval(merchantId, ids.settlement),
    payment: paths.settlementPayment(merchantId, ids.settlement),
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

Deno.test("who approved a payout does not pay it by ending the other operator", async () => {
  await using world = await openPayouts();
  const { first, second, approval, payment } = world;
  await first.visitor.get(operatorPaths.staff);
  assert.equal((await first.visitor.post(approval, {})).status, 303);
  const end = operatorPaths.staffDisable(second.staffId);
  assert.equal((await first.visitor.post(end, {})).status, 303);
  assert.equal((await first.visitor.post(payment, {})).status, 409);
  await world.nameAccount("110123456788");
  assert.equal((await first.visitor.post(approval, {})).status, 303);
  const answer = await first.visitor.post(payment, {});
  assert.equal(answer.status, 409, "nor by approving it again, alone now");
  assert.equal((await world.settlement()).state, "approved");
});

Deno.test("an operator who was alone at the approval pays what he approved", async () => {
  await using world = await openPayouts();
  const { first, second, approval, payment } = world;
  await first.visitor.get(operatorPaths.staff);
  await first.visitor.post(operatorPaths.staffDisable(second.staffId), {});
  assert.equal((await first.visitor.post(approval, {})).status, 303);
  assert.equal((await first.visitor.post(payment, {})).status, 303);
});

Deno.test("a payout goes where it was approved to go, whatever account is named meanwhile", async () => {
  await using world = await openPayouts();
  const { first, second, approval, payment } = world;
  const payouts = async () =>
    await (await second.visitor.post(paths.payoutFile, { payoutOn: PAYOUT_ON })).text();
  await first.visitor.get(operatorPaths.staff);
  assert.equal((await first.visitor.post(approval, {})).status, 303);
  const again = await first.visitor.post(approval, {});
  assert.equal(again.status, 409, "once, as long as the account is the same");
  assert.doesNotMatch(await expectPage(second.visitor, world.page), /다시 승인/);
  assert.match(await payouts(), /110123456789/);
  const { accountMasked: approvedFor } = await world.settlement();

  await world.nameAccount("110987654321");
  assert.match(await payouts(), /110123456789/);
  assert.match(await expectPage(second.visitor, world.page), /정산계좌가 바뀌었습니다/);
  assert.match(await expectPage(second.visitor, paths.payouts), /승인 뒤 변경됨/);
  assert.equal((await second.visitor.post(payment, {})).status, 303);
  const paid = await world.settlement();
  assert.deepEqual([paid.state, paid.accountMasked], ["paid", approvedFor]);
});

Deno.test("approved again, a payout goes to the account that was named meanwhile", async () => {
  await using world = await openPayouts();
  const { first, second, approval } = world;
  await first.visitor.get(operatorPaths.staff);
  await first.visitor.post(approval, {});
  await world.nameAccount("110987654321");
  assert.equal((await first.visitor.post(approval, {})).status, 303);
  await expectPage(second.visitor, paths.payouts);
  const file = await second.visitor.post(paths.payoutFile, { payoutOn: PAYOUT_ON });
  assert.match(await file.text(), /110987654321/);
});
