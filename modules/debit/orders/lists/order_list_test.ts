import fc from "fast-check";
import assert from "node:assert/strict";
import { OrderCursorInvalidError, OrderNotFoundError } from "../errors.ts";
import type { OrderQuery, OrderRow } from "../order_desk.ts";
import { MERCHANT_ID, type OrderWorld, orderWorld } from "../testing/order_world.ts";

const SORTS = ["requestedAt", "debitDate", "customerNumber", "customerName", "amount"] as const;

/** Two months of orders in every state, of two items, grades and banks. */
async function filledWorld(): Promise<OrderWorld> {
  const world = await orderWorld({ now: "2026-10-05T10:00", retriesAutomatically: false });
  await world.payers(5, { monthlyWon: 30_000n });
  await world.payers(4, { itemCode: "rent", grade: "우수" });
  await world.payers(4, { bankCode: "020", dueDay: 15, monthlyWon: 70_000n });
  await world.request("2026-10-10");
  await world.request("2026-10-15");
  world.at("2026-10-12T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-10-13T11:00");
  await world.bank.answer(fileId!, (sequence) => sequence % 3 === 0 ? "0021" : "0000");
  world.at("2026-10-15T14:00");
  await world.bank.send();
  world.at("2026-11-02T10:00");
  await world.request("2026-11-10");
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 2, month: "2026-11-01" });
  await world.desk.withdraw(MERCHANT_ID, {
    orderIds: rows.map(({ id }) => id),
    actor: "staff:test",
  });
  return world;
}

async function all(world: OrderWorld, query: Partial<OrderQuery>, limit: number) {
  const rows: OrderRow[] = [];
  for (let after: string | undefined, page = 0; page < 100; page += 1) {
    const place = after === undefined ? {} : { after };
    const answer = await world.desk.list(MERCHANT_ID, { ...query, ...place, limit });
    rows.push(...answer.rows);
    after = answer.next;
    if (after === undefined) break;
  }
  return rows;
}

/** The same by hand, over all rows. */
function fits(row: OrderRow, query: Partial<OrderQuery>): boolean {
  const isExcepted = query.exceptWithdrawn === true && query.state === undefined;
  return (query.state === undefined || row.state === query.state) &&
    (!isExcepted || row.state !== "withdrawn") &&
    (query.itemCode === undefined || row.itemCode === query.itemCode) &&
    (query.grade === undefined || row.grade === query.grade) &&
    (query.bankCode === undefined || row.bankCode === query.bankCode) &&
    (query.month === undefined || row.month === query.month) &&
    (query.from === undefined || row.debitDate >= query.from) &&
    (query.to === undefined || row.debitDate <= query.to) &&
    (query.text === undefined ||
      `${row.customerNumber}\n${row.customerName}`.toLowerCase().includes(query.text));
}

const keyOf = (row: OrderRow, sort: (typeof SORTS)[number]) =>
  ({
    requestedAt: "",
    debitDate: row.debitDate,
    customerNumber: row.customerNumber,
    customerName: row.customerName,
    amount: String(row.amountWon).padStart(12, "0"),
  })[sort];

const queries = fc.record({
  sort: fc.constantFrom(...SORTS),
  descending: fc.boolean(),
  state: fc.constantFrom("waiting", "sent", "collected", "failed", "withdrawn"),
  exceptWithdrawn: fc.boolean(),
  itemCode: fc.constantFrom("tuition", "rent"),
  grade: fc.constantFrom("일반", "우수"),
  bankCode: fc.constantFrom("088", "020"),
  month: fc.constantFrom("2026-10-01", "2026-11-01"),
  from: fc.constantFrom("2026-10-12", "2026-10-13", "2026-11-10"),
  to: fc.constantFrom("2026-10-12", "2026-10-15", "2026-11-10"),
  text: fc.constantFrom("c000000", "납부자1", "납부자13"),
}, { requiredKeys: ["sort", "descending"] });

Deno.test("list() and stream() agree with a filter by hand for any query, whatever the page", async () => {
  await using world = await filledWorld();
  const everything = await all(world, {}, 200);
  assert.equal(everything.length, 22);
  await fc.assert(
    fc.asyncProperty(queries, fc.integer({ min: 1, max: 7 }), async (query, limit) => {
      const rows = await all(world, query, limit);
      const expected = everything.filter((row) => fits(row, query)).sort((a, b) => {
        const [x, y] = [keyOf(a, query.sort) + a.id, keyOf(b, query.sort) + b.id];
        return (x < y ? -1 : 1) * (query.descending ? -1 : 1);
      });
      assert.deepEqual(rows.map(({ id }) => id), expected.map(({ id }) => id));
      const streamed: string[] = [];
      for await (const row of world.desk.stream(MERCHANT_ID, query)) streamed.push(row.id);
      assert.deepEqual(streamed, rows.map(({ id }) => id));
      const { total, sum, byState } = await world.desk.list(MERCHANT_ID, { ...query, limit: 1 });
      assert.equal(total, expected.length);
      assert.equal(sum.amountWon, expected.reduce((won, row) => won + row.amountWon, 0n));
      const { state: _, exceptWithdrawn: __, ...others } = query;
      const tabs = everything.filter((row) => fits(row, others));
      for (const name of ["failed", "withdrawn"] as const) {
        assert.equal(byState[name].count, tabs.filter(({ state }) => state === name).length);
      }
    }),
    { numRuns: 150 },
  );
});

Deno.test("list() and stream() without withdrawn ones count and sum what banks are asked for", async () => {
  await using world = await filledWorld();
  const asked = { exceptWithdrawn: true, month: "2026-11-01" } as const;
  const whole = await world.desk.list(MERCHANT_ID, { month: "2026-11-01", limit: 200 });
  const { rows, total, sum, byState } = await world.desk.list(MERCHANT_ID, {
    ...asked,
    limit: 200,
  });
  assert.equal(byState.withdrawn.count, 2);
  assert.deepEqual([rows.length, total, sum.count], [7, 7, 7]);
  assert.equal(sum.amountWon, whole.sum.amountWon - byState.withdrawn.amountWon);
  assert.equal((await Array.fromAsync(world.desk.stream(MERCHANT_ID, asked))).length, 7);
  const withdrawn = { ...asked, state: "withdrawn", limit: 200 } as const;
  assert.equal((await world.desk.list(MERCHANT_ID, withdrawn)).rows.length, 2);
});

Deno.test("get() finds an order of the merchant alone", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1);
  await world.request("2026-11-10");
  const { rows: [row] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  assert.deepEqual(await world.desk.get(MERCHANT_ID, row!.id), row);
  assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1, ids: [row!.id] })).total, 1);
  await assert.rejects(world.desk.get(MERCHANT_ID, world.kernel.uuid()), OrderNotFoundError);
  await assert.rejects(world.desk.get(MERCHANT_ID, "x"), OrderNotFoundError);
});

Deno.test("list() refuses cursors that are none and pages that are too long", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  for (const after of ["", "%%%", "eA"]) {
    await assert.rejects(
      world.desk.list(MERCHANT_ID, { limit: 1, after }),
      OrderCursorInvalidError,
    );
  }
  await world.payers(2);
  await world.request("2026-11-10");
  const { next: after } = await world.desk.list(MERCHANT_ID, { limit: 1, sort: "customerName" });
  for (const sort of ["requestedAt", "debitDate", "amount"] as const) {
    await assert.rejects(
      world.desk.list(MERCHANT_ID, { limit: 1, sort, after: after! }),
      OrderCursorInvalidError,
    );
  }
  await assert.rejects(world.desk.list(MERCHANT_ID, { limit: 201 }), RangeError);
  await assert.rejects(world.desk.list(MERCHANT_ID, { limit: 0 }), RangeError);
});
