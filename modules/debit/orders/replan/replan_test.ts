import { sql } from "kysely";
import assert from "node:assert/strict";
import { MERCHANT_ID, type OrderWorld, orderWorld } from "../testing/order_world.ts";

async function daysOf(world: OrderWorld): Promise<string[]> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 200, descending: false });
  return rows.map(({ debitDate, cutoffAt, resultDueAt }) =>
    `${debitDate} ${cutoffAt.toISOString()} ${resultDueAt.toISOString()}`
  );
}

const TENTH = "2026-11-10 2026-11-10T05:00:00.000Z 2026-11-11T02:00:00.000Z";
const ELEVENTH = "2026-11-11 2026-11-11T05:00:00.000Z 2026-11-12T02:00:00.000Z";

Deno.test("a holiday on the debit day moves what waits and tells the merchant; taken away, it moves back", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(3);
  await world.request("2026-11-10");
  assert.deepEqual(await daysOf(world), [TENTH, TENTH, TENTH]);
  world.messages.length = 0;

  await world.kernel.calendar.addHoliday({ date: "2026-11-10", name: "임시공휴일" });
  await world.test.drain();
  assert.deepEqual(await daysOf(world), [ELEVENTH, ELEVENTH, ELEVENTH]);
  assert.deepEqual(await world.events("order.replanned"), [{
    fromDate: "2026-11-10",
    toDate: "2026-11-11",
    count: 3,
    amountWon: 150_000,
    cutoffAt: "2026-11-11T05:00:00.000Z",
    resultDueAt: "2026-11-12T02:00:00.000Z",
  }]);
  const told = world.messages.filter(({ template }) => template === "debit.replanned");
  assert.equal(told.length, 1);
  assert.equal(told[0]?.phone, "01012340000");
  assert.equal(told[0]?.values.cutoff, "2026-11-11 14:00");

  await world.kernel.calendar.removeHoliday("2026-11-10");
  await world.test.drain();
  assert.deepEqual(await daysOf(world), [TENTH, TENTH, TENTH]);
  assert.equal((await world.events("order.replanned")).length, 2);
});

Deno.test("a payer is told once of each move, from the day that he knew, and of none that was undone", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00", dueDays: [10, 11] });
  await world.payers(60, { mobile: "01055556666" });
  await world.payers(1, { mobile: "" });
  await world.request("2026-11-10");
  await world.payers(1, { mobile: "01077778888", dueDay: 11 });
  await world.request("2026-11-11");
  await world.test.drain();
  const moves = () =>
    world.messages.filter(({ template }) => template === "debit.moved")
      .map(({ phone, values }) => `${phone} ${values["from"]} ${values["date"]}`);
  const { calendar } = world.kernel;
  world.messages.length = 0;

  await calendar.addHoliday({ date: "2026-11-10", name: "임시공휴일" });
  await world.test.drain();
  assert.equal(moves().length, 60);
  assert.deepEqual([...new Set(moves())], ["01055556666 2026.11.10 2026.11.11"]);
  assert.equal(await world.desk.replan(), 0);
  await world.test.drain();
  assert.equal(moves().length, 60, "what stands where it was says nothing");

  world.messages.length = 0;
  await calendar.addHoliday({ date: "2026-11-11", name: "임시공휴일" });
  await calendar.removeHoliday("2026-11-11");
  await world.test.drain();
  assert.deepEqual(moves(), []);

  await calendar.removeHoliday("2026-11-10");
  await world.test.drain();
  assert.deepEqual([...new Set(moves())], ["01055556666 2026.11.11 2026.11.10"]);
});

Deno.test("a holiday on the day of the answer moves the answer alone, without a message", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1);
  await world.request("2026-11-10");
  await world.test.drain();
  await world.kernel.calendar.addHoliday({ date: "2026-11-11", name: "임시공휴일" });
  await world.test.drain();
  assert.deepEqual(await daysOf(world), [
    "2026-11-10 2026-11-10T05:00:00.000Z 2026-11-12T02:00:00.000Z",
  ]);
  assert.equal((await world.events("order.replanned")).length, 1);
  assert.equal(world.messages.filter(({ template }) => template === "debit.replanned").length, 0);
});

Deno.test("what lies at the bank, and what was withdrawn, is not moved", async () => {
  await using world = await orderWorld({ now: "2026-11-09T10:00" });
  await world.payers(2);
  await world.request("2026-11-10");
  const { rows: [one] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  await world.desk.withdraw(MERCHANT_ID, { orderIds: [one!.id], actor: "staff:test" });
  world.at("2026-11-10T14:00");
  await world.bank.send();
  await world.kernel.calendar.addHoliday({ date: "2026-11-10", name: "임시공휴일" });
  await world.test.drain();
  assert.deepEqual(await daysOf(world), [TENTH, TENTH]);
  assert.equal(await world.desk.replan(), 0);
});

Deno.test("replan() leaves what is being built, and moves what missed its file to the next open day", async () => {
  await using world = await orderWorld({ now: "2026-11-10T10:00" });
  await world.payers(2);
  await world.request("2026-11-10");
  world.at("2026-11-10T14:30");
  assert.equal(await world.desk.replan(), 0, "the file may still be built until 15:00");
  world.at("2026-11-10T15:00:00.001");
  assert.equal(await world.desk.replan(), 2);
  assert.deepEqual(await daysOf(world), [ELEVENTH, ELEVENTH]);
  assert.equal(await world.desk.replan(), 0);
});

Deno.test("replan() moves what came too late for a file that exists, but not for one that was refused", async () => {
  await using world = await orderWorld({ now: "2026-11-10T10:00" });
  const [one, two] = await world.payers(2);
  await world.request("2026-11-10", { instructionIds: [one!] });
  world.at("2026-11-10T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-11-10T13:00");
  await world.request("2026-11-10", { instructionIds: [two!] });
  world.at("2026-11-10T14:30");
  await sql`update debit.file set state = 'rejected' where id = ${fileId}`
    .execute(world.kernel.database.db);
  assert.equal(await world.desk.replan(), 0);
  await sql`update debit.file set state = 'sent' where id = ${fileId}`
    .execute(world.kernel.database.db);
  assert.equal(await world.desk.replan(), 1);
  assert.deepEqual((await daysOf(world)).sort(), [TENTH, ELEVENTH]);
});

Deno.test("the clearing house's orders move with their cutoff of the day before", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00", rail: "clearingHouse" });
  await world.payers(1, { registrationState: "done" });
  await world.request("2026-11-10");
  await world.kernel.calendar.addHoliday({ date: "2026-11-09", name: "임시공휴일" });
  await world.test.drain();
  assert.deepEqual(await daysOf(world), [
    "2026-11-10 2026-11-06T05:00:00.000Z 2026-11-10T18:00:00.000Z",
  ]);
});

Deno.test("waiting registrations get the cutoff and answer that hold now", async () => {
  await using world = await orderWorld({ now: "2026-11-09T15:00" });
  const [instructionId] = await world.payers(1, { registrationState: "waiting" });
  const plan = await world.schedule.registration({ rail: "directLine", bankCode: "088" });
  assert.equal(plan.fileDate, "2026-11-10");
  await sql`
    insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin, rail,
      bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at)
    select merchant_id, ${world.kernel.uuid()}, id, account_id, 1, 'merchant', 'directLine',
      bank_code, payer_number, 'waiting', ${world.kernel.clock.now()}, 'test', ${plan.cutoffAt},
      ${plan.resultDueAt}
    from debit.instruction where id = ${instructionId}`.execute(world.kernel.database.db);
  const cutoff = async () => {
    const { rows: [row] } = await sql<{ cutoff_at: Date; result_due_at: Date }>`
      select cutoff_at, result_due_at from debit.registration`.execute(world.kernel.database.db);
    return [row!.cutoff_at.toISOString(), row!.result_due_at.toISOString()];
  };
  await world.kernel.calendar.addHoliday({ date: "2026-11-10", name: "임시공휴일" });
  await world.test.drain();
  assert.deepEqual(await cutoff(), ["2026-11-11T05:00:00.000Z", "2026-11-12T02:00:00.000Z"]);
  world.at("2026-11-11T15:01");
  assert.equal(await world.desk.replan(), 1);
  assert.deepEqual(await cutoff(), ["2026-11-12T05:00:00.000Z", "2026-11-13T02:00:00.000Z"]);
});
