import assert from "node:assert/strict";
import { sql } from "kysely";
import { MERCHANT_ID, orderWorld } from "../testing/order_world.ts";

const isPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";
/** More than the pages of one job hold; the embedded database gets more than one page. */
const PAYERS = isPostgres ? 1_040 : 120;

Deno.test("each payer with a mobile phone is told ahead once, page by page, the others are not", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(PAYERS, { mobile: "01055556666" });
  await world.payers(3, { mobile: "" });
  await world.payers(2, { mobile: "0212345678" });
  await world.request("2026-11-10");
  await world.test.drain();
  assert.equal(world.messages.length, PAYERS);
  assert.equal(new Set(world.messages.map(({ key }) => key)).size, PAYERS);
  const [message] = world.messages;
  assert.equal(message?.tenantId, MERCHANT_ID);
  assert.deepEqual(message?.values, {
    name: "납부자1",
    merchant: "한빛학원",
    merchantPhone: "01012340000",
    item: "학원비",
    amount: "50,000",
    bank: "신한은행",
    account: "110-***-****",
    date: "2026.11.10",
  });
});

Deno.test("what was withdrawn before the message went is not announced", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(2, { mobile: "01055556666" });
  await world.request("2026-11-10");
  const { rows: [one] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  await world.desk.withdraw(MERCHANT_ID, { orderIds: [one!.id], actor: "staff:test" });
  await world.test.drain();
  assert.equal(world.messages.length, 1);
});

Deno.test("a debit that is withdrawn and asked for again is announced once, a changed one anew", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1, { mobile: "01055556666" });
  const told = async () => {
    await world.test.drain();
    // A key that was used is one message.
    return new Set(world.messages.map(({ key }) => key)).size;
  };
  for (let cycle = 0; cycle < 4; cycle++) {
    await world.request("2026-11-10");
    assert.equal(await told(), 1);
    const { rows: [one] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
    await world.desk.withdraw(MERCHANT_ID, { orderIds: [one!.id], actor: "staff:test" });
  }
  await world.request("2026-11-10");
  await sql`update debit.debit_order set debit_date = '2026-11-11' where state = 'waiting'`
    .execute(world.kernel.database.db);
  assert.equal(await told(), 2, "another day is told");
  const { rows: [moved] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  await world.desk.withdraw(MERCHANT_ID, { orderIds: [moved!.id], actor: "staff:test" });
  await world.request("2026-11-10");
  assert.equal(await told(), 3, "the first day again is told, since another was the last word");
});
