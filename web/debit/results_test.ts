import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { addPayer, DUE_DATE } from "../testing/debit_world.ts";
import { openTwoTenants, type TwoTenants } from "../testing/two_tenants.ts";
import { collectionPaths } from "./collection_paths.ts";
import { debitPaths } from "./context.ts";

const PERIOD = "from=2026-11-01&to=2026-11-30";

Deno.test("ResultPage() counts as the whole what banks are asked for, withdrawn ones apart", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  await addAsked(world, "C0002");
  const { rows: [order] } = await site.debit.orders.list(one.merchantId, {
    text: "C0002",
    limit: 1,
  });
  await site.debit.orders.withdraw(one.merchantId, { orderIds: [order!.id], actor: "test" });
  const visitor = await site.visitor({ staff: one.merchantAdmin.token });
  const text = await expectPage(visitor, `${debitPaths.results}?${PERIOD}`);
  const cards = text.slice(
    text.indexOf("state-totals"),
    text.indexOf("</nav>", text.indexOf("state-totals")),
  );
  assert.match(cards, /전체<\/span>\s*<strong>1건<\/strong>.*의뢰취소 제외/s);
  assert.match(cards, /의뢰취소<\/span>\s*<strong>1건<\/strong>/);
  assert.doesNotMatch(text, /C0002/);
  const withdrawn = await expectPage(visitor, `${debitPaths.results}?${PERIOD}&state=withdrawn`);
  assert.match(withdrawn, /C0002/);
  const { requestedCount } = await site.debit.aggregates.dashboard(one.merchantId);
  assert.equal(requestedCount, 1);
});

Deno.test("what failed on the 25th is sent to the next month wherever its failure is told", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const { rows: [order] } = await site.debit.orders.list(one.merchantId, {
    month: "2026-11-01",
    limit: 1,
  });
  await site.kernel.database.db.updateTable("debit.debit_order" as never)
    .set({ state: "failed", code: "0021" } as never)
    .where("id" as never, "=", order!.id as never).execute();
  const visitor = await site.visitor({ staff: one.merchantAdmin.token });
  for (const path of [collectionPaths.result(order!.id), debitPaths.home]) {
    const text = await expectPage(visitor, path);
    assert.match(text, /다음 이체의뢰에서 미수금과 함께 의뢰해 주십시오/, path);
    assert.doesNotMatch(text, /같은 달 다른 날에 재처리/, path);
  }
  const retries = await expectPage(visitor, `${debitPaths.retries}?date=2026-11-30`);
  assert.match(retries, /25일 이후/);
  assert.match(retries, /의뢰할 수 없는 날입니다.*결과가 다음 달에 나오는 날이라/s);
});

async function addAsked({ site, one }: TwoTenants, number: string): Promise<void> {
  const { merchantId, ids: { contract } } = one;
  const { instruction } = await addPayer(site.debit, { merchantId, contract, number });
  await site.debit.orders.request(merchantId, {
    contractId: contract,
    dueDate: DUE_DATE,
    withArrears: false,
    instructionIds: [instruction],
    actor: "test",
  });
}
