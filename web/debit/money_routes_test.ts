import assert from "node:assert/strict";
import { expectPage } from "../test_site/expect_page.ts";
import { openAttackSite } from "../testing/attack_site.ts";
import { createDebitThings } from "../testing/debit_world.ts";
import { pageFaults } from "../testing.ts";
import { debitPaths } from "./context.ts";
import {
  aggregateExport,
  aggregateRows,
  aggregateRowsExport,
  cashCharge,
  cashReceipts,
  cashReversal,
  invoiceAnswer,
  settlementExport,
} from "./money_paths.ts";

/** A merchant whose one debit failed, logged in with a second factor. */
async function openMerchant() {
  const site = await openAttackSite();
  const { kernel, auth } = site;
  const { id: merchantId } = await kernel.transaction((tx) =>
    auth.staff.createOrganisation(tx, { name: "한빛음악학원" })
  );
  const { ids } = await createDebitThings(site, {
    merchantId,
    name: "한빛",
    businessNumber: "1234567891",
  });
  const member = await site.member({
    organisationId: merchantId,
    role: "merchantAdmin",
    isProved: true,
  });
  const db = kernel.database.db as unknown as {
    updateTable(name: string): {
      set(values: object): { where(...terms: string[]): { execute(): Promise<unknown> } };
    };
  };
  await db.updateTable("debit.debit_order").set({
    state: "failed",
    code: "0021",
    resulted_at: kernel.clock.now(),
  }).where("id", "=", ids.order).execute();
  const visitor = await site.visitor({ staff: member.token });
  return {
    site,
    visitor,
    merchantId,
    ids,
    [Symbol.asyncDispose]: () => site[Symbol.asyncDispose](),
  };
}

/** Fees of the settlement, as computing it writes them. */
async function insertLine(
  { kernel }: Pick<Awaited<ReturnType<typeof openAttackSite>>, "kernel">,
  { merchantId, ids, kind, count, unitWon }: {
    merchantId: string;
    ids: { readonly settlement: string; readonly contract: string };
    kind: string;
    count: number;
    unitWon: bigint;
  },
): Promise<void> {
  await kernel.database.db.insertInto("debit.settlement_line" as never).values({
    merchant_id: merchantId,
    settlement_id: ids.settlement,
    contract_id: ids.contract,
    item_code: "tuition",
    kind,
    unit_fee_won: unitWon,
    line_count: count,
    fee_won: unitWon * BigInt(count),
    collected_won: kind === "success" ? 10_000n : 0n,
    posting_id: kernel.uuid(),
  } as never).execute();
}

Deno.test("six aggregates by three keys show lines, rows and workbooks of the period", async () => {
  await using world = await openMerchant();
  const { visitor } = world;
  assert.equal((await visitor.get(debitPaths.aggregates)).status, 303);
  for (
    const name of ["requests", "arrears", "discounts", "registrations", "debits", "settlements"]
  ) {
    for (const key of ["item", "grade", "bank"]) {
      const query = `key=${key}&from=2026-11-01&to=2026-11-30`;
      const text = await expectPage(visitor, `${debitPaths.aggregate(name)}?${query}`);
      if (name === "requests" || name === "arrears") {
        assert.match(text, /330,000원/);
        assert.match(text, /<svg/);
      }
      const lines = await visitor.get(`${aggregateExport(name, "xlsx")}?${query}`);
      assert.match(lines.headers.get("content-type") ?? "", /spreadsheetml/);
      assert.equal(new TextDecoder().decode((await lines.bytes()).slice(0, 2)), "PK");
    }
    await expectPage(visitor, `${aggregateRows(name)}?key=bank&value=088`);
    const rows = await visitor.get(`${aggregateRowsExport(name, "xlsx")}?key=bank`);
    assert.equal(rows.status, 200);
    await rows.body?.cancel();
  }
  const opened = await expectPage(
    visitor,
    `${aggregateRows("requests")}?key=bank&value=088&from=2026-11-01&to=2026-11-30`,
  );
  assert.match(opened, /김하늘/);
  assert.equal((await visitor.get(debitPaths.aggregate("unknown"))).status, 404);
});

Deno.test("a part of a failed charge is taken in cash after a second look, once, and taken back", async () => {
  await using world = await openMerchant();
  const { site, visitor, merchantId } = world;
  const list = await expectPage(visitor, debitPaths.cash);
  assert.match(list, /김하늘/);
  const { rows: [candidate] } = await site.debit.cash.candidates(merchantId, { limit: 9 });
  const path = cashCharge(candidate?.chargeId ?? "");
  const form = await expectPage(visitor, path);
  const key = form.match(/name="_key" value="([^"]+)"/)?.[1] ?? "";
  const sent = { amountWon: "130,000", receivedOn: "2026-11-20", note: "직접 받음", _key: key };
  const tooMuch = await visitor.post(path, { ...sent, amountWon: "330,001" });
  assert.equal(tooMuch.status, 422);
  assert.match(await tooMuch.text(), /수납 가능한 금액보다 큽니다/);
  const later = await visitor.post(path, { ...sent, receivedOn: "2026-11-21" });
  assert.equal(later.status, 422);
  await later.body?.cancel();
  const earlier = await visitor.post(path, { ...sent, receivedOn: "2020-01-01" });
  assert.equal(earlier.status, 422, "before it was charged");
  const again = await earlier.text();
  assert.deepEqual(pageFaults(again), []);
  assert.match(again, /id="field-receivedOn-error">받은 날은 청구한 날부터 적을 수 있습니다/);
  assert.match(again, /value="130,000"/, "what was typed is kept");
  for (const receivedOn of ["2028-01-01", "2026-11-21", "2020-01-01"]) {
    const skipped = await visitor.post(path, { ...sent, receivedOn, isConfirmed: "on" });
    assert.equal(skipped.status, 409, `${receivedOn}, past the second look`);
    assert.match(await skipped.text(), /받은 날/);
  }
  for (const amountWon of ["1,00", "13,0000", ",130", "1,,000", "130,"]) {
    const slip = await visitor.post(path, { ...sent, amountWon, isConfirmed: "on" });
    assert.equal(slip.status, 422, amountWon);
    await slip.body?.cancel();
  }
  const look = await (await visitor.post(path, sent)).text();
  assert.deepEqual(pageFaults(look), []);
  assert.match(look, /200,000원/);
  assert.match(look, new RegExp(key));
  for (let press = 0; press < 2; press++) {
    const taken = await visitor.post(path, { ...sent, isConfirmed: "on" });
    assert.equal(taken.status, 303);
    const told = await expectPage(visitor, taken.headers.get("location") ?? "");
    assert.match(told, /수납했습니다/);
    assert.match(
      told,
      /data-title="상태"[^>]*><span[^>]*>수납</,
      "a state, beside what is done next",
    );
  }
  const receipts = await site.debit.cash.receipts(merchantId, {
    from: "2026-11-01",
    to: "2026-11-30",
    limit: 9,
  });
  assert.deepEqual(receipts.rows.map(({ amountWon }) => amountWon), [130_000n]);
  assert.match(await expectPage(visitor, cashReceipts), /130,000원/);
  const back = cashReversal(receipts.rows[0]?.id ?? "");
  await expectPage(visitor, back);
  const reversed = await visitor.post(back, {});
  assert.equal(reversed.status, 303);
  assert.match(await expectPage(visitor, reversed.headers.get("location") ?? ""), /취소했습니다/);
  const twice = await visitor.post(back, {});
  assert.equal(twice.status, 409);
  await twice.body?.cancel();
  assert.match(await expectPage(visitor, cashReceipts), /취소됨/);
});

Deno.test("a merchant reads statements, and checks, disputes and approves its tax invoice", async () => {
  await using world = await openMerchant();
  const { site, visitor: earlier, merchantId, ids } = world;
  assert.match(await expectPage(earlier, debitPaths.settlements), /9,670원/);
  assert.match(await expectPage(earlier, debitPaths.settlement(ids.settlement)), /9,670원/);
  await insertLine(site, { merchantId, ids, kind: "success", count: 1, unitWon: 250n });
  await insertLine(site, { merchantId, ids, kind: "failure", count: 1, unitWon: 50n });
  const file = await (await earlier.get(settlementExport(ids.settlement, "csv"))).text();
  assert.match(file, /미처리 수수료 1건,학원비,0,50\r?\n/);
  assert.match(file, /합계,,10000,300\r?\n/);
  const statement = await expectPage(earlier, debitPaths.settlement(ids.settlement));
  assert.match(statement, /미처리 수수료 1건<.*합계<.*10,000원<.*300원</s);
  const settled = `${debitPaths.aggregate("settlements")}?from=2026-11-01&to=2026-11-30`;
  const period = "from=2026-11-01&to=2026-11-30";
  await insertLine(site, { merchantId, ids, kind: "registration", count: 1, unitWon: 70n });
  await site.kernel.database.db.updateTable("debit.registration" as never)
    .set({ settlement_id: ids.settlement, settled_item_code: "tuition" } as never)
    .where("merchant_id" as never, "=", merchantId as never).execute();
  const aggregate = await expectPage(earlier, settled);
  assert.match(aggregate, /출금 건수.*계좌신청.*수수료.*부가세.*지급액/s);
  assert.match(aggregate, />합계<.*>0<.*>1건<.*>70원<.*>30원<.*>9,670원</s);
  const saved = await (await earlier.get(`${aggregateExport("settlements", "csv")}?${period}`))
    .text();
  assert.match(saved, /집금항목,출금 건수,수납액,계좌신청 건수,수수료,부가세,지급액\r?\n/);
  assert.match(saved, /학원비,0,0,1,70,,\r?\n합계,0,0,1,70,30,9670/);
  const one = await expectPage(earlier, `${settled}&contract=${ids.contract}`);
  assert.match(one, /부가세와 지급액은 계약 전체로/);
  const book = await earlier.get(settlementExport(ids.settlement, "xlsx"));
  assert.equal(book.status, 200);
  await book.body?.cancel();
  await expectPage(earlier, debitPaths.invoices);
  site.test.clock.set(new Date("2026-12-01T00:00:00Z"));
  await site.debit.settlements.run();
  const who = { organisationId: merchantId, role: "merchantAdmin", isProved: false } as const;
  const visitor = await site.visitor({ staff: (await site.member(who)).token });
  const [invoice] = await site.debit.settlements.invoices({ merchantId });
  const id = invoice?.id ?? "";
  assert.match(await expectPage(visitor, debitPaths.invoices), /2026년 11월/);
  assert.match(await expectPage(visitor, debitPaths.invoice(id)), /공급받는 자/);
  assert.match(await expectPage(visitor, debitPaths.invoice(id)), /<td>123-45-67891<\/td>/);
  const answer = (fields: Record<string, string>) => visitor.post(invoiceAnswer(id), fields);
  assert.equal((await answer({ answer: "approved" })).status, 409, "not before it is checked");
  const empty = await answer({ answer: "disputed", note: "" });
  assert.equal(empty.status, 422);
  assert.deepEqual(pageFaults(await empty.text()), []);
  assert.equal((await answer({ answer: "disputed", note: "주소가 다릅니다" })).status, 303);
  assert.match(await expectPage(visitor, debitPaths.invoice(id)), /주소가 다릅니다/);
  const { merchantId: owner } = invoice ?? { merchantId: "" };
  const reply = { id, note: "고쳤습니다", actor: "operator:test" };
  await site.debit.settlements.answerDispute(owner, reply);
  for (const step of ["checked", "approved"]) {
    assert.equal((await answer({ answer: step })).status, 303);
  }
  assert.match(await expectPage(visitor, debitPaths.invoice(id)), /승인/);
});
