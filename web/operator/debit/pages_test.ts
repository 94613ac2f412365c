import assert from "node:assert/strict";
import { enrolCodeApp } from "@maru/auth/testing";
import { expectPage } from "../../test_site/expect_page.ts";
import { openAttackSite } from "../../testing/attack_site.ts";
import { createDebitThings } from "../../testing/debit_world.ts";
import { operatorDebitPaths as paths } from "./paths.ts";

Deno.test("operators run what all merchants share, and pay settlements that were approved", async () => {
  await using site = await openAttackSite();
  const { kernel, auth, debit } = site;
  const { token } = await site.staff({ loginId: "watcher", role: "operator" });
  const session = await auth.staff.find(token);
  await enrolCodeApp(auth.secondFactors, { sessionId: session?.id ?? "", at: new Date() });
  const visitor = await site.visitor({ staff: token });
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "한빛" })
  );
  const { ids } = await createDebitThings(site, {
    merchantId,
    name: "한빛",
    businessNumber: "1234567891",
  });
  const pages = [paths.files, paths.alerts, paths.items, paths.schedule, paths.notices];
  for (const path of [...pages, paths.newNotice, paths.payouts, paths.invoices]) {
    await expectPage(visitor, path);
  }
  for (const path of [paths.merchants, paths.settlements, paths.notices, paths.files]) {
    const [head = ""] =
      (await expectPage(visitor, path)).match(/<div class="page-head">.*?<h1>.*?button-primary/) ??
        [];
    assert.ok(
      !head.includes("table-card") && head !== "",
      `${path}: its act stands beside the title`,
    );
  }
  const notice = { service: "debit", title: "점검", body: "오늘 밤에 점검합니다.", isPinned: "on" };
  assert.equal((await visitor.post(paths.notices, notice)).status, 303);
  assert.match(await expectPage(visitor, paths.notices), /점검/);
  const item = { code: "busFee", name: "차량비", isActive: "on" };
  const savedItem = await visitor.post(paths.items, item);
  const items = await expectPage(visitor, savedItem.headers.get("location") ?? "");
  assert.match(items, /저장했습니다/);
  assert.match(items, /차량비/);
  const contract = paths.contract(merchantId, ids.contract);
  const fees = {
    itemCode: "busFee",
    collectionDay: "25",
    successFeeWon: "300",
    failureFeeWon: "50",
  };
  const savedFees = await visitor.post(paths.contractItems(merchantId, ids.contract), fees);
  assert.equal(savedFees.headers.get("location"), `${contract}?saved=1`);
  assert.match(await expectPage(visitor, `${contract}?saved=1`), /저장했습니다/);
  const rule = paths.scheduleRule("directLine", "debit", "all");
  await expectPage(visitor, rule);
  const { settlement } = ids;
  assert.match(await expectPage(visitor, `${paths.settlements}?from=2026-11-01`), /9,670원/);
  await expectPage(visitor, paths.settlement(merchantId, settlement));
  const pay = () => visitor.post(paths.settlementPayment(merchantId, settlement), {});
  assert.equal((await pay()).status, 409, "not before it is approved");
  const approve = paths.settlementApproval(merchantId, settlement);
  assert.equal((await visitor.post(approve, {})).status, 409, "nor without a checked account");
  // As settlements stand that were approved before an account was asked for.
  await kernel.database.db.updateTable("debit.settlement" as never)
    .set({ state: "approved", approved_by: "operator:before" } as never).execute();
  assert.equal((await pay()).status, 409, "not to a merchant without a checked account");
  await debit.merchants.nameSettlementAccount(merchantId, {
    bankCode: "088",
    account: "110123456789",
    holder: "업체 한빛",
    actor: "staff:test",
  });
  assert.match(await expectPage(visitor, paths.payouts), /다시 승인해 주십시오/);
  const { named } = await debit.settlements.payoutAccounts(merchantId);
  const approved = await visitor.post(approve, { account: named?.version ?? "" });
  assert.equal(approved.status, 303, "again, for the account named now");
  const early = await visitor.post(paths.payoutFile, { payoutOn: "2026-11-04" });
  assert.equal(early.status, 422, "a file without a transfer");
  assert.match(await early.text(), /지급할 정산이 없습니다/);
  assert.match(
    await expectPage(visitor, `${paths.payouts}?payoutOn=2026-11-04`),
    /지급일이 뒤입니다/,
  );
  const late = await expectPage(visitor, `${paths.payouts}?payoutOn=2026-11-09`);
  assert.match(late, /정산 1건, 9,670원/);
  assert.match(late, /지급일이 지났습니다/);
  const list = await visitor.post(paths.payoutFile, { payoutOn: "2026-11-09" });
  assert.match(await list.text(), /110123456789/, "one whose day has passed is not forgotten");
  const { length } = await kernel.accessLog.find({ action: "debit.payout.list", limit: 9 });
  assert.equal(length, 1, "whoever got no account number is not written down");
  assert.equal((await pay()).status, 303);
  const [paid] = await debit.settlements.list({ from: "2026-11-01", to: "2026-11-30" });
  assert.equal(paid?.state, "paid");
  const both = await kernel.accessLog.find({ action: "debit.settlement.payAlone", limit: 9 });
  assert.deepEqual(both.map(({ tenantId, subject }) => [tenantId, subject]), [
    [merchantId, `settlement:${settlement}`],
  ]);
  assert.match(await expectPage(visitor, paths.settlement(merchantId, settlement)), /한 사람이/);
});
