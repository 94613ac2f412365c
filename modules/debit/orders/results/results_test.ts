import assert from "node:assert/strict";
import { sql } from "kysely";
import type { OrderRow } from "../order_desk.ts";
import { CONTRACT_ID, MERCHANT_ID, type OrderWorld, orderWorld } from "../testing/order_world.ts";

const DUE = "2026-11-10";

async function rowsOf(world: OrderWorld, month = "2026-11-01"): Promise<readonly OrderRow[]> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 200, descending: false, month });
  return rows;
}

/** Asks for 10 November, sends at the cutoff, and moves to the answer on the 11th. */
async function sendTenth(world: OrderWorld): Promise<string> {
  await world.request(DUE);
  world.at("2026-11-10T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-11-11T11:00");
  return fileId!;
}

const template = (world: OrderWorld, name: string) =>
  world.messages.filter((message) => message.template === name);

Deno.test("results tell of each order once, and money and outage are retried by themselves", async () => {
  await using world = await orderWorld({ now: "2026-11-09T10:00" });
  await world.payers(4, { mobile: "01055556666" });
  const fileId = await sendTenth(world);
  const codes = ["0000", "0021", "9999", "0012"];
  await world.bank.answer(fileId, (sequence) => codes[sequence - 1]!);

  const rows = await rowsOf(world);
  const regular = rows.filter(({ kind }) => kind === "regular");
  assert.deepEqual(regular.map(({ state }) => state), ["collected", "failed", "failed", "failed"]);
  assert.deepEqual(regular.map(({ retryClass }) => retryClass), [
    undefined,
    "money",
    "outage",
    "accountFix",
  ]);
  // No history: the nearest common pay day on which the month still answers is the 25th.
  assert.deepEqual(regular.map(({ willRetryOn }) => willRetryOn), [
    undefined,
    "2026-11-25",
    "2026-11-25",
    undefined,
  ]);
  assert.equal(regular[0]?.fileName, "EB211110_2026");
  const retries = rows.filter(({ kind }) => kind === "retry");
  assert.equal(retries.length, 2);
  assert.ok(retries.every(({ isAutomatic, state }) => isAutomatic && state === "waiting"));

  assert.equal((await world.events("order.sent")).length, 4);
  assert.equal((await world.events("order.collected")).length, 1);
  const failed = await world.events("order.failed");
  assert.deepEqual(failed.map(({ willRetryAt }) => willRetryAt), [
    "2026-11-24T15:00:00.000Z",
    "2026-11-24T15:00:00.000Z",
    null,
  ]);
  assert.equal(template(world, "debit.failedRetry").length, 2);
  assert.deepEqual(template(world, "debit.failed").map(({ values }) => values.reason), [
    "계좌번호 오류",
  ]);
  const [summary] = template(world, "debit.resultsReady");
  assert.equal(summary?.values.failedCount, "3");
  assert.equal(summary?.values.retryCount, "2");
  assert.equal(summary?.values.collectedAmount, "50,000");
});

Deno.test("an answer that is told twice, or a job that runs twice, is followed once", async () => {
  await using world = await orderWorld({ now: "2026-11-09T10:00" });
  await world.payers(3, { mobile: "01055556666" });
  const fileId = await sendTenth(world);
  await world.bank.answer(fileId, () => "0021");
  const messages = world.messages.length;
  await world.bank.answer(fileId, () => "0021");
  assert.equal((await world.events("order.failed")).length, 3);
  assert.equal((await rowsOf(world)).length, 6);
  assert.equal(world.messages.length, messages);
  const { rows: [learned] } = await sql<{ failed_count: number }>`
    select failed_count from debit.payday`.execute(world.kernel.database.db);
  assert.equal(learned?.failed_count, 3);
});

Deno.test("a charge is retried by itself twice at most, on days learned from success", async () => {
  await using world = await orderWorld({ now: "2026-11-02T10:00", dueDays: [3, 10] });
  await world.payers(1, { dueDay: 3 });
  await sql`
    insert into debit.payday values (${MERCHANT_ID}, '2026-10-12', 95, 5),
      (${MERCHANT_ID}, '2026-09-17', 90, 10), (${MERCHANT_ID}, '2026-03-06', 100, 0)`
    .execute(world.kernel.database.db);
  await world.request("2026-11-03");
  for (const date of ["2026-11-03", "2026-11-12", "2026-11-17"]) {
    world.at(`${date}T14:00`);
    const [fileId] = await world.bank.send();
    assert.ok(fileId, `an order is debited on ${date}`);
    world.at(`${await world.kernel.calendar.addBusinessDays(date, 1)}T11:00`);
    await world.bank.answer(fileId, () => "0021");
  }
  const rows = await rowsOf(world);
  assert.deepEqual(rows.map(({ willRetryOn }) => willRetryOn), [
    "2026-11-12",
    "2026-11-17",
    undefined,
  ]);
});

Deno.test("nothing is retried by itself against the contract or a bank's refusal, from the 25th on, or over the limit", async () => {
  await using against = await orderWorld({ now: "2026-11-09T10:00", retriesAutomatically: false });
  await against.payers(1);
  await against.bank.answer(await sendTenth(against), () => "0021");
  assert.equal((await rowsOf(against)).length, 1);

  await using unregistered = await orderWorld({ now: "2026-11-09T10:00" });
  await unregistered.payers(1);
  const unregisteredFile = await sendTenth(unregistered);
  await sql`update debit.instruction set registration_state = 'failed'`
    .execute(unregistered.kernel.database.db);
  await unregistered.bank.answer(unregisteredFile, () => "0021");
  assert.equal((await rowsOf(unregistered)).length, 1);

  await using late = await orderWorld({ now: "2026-11-24T10:00" });
  await late.payers(1, { dueDay: 25 });
  await late.request("2026-11-25");
  late.at("2026-11-25T14:00");
  const [fileId] = await late.bank.send();
  late.at("2026-11-26T11:00");
  await late.bank.answer(fileId!, () => "0021");
  assert.equal((await rowsOf(late)).length, 1);

  await using limited = await orderWorld({ now: "2026-11-09T10:00", monthlyLimitWon: 150_000n });
  await limited.payers(3);
  const limitedFile = await sendTenth(limited);
  await sql`update debit.contract set monthly_limit_won = 100000`
    .execute(limited.kernel.database.db);
  await limited.bank.answer(limitedFile, () => "0021");
  const retries = (await rowsOf(limited)).filter(({ kind }) => kind === "retry");
  assert.equal(retries.length, 2);
});

Deno.test("arrears go with the next month where they are chosen, and are retried with their order", async () => {
  await using world = await orderWorld({ now: "2026-11-09T10:00", retriesAutomatically: false });
  await world.payers(2);
  await world.bank.answer(await sendTenth(world), (sequence) => sequence === 1 ? "0021" : "0000");
  world.at("2026-12-01T10:00");
  const list = await world.desk.candidates(MERCHANT_ID, {
    contractId: CONTRACT_ID,
    dueDate: "2026-12-10",
    withArrears: true,
    limit: 10,
  });
  assert.deepEqual(list.rows.map(({ arrearsWon }) => arrearsWon), [50_000n, 0n]);
  assert.equal(list.open.amountWon, 150_000n);
  const without = await world.request("2026-12-10", { instructionIds: [] });
  assert.equal(without.count, 0);
  const answer = await world.request("2026-12-10", { withArrears: true });
  assert.deepEqual([answer.count, answer.amountWon], [2, 150_000n]);
  world.at("2026-12-10T14:00");
  const [fileId] = await world.bank.send();
  world.at("2026-12-11T11:00");
  await world.bank.answer(fileId!, () => "0021");
  const failed = (await rowsOf(world, "2026-12-01")).filter(({ arrearsWon }) => arrearsWon > 0n);
  const retried = await world.desk.retry(MERCHANT_ID, {
    contractId: CONTRACT_ID,
    orderIds: failed.map(({ id }) => id),
    date: "2026-12-15",
    actor: "staff:test",
  });
  assert.deepEqual([retried.count, retried.amountWon], [1, 100_000n]);
  world.at("2026-12-15T14:00");
  const [retryFile] = await world.bank.send();
  world.at("2026-12-16T11:00");
  await world.bank.answer(retryFile!, () => "0000");
  const { rows } = await sql<{ open: number }>`
    select count(*)::integer as open from debit.charge ch
    where not ch.is_collected`.execute(world.kernel.database.db);
  // Of four charges both of the first payer and November of the second are paid.
  assert.equal(rows[0]?.open, 1);
});
