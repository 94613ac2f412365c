import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { addPayer, DUE_DATE } from "../testing/debit_world.ts";
import { openTwoTenants, type TwoTenants } from "../testing/two_tenants.ts";
import { debitPaths } from "./context.ts";

const RESULT_AT = "2026-11-20T11:00:00+09:00";

Deno.test("HomePage() lists results, failures first, before what still waits, and says when all was asked for", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const { contract } = one.ids;
  for (const number of ["C0002", "C0003"]) {
    await addPayer(site.debit, { merchantId: one.merchantId, contract, number });
  }
  const visitor = await site.visitor({ staff: one.merchantAdmin.token });
  assert.match(await expectPage(visitor, debitPaths.home), /2건 · 이번 달 아직 의뢰하지 않음/);
  await site.debit.orders.request(one.merchantId, {
    contractId: contract,
    dueDate: DUE_DATE,
    withArrears: false,
    instructionIds: "all",
    actor: "test",
  });
  await answer(world, { number: "C0002", state: "collected", code: "0000" });
  await answer(world, { number: "C0003", state: "failed", code: "0021" });
  const text = await expectPage(visitor, debitPaths.home);
  assert.match(text, /이번 달 의뢰를 모두 마쳤습니다/);
  assert.doesNotMatch(text, /아직 의뢰하지 않음/);
  const results = text.slice(text.indexOf('table-title">최근 이체의뢰결과'));
  assert.match(results, /C0003.*이체처리미완료.*C0002.*이체처리완료/s);
  assert.doesNotMatch(results, /이체의뢰대기/);
});

Deno.test("HomePage() shows a new merchant what to do first, and no empty chart", async () => {
  await using world = await openTwoTenants({ sandboxUrl: "http://127.0.0.1:9" });
  const { site, one } = world;
  const running = await site.visitor({ staff: one.merchantAdmin.token });
  const begun = await expectPage(running, debitPaths.home);
  assert.match(begun, /money-chart/);
  assert.match(begun, /처음 하실 일.*4가지 가운데 3가지 마침.*정산계좌 등록/s);

  const visitor = await newcomer(world);
  const text = await expectPage(visitor, debitPaths.home);
  assert.match(text, /4가지 가운데 0가지 마침/);
  for (const path of ["/staff/second-factor/settings", "/debit/settings", "/debit/customers/new"]) {
    assert.ok(text.split("처음 하실 일")[1]?.includes(`href="${path}"`), path);
  }
  assert.doesNotMatch(text, /money-chart|최근 이체의뢰결과/);
  assert.match(await expectPage(visitor, debitPaths.customers), /등록된 고객이 없습니다/);
  const searched = await expectPage(visitor, `${debitPaths.customers}?text=x`);
  assert.match(searched, /찾으시는 고객이 없습니다/);
});

async function answer(
  { site, one }: TwoTenants,
  { number, state, code }: { number: string; state: string; code: string },
) {
  const { rows } = await site.debit.orders.list(one.merchantId, { text: number, limit: 1 });
  const answered = { state, code, resulted_at: new Date(RESULT_AT) };
  await site.kernel.database.db.updateTable("debit.debit_order" as never).set(answered as never)
    .where("id" as never, "=", rows[0]!.id as never).execute();
}

/** The administrator of a merchant that was registered just now. */
async function newcomer({ site }: TwoTenants) {
  const { auth, debit, kernel } = site;
  const business = { name: "새 업체", businessNumber: "1208800767" };
  const id = await kernel.transaction(async (tx) => {
    const made = await auth.staff.createOrganisation(tx, business);
    await debit.merchants.create(tx, {
      ...business,
      id: made.id,
      representative: "한빛",
      address: "서울특별시 중구 세종대로 1",
      businessType: "교육서비스",
      businessItem: "학원",
      email: "office@example.com",
      phone: "02-700-0000",
      settlementCycle: "daily",
      settlementDay: 2,
      actor: "test",
    });
    return made.id;
  });
  const { token } = await site.member({
    organisationId: id,
    role: "merchantAdmin",
    isProved: false,
  });
  return await site.visitor({ staff: token });
}
