/**
 * A month of auto-debit on each rail begins: accounts are registered and debits asked for.
 *
 * @module
 */
import { deepEqual, equal, match } from "node:assert/strict";
import {
  requestAll,
  requestAllByKeys,
  untilSays,
  withdraw,
} from "../pages/debit_collection_page.ts";
import { main } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { administratorOf, debitOf, HOUSE, LINE, openDebit } from "./debit_room.ts";
import { placesOf } from "./debit_sums.ts";

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
  ];
}

async function registers(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.rule(RULES);
  await debit.moveTo("2026-12-01T14:01");
  await debit.untilRecords(
    ({ kind, place }) => kind === "EB13" && place.length === 3,
    9_963 + DEMO_LINE_PAYERS.asked,
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

  const { lines, house: housed } = await placesOf(debit);
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
  await withdraw(line);
  match(await main(line), /의뢰를 취소했습니다/);

  const house = await openDebit(room, HOUSE, "/debit/requests?dueDate=2026-12-10");
  await requestAllByKeys(house, administratorOf(room, HOUSE));
  match(await main(house), /이체를 의뢰했습니다.*1건/);
  await house.goto("/debit/requests?dueDate=2026-12-25");
  equal(await requestAll(house, administratorOf(room, HOUSE)), 4);
  await withdraw(house, "M0002");
  match(await main(house), /의뢰를 취소했습니다/);
}
