import fc from "fast-check";
import assert from "node:assert/strict";
import { type TestKernel, testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { createEventLog } from "../integration/event_log.ts";
import { createLedger } from "@maru/ledger";
import { computeSettlements, type SettlementParts } from "../money/compute_settlements.ts";
import { getSettlement, listSettlements } from "../money/settlement_lists.ts";
import {
  AGGREGATE_KEYS,
  type AggregateDesk,
  type AggregateLine,
  type AggregateQuery,
  AGGREGATES,
} from "./aggregate_desk.ts";
import { createAggregateDesk } from "./create_aggregate_desk.ts";
import { type Books, books, type Contract, CONTRACTS } from "./testing/books.ts";
import { entriesOf } from "./testing/entries.ts";
import {
  type ExpectedFact,
  expectedFacts,
  type ExpectedPayout,
  type ExpectedWorld,
} from "./testing/expected_facts.ts";
import { writeBooks, writeFees, type WrittenBooks } from "./testing/write_books.ts";

const WORLD_COUNT = 20;
const YEAR = { from: "2026-01-01", to: "2026-12-31" };
/** What is due by then is settled; after each the fees change. */
const FIRST_SETTLEMENT = { on: "2026-10-16", lastDebitDate: "2026-10-14" };
const SECOND_SETTLEMENT = { on: "2026-11-12", lastDebitDate: "2026-11-10" };
/** What is not settled then: two business days after the debit, or today where that is past. */
const COMING: Readonly<Record<string, string>> = {
  "2026-11-13": "2026-11-17",
  "2026-11-16": "2026-11-18",
};
const LATE = "2026-11-20";

const period = fc.tuple(fc.integer({ min: 240, max: 330 }), fc.integer({ min: 0, max: 60 })).map(
  ([start, length]) => ({ from: dayOf(start), to: dayOf(start + length) }),
);
const cases = fc.record({
  given: books,
  period: fc.oneof(fc.constant(YEAR), period),
  contract: fc.constantFrom(undefined, ...CONTRACTS),
  isLate: fc.boolean(),
});

Deno.test("six aggregates by three keys are what the books add up to, each line opens its rows, and settled fees are those of the statements", async () => {
  await using test = await testKernel({
    modules: ["kernel", "notifications", "ledger", "debit"],
    now: morningOf("2026-09-01"),
  });
  const { kernel } = test;
  const parts = { kernel, ledger: createLedger({ kernel }), events: createEventLog({ kernel }) };
  const desk = createAggregateDesk({ kernel });
  let count = 0;
  await fc.assert(
    fc.asyncProperty(cases, async ({ given, period, contract, isLate }) => {
      count += 1;
      const number = String(20_000_000 + count);
      const { written, world } = await live({ test, parts }, { number, given, isLate });
      const contractId = contract === undefined ? undefined : written.contractIds[contract];
      for (const aggregate of AGGREGATES) {
        const facts = expectedFacts(world, aggregate).filter(inside(period, contract));
        for (const key of AGGREGATE_KEYS) {
          const query = {
            aggregate,
            key,
            ...period,
            ...(contractId === undefined ? {} : { contractId }),
          };
          await compare(desk, { merchantId: written.merchantId, query, facts });
        }
      }
      await compareStatements(test, { desk, merchantId: written.merchantId });
    }),
    { numRuns: WORLD_COUNT },
  );
});

/** The books in the database, settled twice, with other fees and items after each settlement. */
async function live(
  { test: { clock }, parts }: { test: TestKernel; parts: SettlementParts },
  { number, given, isLate }: { number: string; given: Books; isLate: boolean },
): Promise<{ written: WrittenBooks; world: ExpectedWorld }> {
  const { kernel } = parts;
  const entries = entriesOf(given);
  clock.set(morningOf("2026-09-01"));
  const written = await writeBooks(parts, { number, books: given, entries });
  for (const [index, { on }] of [FIRST_SETTLEMENT, SECOND_SETTLEMENT].entries()) {
    await writeFees(kernel, written, given.fees[index as 0 | 1]);
    clock.set(morningOf(on));
    await computeSettlements(parts);
    await changeItems(kernel, written);
  }
  await writeFees(kernel, written, given.fees[2]);
  if (isLate) clock.set(morningOf(LATE));
  return { written, world: expectedWorld({ given, entries, isLate }) };
}

async function changeItems(kernel: TestKernel["kernel"], written: WrittenBooks): Promise<void> {
  for (const [{ itemLater }, id] of written.instructionIds) {
    await sql`
      update debit.instruction set item_code = ${itemLater}
      where merchant_id = ${written.merchantId} and id = ${id}`.execute(kernel.database.db);
  }
}

function expectedWorld(
  { given, entries, isLate }: {
    given: Books;
    entries: ExpectedWorld["entries"];
    isLate: boolean;
  },
): ExpectedWorld {
  const answered = entries.flatMap(({ orders }) => orders)
    .filter(({ outcome }) => outcome === "collected" || outcome === "failed")
    .map(({ debitDate }) => debitDate).sort();
  const payouts = new Map(
    answered.map((debitDate) => [debitDate, expectedPayout({ given, debitDate, isLate })]),
  );
  const first = payouts.get(answered[0] ?? "");
  return {
    books: given,
    entries,
    payouts,
    ...(first === undefined ? {} : {
      registrationPayout: { ...first, isUnderItemLater: first.fees !== given.fees[0] },
    }),
  };
}

function expectedPayout(
  { given: { fees }, debitDate, isLate }: { given: Books; debitDate: string; isLate: boolean },
): ExpectedPayout {
  for (const [index, { on, lastDebitDate }] of [FIRST_SETTLEMENT, SECOND_SETTLEMENT].entries()) {
    if (debitDate > lastDebitDate) continue;
    return { payoutOn: on, fees: fees[index as 0 | 1], isSettled: true };
  }
  const payoutOn = isLate ? LATE : COMING[debitDate] ?? "";
  return { payoutOn, fees: fees[2], isSettled: false };
}

function inside(
  { from, to }: { from: string; to: string },
  contract: Contract | undefined,
): (fact: ExpectedFact) => boolean {
  return (fact) =>
    fact.date >= from && fact.date <= to && (contract === undefined || fact.contract === contract);
}

interface Comparison {
  readonly merchantId: string;
  readonly query: AggregateQuery;
  readonly facts: readonly ExpectedFact[];
}

async function compare(desk: AggregateDesk, { merchantId, query, facts }: Comparison) {
  const { lines, total } = await desk.lines(merchantId, query);
  const byKey = Map.groupBy(facts, (fact) => fact[query.key]);
  const expected = [...byKey].map(([key, group]) => lineOf(key, group));
  const label = `${query.aggregate} by ${query.key}`;
  assert.deepEqual(sorted(lines.map(plain)), sorted(expected), label);
  assert.deepEqual(plain(total), lineOf("", facts), label);
  for (const { key } of lines) {
    const rows = await Array.fromAsync(desk.streamRows(merchantId, { ...query, value: key }));
    assert.deepEqual(rows.map(wordsOf).sort(), byKey.get(key)?.map(wordsOf).sort(), label);
  }
}

/** A row by what sums do not tell: its day and state. */
function wordsOf(
  row: { readonly date: string; readonly state: string; readonly amountWon: bigint },
): string {
  return `${row.date} ${row.state} ${row.amountWon}`;
}

function lineOf(key: string, facts: readonly ExpectedFact[]) {
  const parts = [...Map.groupBy(facts, ({ state }) => state)].map(([name, group]) => ({
    name,
    count: group.length,
    amountWon: sum(group.map((fact) => fact.amountWon)),
  }));
  const settled = facts.filter(({ state }) => !state.startsWith("unsettled"));
  const coming = facts.filter(({ state }) => state.startsWith("unsettled"));
  const registrations = facts.filter(({ state }) => /^(r|unsettledR)egistration$/.test(state));
  const fees = [
    { name: "fee", count: settled.length, amountWon: sum(settled.map(({ feeWon }) => feeWon)) },
    {
      name: "unsettledFee",
      count: coming.length,
      amountWon: sum(coming.map(({ feeWon }) => feeWon)),
    },
  ].filter(({ amountWon }) => amountWon > 0n);
  return {
    key,
    count: facts.length - registrations.length,
    amountWon: sum(facts.map((fact) => fact.amountWon)),
    parts: [...parts, ...fees].sort((left, right) => left.name < right.name ? -1 : 1),
  };
}

function plain({ key, count, amountWon, parts }: AggregateLine) {
  return {
    key,
    count,
    amountWon,
    parts: parts.toSorted((left, right) => left.name < right.name ? -1 : 1),
  };
}

const sorted = <Line extends { readonly key: string }>(lines: readonly Line[]) =>
  lines.toSorted((left, right) => left.key < right.key ? -1 : 1);

/** Collected money and fees of the aggregate are those of the statements, line by line. */
async function compareStatements(
  { kernel }: TestKernel,
  { desk, merchantId }: { desk: AggregateDesk; merchantId: string },
): Promise<void> {
  const query = { aggregate: "settlements", key: "item", ...YEAR } as const;
  const { total } = await desk.lines(merchantId, query);
  const partOf = (name: string) => total.parts.find((part) => part.name === name)?.amountWon ?? 0n;
  const settlements = await listSettlements(kernel, { merchantId, ...YEAR });
  const statements = await Promise.all(
    settlements.map(({ id }) => getSettlement(kernel, { merchantId, id })),
  );
  const lines = statements.flatMap((statement) => statement.lines);
  assert.equal(partOf("collected"), sum(settlements.map(({ collectedWon }) => collectedWon)));
  assert.equal(partOf("fee"), sum(settlements.map(({ feeWon }) => feeWon)));
  assert.equal(partOf("fee"), sum(lines.map(({ totalFeeWon }) => totalFeeWon)));
}

const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);

function morningOf(date: string): Date {
  return new Date(`${date}T10:00:00+09:00`);
}

function dayOf(dayOfYear: number): string {
  return new Date(Date.UTC(2026, 0, dayOfYear)).toISOString().slice(0, "2026-01-01".length);
}
