/**
 * A month of auto-debit on each rail: accounts are registered and debits asked for, sent at the cutoff
 * and answered at the right moment of the movable clock.
 *
 * @module
 */
import { deepEqual, equal, match } from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  requestAll,
  requestAllByKeys,
  resultTotals,
  retryFirst,
  untilSays,
  withdrawLast,
} from "../pages/debit_collection_page.ts";
import { main, openAs } from "../pages/debit_staff_page.ts";
import type { DebitSystem, PlaceSums } from "../harness/debit_system.ts";
import type { Room, Scenario } from "../world.ts";
import { administratorOf, debitOf, openDebit, type Rail, RAILS } from "./debit_room.ts";

/** Accounts of the uploaded sheet, and one of the demo, to which banks say no. */
const RULES = [
  { bankCode: "004", accountNumber: "4010000000001", code: "0012" },
  { bankCode: "020", accountNumber: "1002000000002", code: "0037", at: "debit", succeedsOnTry: 2 },
  { bankCode: "088", accountNumber: "1400000000003", code: "0021", succeedsOnTry: 2 },
  { bankCode: "088", accountNumber: "1100000000004", code: "0031", at: "debit" },
  { bankCode: "092", accountNumber: "100000000015", code: "0037", at: "debit", succeedsOnTry: 2 },
] as const;

/** The demo's payers at banks' own lines; one of their accounts does not exist. */
const DEMO_LINE_PAYERS = { asked: 8, refused: 1 } as const;

const [LINE, HOUSE] = RAILS as readonly [Rail, Rail];

export function debitMonthScenarios(): Scenario[] {
  const step = (phase: number, name: string, run: (room: Room) => Promise<void>): Scenario => ({
    name: `자동이체: ${name}`,
    phase,
    holds: ["debit clock"],
    run,
  });
  return [
    step(13, "두 경로의 계좌신청이 마감에 나가고 결과 시각에 완료와 사유가 보인다", registers),
    step(14, "이체를 의뢰하고 하나를 취소한다 (금융결제원은 키보드만으로)", requests),
    step(15, "금융결제원: 마감 뒤에는 버튼이 없고, 결과와 사유를 보고 재처리한다", answersHouse),
    step(16, "은행 직접 연결: 마감 뒤에는 버튼이 없고, 결과의 합계가 파일과 같다", answersLine),
  ];
}

async function registers(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.rule(RULES);
  await debit.moveTo("2026-12-01T14:01");
  await debit.untilFile(
    ({ kind, place, recordCount }) => kind === "EB13" && place === "088" && recordCount > 1_000,
    "the registrations of a bank",
  );
  await debit.moveTo("2026-12-02T11:01");
  const line = await openDebit(room, LINE, "/debit/registrations");
  await untilSays(line, administratorOf(room, LINE), {
    path: "/debit/registrations",
    words: /계좌신청완료 9,962 계좌신청미완료 1 /,
  });
  await line.goto("/debit/registrations?state=failed");
  match(await main(line), /S00000001.*계좌번호 오류.*0012/);
  await debit.moveTo("2026-12-02T14:01");
  const house = await openDebit(room, HOUSE, "/debit/registrations");
  await untilSays(house, administratorOf(room, HOUSE), {
    path: "/debit/registrations",
    words: /계좌신청완료 5 계좌신청미완료 0/,
  });

  const { lines, house: housed } = await sumsOf(debit);
  deepEqual({
    asked: lines.reduce((sum, each) => sum + each.registrations.asked, 0),
    refused: lines.reduce((sum, each) => sum + each.registrations.refused, 0),
  }, { asked: 9_963 + DEMO_LINE_PAYERS.asked, refused: 1 + DEMO_LINE_PAYERS.refused });
  deepEqual(housed?.registrations, { asked: 5, refused: 0 });
}

async function requests(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.moveTo("2026-12-03T09:00");
  const line = await openDebit(room, LINE, "/debit/requests?dueDate=2026-12-15");
  match(await main(line), /이체의뢰 마감까지/);
  equal(await requestAll(line, administratorOf(room, LINE)), 9_962);
  match(await main(line), /이체를 의뢰했습니다.*9,962건/);
  await withdrawLast(line);
  match(await main(line), /의뢰를 취소했습니다/);

  const house = await openDebit(room, HOUSE, "/debit/requests?dueDate=2026-12-10");
  await requestAllByKeys(house, administratorOf(room, HOUSE));
  match(await main(house), /이체를 의뢰했습니다.*1건/);
  await house.goto("/debit/requests?dueDate=2026-12-25");
  equal(await requestAll(house, administratorOf(room, HOUSE)), 4);
}

async function answersHouse(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.moveTo("2026-12-09T14:01");
  await debit.untilFile(({ kind }) => kind === "EB21", "the debits of the clearing house");
  const page = await openDebit(room, HOUSE, "/debit/requests?dueDate=2026-12-10");
  await isClosed(page);
  await debit.moveTo("2026-12-11T03:01");
  const text = await untilSays(page, administratorOf(room, HOUSE), {
    path: "/debit/results?from=2026-12-01",
    words: /이체처리미완료 1건/,
  });
  match(text, /조은비.*영업점 관리 계좌.*0037/);
  await openAs(page, administratorOf(room, HOUSE), "/debit/retries?date=2026-12-15");
  await retryFirst(page, administratorOf(room, HOUSE));
  match(await main(page), /재처리를 의뢰했습니다.*1건/);
  await debit.moveTo("2026-12-14T14:01");
  await debit.untilFile(
    ({ kind, transactionDate }) => kind === "EB21" && transactionDate === "2026-12-15",
    "the retry",
  );
}

async function answersLine(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.moveTo("2026-12-15T14:01");
  await debit.untilFile(
    ({ kind, place, recordCount }) => kind === "EB21" && place === "088" && recordCount > 1_000,
    "the debits of a bank's own line",
  );
  const page = await openDebit(room, LINE, "/debit/requests?dueDate=2026-12-15");
  await isClosed(page);
  await debit.moveTo("2026-12-16T11:01");
  await untilSays(page, administratorOf(room, LINE), {
    path: "/debit/results?from=2026-12-01",
    words: /이체의뢰중 0건.*이체처리미완료 3건/,
  });
  const { lines, house } = await sumsOf(debit);
  await agrees(page, lines);
  const retried = await openDebit(room, HOUSE, "/debit/results");
  await untilSays(retried, administratorOf(room, HOUSE), {
    path: "/debit/results?from=2026-12-01",
    words: /이체처리완료 1건/,
  });
  await agrees(retried, house === undefined ? [] : [house]);
}

/** Candidates are left, but nothing can be pressed, and the page says why and since when. */
async function isClosed(page: Page): Promise<void> {
  match(await main(page), /마감되었습니다.*14:00에 마감해 이체의뢰 버튼이 보이지 않습니다/);
  equal(await page.getByRole("button", { name: /건 의뢰|고른 것만 의뢰/ }).count(), 0);
}

/** What the results page heads its list with is what Python adds up from the files. */
async function agrees(page: Page, sums: readonly PlaceSums[]): Promise<void> {
  const totals = await resultTotals(page);
  for (
    const [label, kind] of [["이체처리완료", "collected"], ["이체처리미완료", "failed"]] as const
  ) {
    deepEqual(totals[label], {
      count: sums.reduce((count, each) => count + each[kind].count, 0),
      won: sums.reduce((won, each) => won + each[kind].won, 0),
    }, label);
  }
}

/** What the files add up to, banks' lines apart from the clearing house. */
export async function sumsOf(
  debit: DebitSystem,
): Promise<{ readonly lines: readonly PlaceSums[]; readonly house: PlaceSums | undefined }> {
  const sums = Object.entries(await debit.sums());
  return {
    lines: sums.filter(([place]) => place.length === 3).map(([, each]) => each),
    house: sums.find(([place]) => place.length > 3)?.[1],
  };
}
