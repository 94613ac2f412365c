import assert from "node:assert/strict";
import { ListCursorInvalidError } from "../registrations/errors.ts";
import type { CustomerQuery, CustomerRow, CustomerSortKey } from "./customer_desk.ts";
import { type CustomerWorld, customerWorld, STAFF } from "./testing/customer_world.ts";
import { addManyCustomers } from "./testing/many_customers.ts";

const SORT_KEYS: readonly CustomerSortKey[] = ["number", "name", "grade", "joinedOn", "createdAt"];

Deno.test("every sort gives each customer once, page by page, both ways", async (t) => {
  await using world = await customerWorld();
  await addManyCustomers(world, 57);
  for (const sort of SORT_KEYS) {
    await t.step(sort, async () => {
      const up = await allPages(world, { sort, limit: 10 });
      const down = await allPages(world, { sort, descending: true, limit: 7 });
      assert.equal(up.length, 57);
      assert.equal(new Set(up.map(({ id }) => id)).size, 57);
      assert.deepEqual(down.map(({ id }) => id), up.map(({ id }) => id).toReversed());
      const keys = up.map((row) => keyOf(row, sort));
      assert.deepEqual(keys, keys.toSorted());
    });
  }
});

Deno.test("pages neither repeat nor lose a row when others are added in between", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  for (const number of ["B", "D", "F", "H"]) await world.addCustomer({ number });
  const first = await customers.list(merchantId, { limit: 2 });
  assert.deepEqual(first.rows.map(({ number }) => number), ["B", "D"]);
  for (const number of ["A", "C", "E", "Z"]) await world.addCustomer({ number });
  const rest = await customers.list(merchantId, { limit: 10, after: first.next });
  assert.deepEqual(rest.rows.map(({ number }) => number), ["E", "F", "H", "Z"]);
  assert.equal(rest.total, 8);
});

Deno.test("a cursor that is no row of the merchant is refused", async () => {
  await using world = await customerWorld();
  const id = await world.addCustomer();
  const stranger = await world.addMerchant();
  for (const [merchantId, after] of [[world.merchantId, "x' or 1=1"], [stranger, id]] as const) {
    await assert.rejects(
      world.customers.list(merchantId, { limit: 2, after }),
      ListCursorInvalidError,
    );
  }
});

const FOUND: readonly (readonly [string, string[]])[] = [
  ["하늘", ["1"]],
  ["100%", ["2"]],
  ["50_", ["3"]],
  ["\\", ["4"]],
  ["010-1234-0001", ["1"]],
  ["1234 0002", ["2"]],
  ["LEE@EXAMPLE", ["2"]],
  ["lee@example.com", ["2"]],
  ["%", ["2"]],
  ["_", ["3"]],
  ["바다'; drop table debit.customer; --", []],
  ["하늘\n1", []],
  ["   ", ["1", "2", "3", "4"]],
];

Deno.test("a text is found in number, name, phones and mail, its wildcards taken as they are", async (t) => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const people = [
    { number: "1", name: "김하늘", mobile: "01012340001", email: "kim@example.com" },
    { number: "2", name: "이바다 100%", mobile: "01012340002", email: "Lee@Example.com" },
    { number: "3", name: "박별 50_50", mobile: "01012340003", email: "park@example.com" },
    { number: "4", name: "최솔\\", mobile: "01012340004", email: "choi@example.com" },
  ];
  for (const person of people) await world.addCustomer({ ...person, phone: "" });
  for (const [text, numbers] of FOUND) {
    await t.step(JSON.stringify(text), async () => {
      const { rows, total } = await customers.list(merchantId, { text, limit: 10 });
      assert.deepEqual(rows.map(({ number }) => number), numbers);
      assert.equal(total, numbers.length);
    });
  }
});

Deno.test("filters hold together, and a stream gives what the list gives", async () => {
  await using world = await customerWorld();
  const { customers, merchantId, contracts } = world;
  await addManyCustomers(world, 240);
  const query = { grade: "VIP", bankCode: "081", registrationState: "failed" } as const;
  const { rows, total } = await customers.list(merchantId, { ...query, limit: 200 });
  assert.equal(total, 20);
  assert.equal(rows.length, 20);
  for (const { grade, instructions } of rows) {
    assert.equal(grade, "VIP");
    assert.deepEqual(instructions.map(({ bankCode }) => bankCode), ["081"]);
  }
  const streamed = await Array.fromAsync(customers.stream(merchantId, query));
  assert.deepEqual(streamed, rows);
  const everyone = await Array.fromAsync(customers.stream(merchantId, { sort: "name" }));
  assert.equal(new Set(everyone.map(({ id }) => id)).size, 240);
  const others = { contractId: contracts.clearingHouse, limit: 10 };
  assert.equal((await customers.list(merchantId, others)).total, 0);
  assert.equal((await customers.list(merchantId, { contractId: "none", limit: 10 })).total, 0);
  assert.deepEqual(await customers.grades(merchantId), ["VIP", "우대", "일반"]);
});

Deno.test("an ended customer is found by its state", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const id = await world.addCustomer();
  await world.addCustomer();
  await customers.end(merchantId, { id, actor: STAFF });
  const { rows } = await customers.list(merchantId, { state: "ended", limit: 10 });
  assert.deepEqual(rows.map((row) => row.id), [id]);
  assert.equal((await customers.list(merchantId, { state: "active", limit: 10 })).total, 1);
});

async function allPages(
  { customers, merchantId }: CustomerWorld,
  query: CustomerQuery,
): Promise<CustomerRow[]> {
  const rows: CustomerRow[] = [];
  let after: string | undefined;
  do {
    const page = await customers.list(merchantId, { ...query, after });
    assert.equal(page.total, 57);
    rows.push(...page.rows);
    after = page.next;
  } while (after !== undefined);
  return rows;
}

function keyOf(row: CustomerRow, sort: CustomerSortKey): string {
  const value = sort === "joinedOn" ? row.joinedOn ?? "" : row[sort];
  return value instanceof Date ? value.toISOString() : value;
}
