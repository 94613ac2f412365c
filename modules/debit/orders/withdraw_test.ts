import assert from "node:assert/strict";
import { AlreadySentError } from "../registrations/errors.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { tables } from "../tables.ts";
import { OrderNotFoundError } from "./errors.ts";
import { MERCHANT_ID, type OrderWorld, orderWorld } from "./testing/order_world.ts";

const DUE = "2026-11-10";

async function idsOf(world: OrderWorld): Promise<string[]> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 100, descending: false });
  return rows.map(({ id }) => id);
}

const withdraw = (world: OrderWorld, orderIds: string[]) =>
  world.desk.withdraw(MERCHANT_ID, { orderIds, actor: "staff:test" });

Deno.test("withdraw() takes orders back until the cutoff, once, and tells of it", async () => {
  await using world = await orderWorld({ now: "2026-11-10T13:59:59.999" });
  await world.payers(3);
  await world.request(DUE);
  const ids = await idsOf(world);
  assert.equal(await withdraw(world, ids.slice(0, 2)), 2);
  assert.equal(await withdraw(world, ids.slice(0, 2)), 0);
  assert.equal((await world.events("order.withdrawn")).length, 2);
  const { byState, sum } = await world.desk.list(MERCHANT_ID, { limit: 1, state: "withdrawn" });
  assert.equal(byState.withdrawn.count, 2);
  assert.equal(byState.waiting.count, 1);
  assert.deepEqual(sum, { count: 2, amountWon: 100_000n });
});

Deno.test("withdraw() takes all of the named orders or none", async () => {
  await using world = await orderWorld({ now: "2026-11-10T10:00" });
  await world.payers(2);
  await world.request(DUE);
  const [one] = await idsOf(world);
  const unknown = world.kernel.uuid();
  await assert.rejects(withdraw(world, [one!, unknown]), OrderNotFoundError);
  await assert.rejects(withdraw(world, [one!, "x"]), OrderNotFoundError);
  world.at("2026-11-10T14:00");
  await assert.rejects(withdraw(world, [one!]), CutoffPassedError);
  await world.bank.send();
  await assert.rejects(withdraw(world, [one!]), AlreadySentError);
  assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1 })).byState.sent.count, 2);
});

Deno.test("a line whose order was withdrawn can be asked for again, at its new discount", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1);
  await world.request(DUE);
  await withdraw(world, await idsOf(world));
  await tables(world.kernel.database.db).updateTable("instruction")
    .set({ discount_won: 10_000n }).execute();
  const again = await world.request(DUE);
  assert.deepEqual([again.count, again.amountWon], [1, 40_000n]);
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 10, state: "waiting" });
  assert.equal(rows[0]?.grossWon, 50_000n);
  assert.equal(rows[0]?.discountWon, 10_000n);
  const { rows: charges } = await world.desk.list(MERCHANT_ID, { limit: 10 });
  assert.equal(new Set(charges.map(({ chargeId }) => chargeId)).size, 1);
});

Deno.test("withdraw() of another merchant's order is not found", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1);
  await world.request(DUE);
  const orderIds = await idsOf(world);
  const other = "01900000-0000-7000-8000-0000000000ff";
  await assert.rejects(
    world.desk.withdraw(other, { orderIds, actor: "staff:x" }),
    OrderNotFoundError,
  );
  await assert.rejects(world.desk.get(other, orderIds[0]!), OrderNotFoundError);
});
