import { sql } from "kysely";
import assert from "node:assert/strict";
import { CutoffPassedError } from "../../schedule/schedule.ts";
import { OrderNotFoundError, RetryNotAllowedError, type RetryRefusal } from "../errors.ts";
import { CONTRACT_ID, MERCHANT_ID, type OrderWorld, orderWorld } from "../testing/order_world.ts";

/** Two payers of the 10th whose debits failed, seen on the 11th at 11:00. */
async function failedWorld(rail: "directLine" | "clearingHouse" = "directLine") {
  const world = await orderWorld({
    now: "2026-11-06T10:00",
    retriesAutomatically: false,
    rail,
  });
  await world.payers(2, { registrationState: "done", mobile: "01055556666" });
  await world.request("2026-11-10");
  world.at("2026-11-10T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-11-11T11:00");
  await world.bank.answer(fileId!, () => "0021");
  return world;
}

async function failedIds(world: OrderWorld): Promise<string[]> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 10, state: "failed" });
  return rows.map(({ id }) => id);
}

const retry = (world: OrderWorld, orderIds: string[], date: string) =>
  world.desk.retry(MERCHANT_ID, { contractId: CONTRACT_ID, orderIds, date, actor: "staff:test" });

const refusedFor = (reason: RetryRefusal) => (error: unknown) =>
  error instanceof RetryNotAllowedError && error.reason === reason;

const retryable = (world: OrderWorld, month = "2026-11-01") =>
  world.desk.retryable(MERCHANT_ID, { contractId: CONTRACT_ID, month, limit: 10 });

Deno.test("retry() asks again on another day of the month; twice is once, and retryable() shrinks", async () => {
  await using world = await failedWorld();
  assert.equal((await retryable(world)).total, 2);
  const ids = await failedIds(world);
  const first = await retry(world, [ids[0]!], "2026-11-13");
  assert.deepEqual([first.count, first.amountWon], [1, 50_000n]);
  assert.equal(first.resultDueAt.toISOString(), "2026-11-16T02:00:00.000Z");
  const second = await retry(world, ids, "2026-11-13");
  assert.equal(second.count, 1);
  assert.deepEqual(second.refused.map(({ obstacle }) => obstacle), ["alreadyRequested"]);
  assert.equal((await retryable(world)).total, 0);
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 10, kind: "retry" });
  assert.ok(rows.every(({ isAutomatic }) => !isAutomatic));
  assert.ok(rows.every(({ willRetryOn }) => willRetryOn === undefined));
});

Deno.test("retry() is refused on the regular day, in another month and where the answer comes too late", async () => {
  await using world = await failedWorld();
  const ids = await failedIds(world);
  await assert.rejects(retry(world, ids, "2026-11-10"), CutoffPassedError);
  await assert.rejects(retry(world, ids, "2026-12-01"), refusedFor("anotherMonth"));
  await assert.rejects(retry(world, ids, "2026-11-30"), refusedFor("resultTooLate"));
  await assert.rejects(retry(world, [world.kernel.uuid()], "2026-11-13"), OrderNotFoundError);
  world.at("2026-12-01T10:00");
  await assert.rejects(retry(world, ids, "2026-12-03"), refusedFor("anotherMonth"));
  assert.equal((await retryable(world)).total, 0);
  assert.equal((await retryable(world, "2026-12-01")).total, 0);
});

Deno.test("retry() on the day on which the charge is due is refused as the regular day", async () => {
  await using world = await failedWorld();
  await sql`update debit.charge set due_date = '2026-11-13'`.execute(world.kernel.database.db);
  const ids = await failedIds(world);
  await assert.rejects(retry(world, ids, "2026-11-13"), refusedFor("regularDay"));
  await sql`update debit.debit_order set debit_date = '2026-11-16'`
    .execute(world.kernel.database.db);
  await assert.rejects(retry(world, ids, "2026-11-16"), refusedFor("regularDay"));
  assert.equal((await retry(world, ids, "2026-11-17")).count, 2);
});

Deno.test("retry() of an account that its bank refused or ended is refused, whatever the bank", async () => {
  await using world = await failedWorld();
  await sql`update debit.instruction set registration_state = 'cancelled'`
    .execute(world.kernel.database.db);
  const answer = await retry(world, await failedIds(world), "2026-11-13");
  assert.equal(answer.count, 0);
  assert.deepEqual(answer.refused.map(({ obstacle }) => obstacle), [
    "registrationFailed",
    "registrationFailed",
  ]);
});

Deno.test("retry() of what waits, or was collected, is refused", async () => {
  await using world = await failedWorld();
  const ids = await failedIds(world);
  await retry(world, ids, "2026-11-13");
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 10, state: "waiting" });
  await assert.rejects(
    retry(world, rows.map(({ id }) => id), "2026-11-16"),
    refusedFor("notFailed"),
  );
});

Deno.test("failures of the 25th go to the next month, as arrears", async () => {
  await using world = await orderWorld({ now: "2026-11-24T10:00" });
  await world.payers(1, { dueDay: 25 });
  await world.request("2026-11-25");
  world.at("2026-11-25T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-11-26T11:00");
  await world.bank.answer(fileId!, () => "0021");
  assert.equal((await retryable(world)).total, 0);
  await assert.rejects(
    retry(world, await failedIds(world), "2026-11-27"),
    refusedFor("nextMonth"),
  );
  world.at("2026-12-01T10:00");
  const answer = await world.request("2026-12-25", { withArrears: true });
  assert.equal(answer.amountWon, 100_000n);
});

Deno.test("retryWindow() is open before 14:00 of a day that still answers this month", async () => {
  await using world = await failedWorld();
  const window = (date: string) =>
    world.desk.retryWindow(MERCHANT_ID, { contractId: CONTRACT_ID, date });
  assert.equal((await window("2026-11-11")).isOpen, true);
  const tooLate = await window("2026-11-30");
  assert.deepEqual([tooLate.isOpen, tooLate.refusal], [false, "resultTooLate"]);
  const next = await window("2026-12-02");
  assert.deepEqual([next.isOpen, next.refusal], [false, "anotherMonth"]);
  assert.equal(next.isAnyDayLeft, true);
  world.at("2026-11-11T14:00");
  const closed = await window("2026-11-11");
  assert.equal(closed.isOpen, false);
  assert.equal(closed.earliestDate, "2026-11-12");
  assert.equal(closed.refusal, undefined, "only the hour is against it");
  world.at("2026-11-27T14:00");
  assert.equal((await window("2026-11-30")).isAnyDayLeft, false);
});

Deno.test("retryChance() tells a retry this month from the next request, and from nothing left", async () => {
  await using world = await failedWorld();
  const ids = await failedIds(world);
  const chance = (id: string) => world.desk.retryChance(MERCHANT_ID, id);
  const chances = async () => [...await world.desk.retryChances(MERCHANT_ID)];
  assert.equal(await chance(ids[0]!), "possible");
  assert.deepEqual(await chances(), [["0021", "possible"]]);
  await retry(world, [ids[0]!], "2026-11-13");
  assert.equal(await chance(ids[0]!), "settled");
  assert.deepEqual(await chances(), [["0021", "possible"]], "another one of them");
  await sql`update debit.charge set due_date = '2026-11-25'`.execute(world.kernel.database.db);
  assert.equal(await chance(ids[1]!), "nextMonth", "due on the 25th");
  assert.deepEqual(await chances(), [["0021", "nextMonth"]]);
  await sql`update debit.charge set due_date = '2026-11-10'`.execute(world.kernel.database.db);
  world.at("2026-11-27T14:00");
  assert.equal(await chance(ids[1]!), "nextMonth", "no day is left");
  assert.equal(await chance(world.kernel.uuid()), "settled");
  assert.equal(await world.desk.retryChance(world.kernel.uuid(), ids[1]!), "settled");
  world.at("2026-11-12T10:00");
  await retry(world, [ids[1]!], "2026-11-13");
  assert.deepEqual(await chances(), [["0021", "settled"]]);
});

Deno.test("at the clearing house a retry counts from its own cutoff, the day before at 14:00", async () => {
  await using world = await failedWorld("clearingHouse");
  const ids = await failedIds(world);
  await assert.rejects(retry(world, ids, "2026-11-11"), CutoffPassedError);
  const answer = await retry(world, ids, "2026-11-12");
  assert.equal(answer.cutoffAt.toISOString(), "2026-11-11T05:00:00.000Z");
  assert.equal(answer.resultDueAt.toISOString(), "2026-11-12T18:00:00.000Z");
});
