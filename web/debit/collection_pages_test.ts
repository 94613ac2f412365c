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
const CHOICE = { dueDate: DUE_DATE, scope: "all" };

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

Deno.test("requestRoutes() asks for all but the ticked, and says so before a second factor where nothing is ticked", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const { contract } = one.ids;
  for (const number of ["C0002", "C0003", "C0004"]) {
    await addPayer(site.debit, { merchantId: one.merchantId, contract, number });
  }
  const visitor = await site.visitor({ staff: one.merchantAdmin.token });
  const choice = `contractId=${contract}&dueDate=${DUE_DATE}`;
  const { rows } = await site.debit.orders.candidates(one.merchantId, {
    contractId: contract,
    dueDate: DUE_DATE,
    withArrears: false,
    limit: 10,
  });
  const left = rows.find(({ customerNumber }) => customerNumber === "C0003")!.instructionId;

  const list = await expectPage(visitor, `${debitPaths.requests}?${choice}&id=${left}`);
  assert.match(list, /id="tick-all" aria-label="이 쪽 모두 선택" hidden/);
  assert.match(list, new RegExp(`value="${left}" checked`));
  assert.match(list, /고른 1건을 뺀 2건 의뢰/);
  const narrowed = await expectPage(
    visitor,
    `${debitPaths.requests}?${choice}&text=C0002&id=${left}`,
  );
  assert.match(narrowed, /전체 3건 의뢰/, "a text narrows the list, not all");
  assert.equal(narrowed.split(`name="id" value="${left}"`).length - 1, 2, "kept in both forms");

  const rest = `${collectionPaths.requestConfirmation}?${choice}&scope=rest&id=${left}`;
  const confirmation = await expectPage(visitor, rest);
  assert.match(confirmation, /2건 의뢰합니다/);
  assert.match(confirmation, /뺀 것.*\(C0003\)/s);
  const ticked = await expectPage(visitor, rest.replace("scope=rest", "scope=ticked"));
  assert.match(ticked, /1건 의뢰합니다/);

  const { token } = await site.member({
    organisationId: one.merchantId,
    role: "merchantAdmin",
    isProved: false,
  });
  const unproved = await site.visitor({ staff: token });
  for (const scope of ["ticked", "rest"]) {
    const address = `${collectionPaths.requestConfirmation}?${choice}&scope=${scope}`;
    const answer = await unproved.get(address);
    assert.match(answer.headers.get("location") ?? "", /^\/debit\/requests\?.*done=unticked$/);
    const posted = await visitor.post(debitPaths.requests, {
      contractId: contract,
      dueDate: DUE_DATE,
      scope,
    });
    assert.match(posted.headers.get("location") ?? "", /done=unticked$/);
  }
  const many = Array.from({ length: 150 }, () => `id=${crypto.randomUUID()}`).join("&");
  const over = await expectPage(visitor, `${debitPaths.requests}?${choice}&${many}&id=${left}`);
  assert.match(over, /한 번에 150건까지 고를 수 있습니다\.<\//, "too many are told of");
  assert.match(over, new RegExp(`value="${left}" checked`), "and not cut");
  const toProof = await unproved.get(
    `${collectionPaths.requestConfirmation}?${choice}&scope=rest&${many}`,
  );
  const back = new URL(toProof.headers.get("location") ?? "", "http://x").searchParams.get(
    "return",
  );
  assert.equal(back?.split("id=").length, 151, "the way back keeps every tick");

  const fields = { contractId: contract, dueDate: DUE_DATE, scope: "rest", id: left };
  const answer = await visitor.post(debitPaths.requests, fields);
  assert.match(answer.headers.get("location") ?? "", /done=requested$/);
  const { rows: orders } = await site.debit.orders.list(one.merchantId, {
    state: "waiting",
    limit: 10,
  });
  assert.deepEqual(
    orders.map(({ customerNumber }) => customerNumber).sort(),
    ["C0001", "C0002", "C0004"],
  );
});

Deno.test("retryRoutes() says before a second factor that nothing is ticked, and asks for it where something is", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const { contract, order } = one.ids;
  const asked = new URLSearchParams({ contractId: contract, date: "2026-11-24" });
  const visitorOf = async (isProved: boolean) => {
    const who = { organisationId: one.merchantId, role: "merchantAdmin", isProved } as const;
    return await site.visitor({ staff: (await site.member(who)).token });
  };
  const unproved = await visitorOf(false);
  const ask = async (ticked: string) => {
    const answer = await unproved.get(`${collectionPaths.retryConfirmation}?${asked}${ticked}`);
    return answer.headers.get("location") ?? "";
  };
  const unticked = `${debitPaths.retries}?${asked}&done=unticked`;
  assert.equal(await ask(""), unticked);
  assert.equal(await ask(`&order=${order}`), unticked, "it has not failed");
  assert.match(await expectPage(unproved, unticked), /고른 것이 없습니다/);

  const change = async (table: string, values: object) => {
    await site.kernel.database.db.updateTable(table as never).set(values as never)
      .where("merchant_id" as never, "=", one.merchantId as never)
      .where("month" as never, "=", "2026-11-01" as never).execute();
  };
  await change("debit.charge", { due_date: "2026-11-20" });
  await change("debit.debit_order", { state: "failed", code: "0021" });
  assert.equal(await ask(""), unticked);
  assert.match(await ask(`&order=${order}`), /^\/staff\/second-factor\?/);
  const proved = await visitorOf(true);
  const confirmation = `${collectionPaths.retryConfirmation}?${asked}&order=${order}`;
  assert.match(await expectPage(proved, confirmation), /330,000원/);
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
