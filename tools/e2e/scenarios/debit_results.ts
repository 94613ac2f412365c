/**
 * The month goes on: after the cutoff nothing can be pressed, debits are sent and answered at the right
 * moment of the movable clock, failures are tried again, and cash is taken for one.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import type { DebitSystem } from "../harness/debit_system.ts";
import {
  confirmButton,
  resultTotals,
  retry,
  standAtConfirmation,
  untilSays,
} from "../pages/debit_collection_page.ts";
import { takeCash } from "../pages/debit_money_page.ts";
import { main, openAs } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { keepCash } from "./debit_known_payers.ts";
import { administratorOf, debitOf, HOUSE, LINE, openDebit, type Rail } from "./debit_room.ts";
import { merchantSums, resultsAgree } from "./debit_sums.ts";

/** All of the month that were asked for on banks' own lines, on the fifteenth. */
const LINE_DEBITS = 9_961;
const RESULTS = "/debit/results?from=2026-12-01&to=2026-12-31";
/** A part of what is owed; the rest stays in the arrears. */
const LINE_CASH_WON = 50_000;

export function debitResultScenarios(): Scenario[] {
  const step = (phase: number, name: string, run: (room: Room) => Promise<void>): Scenario => ({
    name: `자동이체: ${name}`,
    phase,
    holds: ["debit clock"],
    run,
  });
  return [
    step(15, "금융결제원: 결과와 사유를 보고 재처리한다", answersHouse),
    step(16, "은행 직접 연결: 마감 뒤에는 버튼이 없고, 은행마다의 합계가 파일과 같다", answersLine),
    step(17, "은행 직접 연결: 하나는 재처리하고 하나는 현금으로 받는다", retriesLine),
    step(18, "금융결제원: 14시가 지나면 열려 있던 확인 화면에서도 의뢰되지 않는다", closesHouse),
    step(19, "금융결제원: 월말 결과를 보고 현금으로 받는다", endsMonth),
  ];
}

async function answersHouse(room: Room): Promise<void> {
  const debit = await debitOf(room);
  const member = administratorOf(room, HOUSE);
  await debit.moveTo("2026-12-09T14:01");
  await untilSent(debit, HOUSE, { date: "2026-12-10", recordCount: 1 });
  const page = await openDebit(room, HOUSE, "/debit/requests?dueDate=2026-12-10");
  await isClosed(page);
  await debit.moveTo("2026-12-11T03:01");
  const text = await untilSays(page, member, { path: RESULTS, words: /이체처리미완료 1건/ });
  match(text, /조은비.*영업점 관리 계좌.*0037/);
  await openAs(page, member, "/debit/retries?date=2026-12-15");
  await retry(page, member, { customerNumber: "M0005" });
  match(await main(page), /재처리를 의뢰했습니다.*1건/);
  await debit.moveTo("2026-12-14T14:01");
  await untilSent(debit, HOUSE, { date: "2026-12-15", recordCount: 1 });
}

async function answersLine(room: Room): Promise<void> {
  const debit = await debitOf(room);
  const member = administratorOf(room, LINE);
  await debit.moveTo("2026-12-15T14:01");
  // The banks' lines are open until 15:00: the clock stays until every bank has taken its file.
  await untilSent(debit, LINE, { date: "2026-12-15", recordCount: LINE_DEBITS });
  const page = await openDebit(room, LINE, "/debit/requests?dueDate=2026-12-15");
  await isClosed(page);
  await openAs(page, member, "/debit/results?from=2026-12-01&to=2026-12-31");
  const { requestedByBank, waiting } = await merchantSums(room, LINE);
  equal(waiting.count, LINE_DEBITS);
  await banksAgree(page, requestedByBank);

  await debit.moveTo("2026-12-16T11:01");
  const text = await untilSays(page, member, {
    path: RESULTS,
    words: /이체의뢰중 0건.*이체처리미완료 3건/,
  });
  ok(
    Number(/이체의뢰대기 (\d+)건/.exec(text)?.[1]) <= 1,
    "only what is tried again by itself waits",
  );
  const { collected, failed, failedByCode } = await merchantSums(room, LINE);
  const totals = await resultTotals(page);
  deepEqual([totals["이체처리완료"], totals["이체처리미완료"]], [collected, failed]);
  const reasons = await untilSays(page, member, {
    path: `${RESULTS}&state=failed`,
    words: /S00000003.*잔액 부족.*0021.*자동 재처리/,
  });
  for (const code of Object.keys(failedByCode)) ok(reasons.includes(code), `${code} is shown`);
}

/** What was asked for at each bank, as the list says when it is narrowed to that bank. */
async function banksAgree(
  page: Page,
  byBank: Readonly<Record<string, { readonly count: number; readonly won: number }>>,
): Promise<void> {
  equal(Object.keys(byBank).length, 3);
  for (const [bankCode, sum] of Object.entries(byBank)) {
    await page.goto(`${RESULTS}&bankCode=${bankCode}`);
    const totals = await resultTotals(page);
    deepEqual(totals["이체의뢰중"], sum, bankCode);
    deepEqual(totals["이체의뢰대기"], { count: 0, won: 0 }, bankCode);
  }
}

async function retriesLine(room: Room): Promise<void> {
  const debit = await debitOf(room);
  const member = administratorOf(room, LINE);
  const page = await openDebit(room, LINE, "/debit/retries?date=2026-12-16");
  await retry(page, member, { customerNumber: "S00000002" });
  match(await main(page), /재처리를 의뢰했습니다/);
  const outstandingWon = await takeCash(page, member, {
    customer: "S00000004",
    amountWon: LINE_CASH_WON,
  });
  ok(outstandingWon > LINE_CASH_WON);
  match(await main(page), /현금수납 내역.*50,000원/);
  keepCash(room, LINE, { bankCode: "088", account: "1100000000004", won: LINE_CASH_WON });

  await debit.moveTo("2026-12-16T14:01");
  // The one that was ticked, and the one that is tried again by itself.
  await untilSent(debit, LINE, { date: "2026-12-16", recordCount: 2 });
  await openAs(page, member, "/debit/retries?date=2026-12-16");
  match(await main(page), /14:00에 마감해 재처리의뢰 버튼이 보이지 않습니다/);
  equal(await page.getByRole("button", { name: /재처리의뢰$/ }).count(), 0);
  await debit.moveTo("2026-12-17T11:01");
  await untilSays(page, member, {
    path: RESULTS,
    words: /이체의뢰대기 0건.*이체의뢰중 0건.*이체처리완료 9,960건/,
  });
  await resultsAgree(page, await merchantSums(room, LINE));
}

/** One was taken back: it could be asked for again until 14:00, and not a minute later. */
async function closesHouse(room: Room): Promise<void> {
  const debit = await debitOf(room);
  const member = administratorOf(room, HOUSE);
  const path = "/debit/requests?dueDate=2026-12-25";
  await debit.moveTo("2026-12-24T13:57");
  const page = await openDebit(room, HOUSE, path);
  match(await main(page), /이체의뢰 마감까지/);
  equal(await page.getByRole("button", { name: /^전체 1건 의뢰/ }).count(), 1);
  await standAtConfirmation(page, member);

  await debit.moveTo("2026-12-24T14:01");
  await confirmButton(page).click();
  await page.waitForLoadState("load");
  match(await main(page), /마감 시각이 지났습니다.*14:00에 마감했습니다/);
  await openAs(page, member, path);
  await isClosed(page);
  match(await main(page), /배이슬/, "what could not be asked for is still listed");
  await page.goto(
    page.url().replace("/debit/requests", "/debit/requests/confirmation") + "&all=on",
  );
  match(await main(page), /이체의뢰 확인/);
  equal(await confirmButton(page).count(), 0, "no way around by the address either");
  await untilSent(debit, HOUSE, { date: "2026-12-28", recordCount: 3 });
}

async function endsMonth(room: Room): Promise<void> {
  const debit = await debitOf(room);
  const member = administratorOf(room, HOUSE);
  await debit.moveTo("2026-12-29T03:01");
  const page = await openDebit(room, HOUSE, "/debit/results");
  const text = await untilSays(page, member, {
    path: RESULTS,
    words: /이체의뢰대기 0건.*이체의뢰중 0건.*이체처리완료 3건.*이체처리미완료 2건/,
  });
  match(text, /임푸름.*0021/);
  await resultsAgree(page, await merchantSums(room, HOUSE));
  const won = await takeCash(page, member, { customer: "M0004" });
  match(await main(page), /현금수납 내역.*임푸름.*88,000원/);
  keepCash(room, HOUSE, { bankCode: "020", account: "1002077972021", won });
  await openAs(page, member, "/debit/cash");
  equal(await page.getByRole("row").filter({ hasText: "M0004" }).count(), 0, "nothing is owed");
}

function untilSent(
  debit: DebitSystem,
  rail: Rail,
  { date, recordCount }: { readonly date: string; readonly recordCount: number },
): Promise<void> {
  return debit.untilRecords(
    ({ kind, place, transactionDate }) =>
      kind === "EB21" && transactionDate === date && (place.length === 3) === (rail === LINE),
    recordCount,
  );
}

/** Candidates are left, but nothing can be pressed, and the page says why and since when. */
async function isClosed(page: Page): Promise<void> {
  match(await main(page), /마감되었습니다.*14:00에 마감해 이체의뢰 버튼이 보이지 않습니다/);
  equal(await page.getByRole("button", { name: /건 의뢰|고른 것만 의뢰/ }).count(), 0);
}
