import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { addPayer, DUE_DATE } from "../testing/debit_world.ts";
import { openTwoTenants } from "../testing/two_tenants.ts";
import { collectionPaths } from "./collection_paths.ts";
import { debitPaths } from "./context.ts";

const PAGES = [
  debitPaths.home,
  debitPaths.calendar,
  `${debitPaths.calendar}?month=2026-12`,
  debitPaths.registrations,
  `${debitPaths.registrations}?state=waiting&text=김`,
  debitPaths.requests,
  debitPaths.retries,
  debitPaths.results,
  `${debitPaths.results}?from=2026-11-01&to=2026-11-30&sort=amount&direction=ascending`,
  debitPaths.exchange,
];
const CHOICE = { dueDate: DUE_DATE, all: "on" };

Deno.test("debitRoutes() draws the pages of collection, and what members may not do is not offered", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { merchantAdmin, merchantStaff, ids } = world.one;
  const paths = [...PAGES, collectionPaths.result(ids.order)];
  const admin = await world.site.visitor({ staff: merchantAdmin.token });
  for (const path of paths) await expectPage(admin, path);
  const looker = await world.site.visitor({ staff: merchantStaff.token });
  for (const path of paths) {
    const main = (await expectPage(looker, path)).split("<main")[1] ?? "";
    assert.doesNotMatch(main, /고른 것|전체 \d+건 의뢰|신청취소<\/button>|취소합니다/, path);
  }
});

Deno.test("requestRoutes() asks for all after a confirmation, once, and takes back until the cutoff", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const { contract } = one.ids;
  await addPayer(site.debit, { merchantId: one.merchantId, contract, number: "C0002" });
  const visitor = await site.visitor({ staff: one.merchantAdmin.token });
  const query = new URLSearchParams({ ...CHOICE, contractId: contract });
  const list = await expectPage(visitor, `${debitPaths.requests}?${query}`);
  assert.match(list, /주의사항/);
  assert.match(list, /이번 달에 이미 의뢰했습니다/);
  assert.match(list, /전체 1건 의뢰 · 330,000원/);
  const confirmation = await expectPage(visitor, `${collectionPaths.requestConfirmation}?${query}`);
  assert.match(confirmation, /1건 의뢰합니다/);
  const fields = { ...CHOICE, contractId: contract };
  const waiting = async () =>
    (await site.debit.orders.list(one.merchantId, { state: "waiting", limit: 10 })).rows;
  for (const expected of [/done=requested$/, /dueDate=2026-11-25$/]) {
    const answer = await visitor.post(debitPaths.requests, fields);
    assert.equal(answer.status, 303);
    assert.match(answer.headers.get("location") ?? "", expected);
    assert.equal((await waiting()).length, 2);
  }
  const order = (await waiting())[0]?.id ?? "";
  const back = { order, back: debitPaths.requests };
  assert.equal((await visitor.post(collectionPaths.orderWithdrawal, back)).status, 303);
  assert.equal((await waiting()).length, 1);

  site.test.clock.set(new Date(`${DUE_DATE}T14:00:00+09:00`));
  const { token } = await site.member({
    organisationId: one.merchantId,
    role: "merchantAdmin",
    isProved: true,
  });
  const latecomer = await site.visitor({ staff: token });
  const late = await expectPage(latecomer, `${debitPaths.requests}?${query}`);
  assert.doesNotMatch(late, /건 의뢰 ·|고른 것만 의뢰|고른 의뢰 취소/);
  assert.match(late, /오늘 14:00에 마감해 이체의뢰 버튼이 보이지 않습니다/);
  const refused = await latecomer.post(debitPaths.requests, fields);
  assert.equal(refused.status, 409);
  assert.match(await refused.text(), /마감 시각이 지났습니다/);
});

Deno.test("exports of results and registrations hold what the list holds", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const visitor = await world.site.visitor({ staff: world.one.merchantAdmin.token });
  const period = "from=2026-11-01&to=2026-11-30";
  const results = await visitor.get(`${collectionPaths.resultsExport("csv")}?${period}`);
  assert.match(results.headers.get("content-disposition") ?? "", /^attachment; filename\*=UTF-8''/);
  assert.match(await results.text(), /2026-11-25,C0001,김하늘,.*,330000,이체의뢰대기,/);
  const registrations = await visitor.get(collectionPaths.registrationsExport("csv"));
  assert.match(await registrations.text(), /C0001,김하늘,.*,계좌신청대기,/);
  const sheet = new Uint8Array(
    await (await visitor.get(`${collectionPaths.resultsExport("xlsx")}?${period}`)).arrayBuffer(),
  );
  assert.equal(new TextDecoder().decode(sheet.slice(0, 2)), "PK");
});
