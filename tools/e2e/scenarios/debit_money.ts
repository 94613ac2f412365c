/**
 * 정산 and 집계 of the month on each rail: statements, their tax invoice, and six aggregates by three
 * keys, held against the sums of the exchanged files.
 *
 * @module
 */
import { deepEqual, equal, match, ok } from "node:assert/strict";
import type { Page } from "playwright-core";
import {
  AGGREGATE_KEYS,
  AGGREGATES,
  type LineSum,
  type MerchantSums,
} from "../harness/debit_system.ts";
import { numberOf, untilSays } from "../pages/debit_collection_page.ts";
import {
  type AggregateLine,
  aggregateLines,
  partOf,
  readInvoice,
  readStatement,
  type Statement,
  tableRows,
} from "../pages/debit_money_page.ts";
import { main, openAs, press } from "../pages/debit_staff_page.ts";
import type { Room, Scenario } from "../world.ts";
import { administratorOf, debitOf, openDebit, type Rail, RAILS } from "./debit_room.ts";
import { merchantSums, sumOf } from "./debit_sums.ts";

/** Of both contracts; without VAT. */
const FEE_WON = { collected: 250, failed: 50 } as const;
/** From the first application on, long before the month. */
const PERIOD = "from=2026-01-01&to=2027-01-31";

/** How pages title the parts of an aggregate, by the outcome in the files. */
const PART_TITLES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  requests: { collected: "처리완료", failed: "처리미완료" },
  debits: { collected: "처리완료", failed: "처리미완료" },
  settlements: { collected: "처리완료", failed: "처리미완료" },
  registrations: { done: "신청완료", failed: "신청미완료" },
};

export function debitMoneyScenarios(): Scenario[] {
  return [
    {
      name: "자동이체: 지급일마다 정산이 계산되고, 달이 바뀌면 세금계산서가 발행된다",
      phase: 20,
      holds: ["debit clock"],
      run: settles,
    },
    ...RAILS.flatMap((rail): Scenario[] => [
      {
        name: `자동이체(${rail.words}): 정산서와 세금계산서가 파일의 합계와 같다`,
        phase: 21,
        holds: [`debit ${rail.name}`],
        run: (room) => readsSettlement(room, rail),
      },
      {
        name: `자동이체(${rail.words}): 여섯 집계를 세 기준으로 본 합계가 파일과 같다`,
        phase: 22,
        holds: [`debit ${rail.name}`],
        run: (room) => readsAggregates(room, rail),
      },
    ]),
  ];
}

async function settles(room: Room): Promise<void> {
  const debit = await debitOf(room);
  await debit.moveTo("2026-12-30T09:00");
  for (const rail of RAILS) {
    const page = await openDebit(room, rail, "/debit");
    await untilSays(page, administratorOf(room, rail), {
      path: `/debit/settlements?${PERIOD}`,
      words: rail.name === "directLine" ? /2026\.12\.15/ : /2026\.12\.28/,
    });
  }
  await debit.moveTo("2027-01-04T09:00");
  for (const rail of RAILS) {
    const page = await openDebit(room, rail, "/debit");
    await untilSays(page, administratorOf(room, rail), {
      path: "/debit/invoices",
      words: /2026년 12월/,
    });
  }
}

async function readsSettlement(room: Room, rail: Rail): Promise<void> {
  const page = await openDebit(room, rail, `/debit/settlements?${PERIOD}`);
  const { collected, failed } = await merchantSums(room, rail);
  const statements = await readStatements(page);
  deepEqual(
    sumOf(statements.map((each) => ({ count: each.collectedCount, won: each.collectedWon }))),
    collected,
  );
  const feeWon = collected.count * FEE_WON.collected + failed.count * FEE_WON.failed;
  equal(total(statements, "feeWon"), feeWon);
  for (const each of statements) {
    equal(each.vatWon, Math.floor(each.feeWon / 10), "a tenth of the fees");
    equal(
      each.payoutWon - each.carriedOutWon,
      each.collectedWon - each.feeWon - each.vatWon - each.carriedInWon,
    );
    equal(feesOf(each), each.feeWon, "the fees by item add up");
  }
  room.figure(`${statements.length} statements, ${total(statements, "payoutWon")} won paid out`);
  await readsInvoice(room, rail, { page, statements });
}

async function readStatements(page: Page): Promise<readonly Statement[]> {
  const listed = await tableRows(page);
  ok(listed.length > 0);
  const statements: Statement[] = [];
  for (const { href, cells } of listed) {
    await page.goto(href);
    const statement = await readStatement(page);
    equal(statement.payoutWon, numberOf(cells["지급액"] ?? ""), "as the list says");
    statements.push(statement);
  }
  return statements;
}

function feesOf({ lines }: Statement): number {
  return lines.reduce((won, { cells }) => won + numberOf(cells["수수료"] ?? ""), 0);
}

function total(statements: readonly Statement[], name: "feeWon" | "vatWon" | "payoutWon"): number {
  return statements.reduce((won, each) => won + each[name], 0);
}

/** 확인, then 승인; after that nothing is left to press. */
async function readsInvoice(
  room: Room,
  rail: Rail,
  { page, statements }: { readonly page: Page; readonly statements: readonly Statement[] },
): Promise<void> {
  await openAs(page, administratorOf(room, rail), "/debit/invoices");
  await page.locator("main table a").first().click();
  await page.waitForLoadState("load");
  const invoice = await readInvoice(page);
  equal(invoice.buyer["상호"], rail.merchant);
  match(invoice.supplier["등록번호"] ?? "", /\d/);
  equal(invoice.supplyWon, total(statements, "feeWon"));
  equal(invoice.vatWon, total(statements, "vatWon"));
  equal(invoice.totalWon, invoice.supplyWon + invoice.vatWon);
  deepEqual([invoice.lineSupplyWon, invoice.lineVatWon], [invoice.supplyWon, invoice.vatWon]);
  await press(page, "확인");
  await press(page, "승인");
  match(await main(page), /승인/);
  equal(await page.locator("main").getByRole("button", { name: /^(확인|승인)$/ }).count(), 0);
}

async function readsAggregates(room: Room, rail: Rail): Promise<void> {
  const page = await openDebit(room, rail, "/debit");
  const sums = await merchantSums(room, rail);
  let lineCount = 0;
  let slowestMs = 0;
  for (const aggregate of AGGREGATES) {
    for (const key of AGGREGATE_KEYS) {
      const startedAt = performance.now();
      await page.goto(`/debit/aggregates/${aggregate}?key=${key}&${PERIOD}`);
      slowestMs = Math.max(slowestMs, performance.now() - startedAt);
      const lines = await aggregateLines(page);
      agrees(lines, { aggregate, wanted: sums.aggregates[aggregate]?.[key] ?? {} });
      lineCount += lines.length;
    }
  }
  room.figure(`${lineCount} lines, slowest page ${(slowestMs / 1_000).toFixed(1)} s`);
  await opensRows(page, sums);
}

function agrees(
  lines: readonly AggregateLine[],
  { aggregate, wanted }: {
    readonly aggregate: string;
    readonly wanted: Readonly<Record<string, LineSum>>;
  },
): void {
  const values = Object.values(wanted);
  const all = { "": withParts(values), ...wanted };
  const isEmpty = values.length === 0;
  const seen = lines.map((line) => shown(line, aggregate)).filter(hasOutcome).toSorted(byValue);
  const summed = isEmpty ? [] : Object.entries(all)
    .map(([value, sum]) => expected(value, { sum, aggregate })).toSorted(byValue);
  deepEqual({ aggregate, lines: seen }, { aggregate, lines: summed });
}

/** Applications that wait for a proof of consent are in no file: there the outcomes are compared. */
function shown(line: AggregateLine, aggregate: string) {
  const titles = Object.entries(PART_TITLES[aggregate] ?? {});
  // What nobody has gets no column.
  const parts = Object.fromEntries(
    titles.map(([name, title]) => [name, partOf(line.cells[title])]),
  );
  return {
    value: line.value,
    ...(aggregate === "registrations" ? {} : { count: line.count, won: line.won }),
    parts,
  };
}

function hasOutcome({ parts }: ReturnType<typeof shown>): boolean {
  const counts = Object.values(parts).map(({ count }) => count);
  return counts.length === 0 || counts.some((count) => count > 0);
}

function expected(
  value: string,
  { sum, aggregate }: { readonly sum: LineSum; readonly aggregate: string },
) {
  const names = Object.keys(PART_TITLES[aggregate] ?? {});
  const parts = Object.fromEntries(
    names.map((name) => [name, sum.parts[name] ?? { count: 0, won: 0 }]),
  );
  return {
    value,
    ...(aggregate === "registrations" ? {} : { count: sum.count, won: sum.won }),
    parts,
  };
}

function withParts(values: readonly LineSum[]): LineSum {
  const names = new Set(values.flatMap(({ parts }) => Object.keys(parts)));
  const part = (name: string) => sumOf(values.map(({ parts }) => parts[name] ?? NOTHING));
  return {
    ...sumOf(values),
    parts: Object.fromEntries([...names].map((name) => [name, part(name)])),
  };
}

const NOTHING = { count: 0, won: 0 };

function byValue(left: { readonly value: string }, right: { readonly value: string }): number {
  return left.value < right.value ? -1 : 1;
}

/** A line opens the rows behind it (조건키): of arrears they are few enough to be added up. */
async function opensRows(page: Page, sums: MerchantSums): Promise<void> {
  await page.goto(`/debit/aggregates/arrears?key=bank&${PERIOD}`);
  const [first] = await aggregateLines(page);
  const wanted = sums.aggregates.arrears?.bank ?? {};
  if (first === undefined) return equal(Object.keys(wanted).length, 0);
  await page.locator("main .table-card").first().locator("tbody a").first().click();
  await page.waitForLoadState("load");
  const rows = await tableRows(page);
  deepEqual({
    count: rows.length,
    won: rows.reduce((won, { cells }) => won + numberOf(cells["미납금액"] ?? ""), 0),
  }, { count: first.count, won: first.won });
}
