import assert from "node:assert/strict";
import { sql } from "kysely";
import { ContractNotFoundError } from "../settings/errors.ts";
import { PIECE_ROWS } from "../in_pieces.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { createCandidates } from "./candidates.ts";
import { DueDateNotContractedError, MonthlyLimitError } from "./errors.ts";
import type { CandidateQuery, Obstacle } from "./order_desk.ts";
import { CONTRACT_ID, MERCHANT_ID, type OrderWorld, orderWorld } from "./testing/order_world.ts";

const DUE = "2026-11-10";

async function candidates(world: OrderWorld, query: Partial<CandidateQuery> = {}) {
  return await world.desk.candidates(MERCHANT_ID, {
    contractId: CONTRACT_ID,
    dueDate: DUE,
    withArrears: false,
    limit: 100,
    ...query,
  });
}

/** The same list, how many statements were made of it, and how many rows they read. */
function countedCandidates({ kernel, schedule }: OrderWorld) {
  const counts = { statements: 0, rows: 0 };
  const read = kernel.database.read.withPlugin({
    transformQuery: ({ node }) => {
      counts.statements++;
      return node;
    },
    transformResult: ({ result }) => {
      counts.rows += result.rows.length;
      return Promise.resolve(result);
    },
  });
  const counted = { ...kernel, database: { ...kernel.database, read } };
  const work = { kernel: counted, schedule } as Parameters<typeof createCandidates>[0];
  return { desk: createCandidates(work), counts };
}

/** The obstacle of each candidate, "" for none, by customer number. */
async function obstacles(world: OrderWorld): Promise<(Obstacle | "")[]> {
  return (await candidates(world)).rows.map(({ obstacle }) => obstacle ?? "");
}

Deno.test("candidates() lists instructions due that day in their months, with what stands against each", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00", debitLimitWon: 400_000n });
  await world.payers(1, {});
  await world.payers(1, { discountWon: 20_000n });
  await world.payers(1, { discountWon: 50_000n });
  await world.payers(1, { monthlyWon: 500_000n });
  await world.payers(1, { discountWon: 49_900n });
  await world.payers(1, { state: "stopped" });
  await world.payers(1, { bankCode: "004" });
  await world.payers(1, { bankCode: "004", registrationState: "done" });
  await world.payers(1, { firstMonth: "2026-12-01" });
  await world.payers(1, { lastMonth: "2026-10-01" });
  await world.payers(1, { dueDay: 15 });
  await world.payers(1, { state: "ended" });
  assert.deepEqual(await obstacles(world), [
    "",
    "",
    "exempt",
    "overDebitLimit",
    "underMinimum",
    "stopped",
    "notRegistered",
    "",
  ]);
  const { open, total, rows } = await candidates(world);
  assert.equal(total, 8);
  assert.deepEqual(open, { count: 3, amountWon: 130_000n });
  assert.equal(rows[1]?.grossWon, 50_000n);
  assert.equal(rows[1]?.amountWon, 30_000n);
  assert.equal(rows[0]?.bankName, "신한은행");
  assert.equal(rows[0]?.itemName, "학원비");
});

Deno.test("candidates() pages by customer number and narrows by item and text", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(5);
  await world.payers(2, { itemCode: "rent" });
  const first = await candidates(world, { limit: 3 });
  const second = await candidates(world, { limit: 10, after: first.next! });
  assert.equal(first.rows.length, 3);
  assert.equal(second.rows.length, 4);
  assert.equal(second.next, undefined);
  assert.equal(new Set([...first.rows, ...second.rows].map((row) => row.customerNumber)).size, 7);
  assert.equal((await candidates(world, { itemCodes: ["rent"] })).total, 2);
  assert.equal((await candidates(world, { text: "c0000003" })).total, 1);
  assert.equal((await candidates(world, { text: "100%" })).total, 0);
  await assert.rejects(candidates(world, { after: "x" }), { name: "OrderCursorInvalidError" });
});

Deno.test("candidateStream() gives what the pages give, and looks at each line once", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const half = PIECE_ROWS / 2 + 50;
  await world.payers(half, { itemCode: "rent" });
  await world.payers(half, { discountWon: 20_000n });
  await world.payers(1, { state: "stopped" });
  const filter = { contractId: CONTRACT_ID, dueDate: DUE, withArrears: true } as const;
  const { desk, counts } = countedCandidates(world);
  const all = await Array.fromAsync(desk.candidateStream(MERCHANT_ID, filter));
  assert.deepEqual(counts, { statements: 3, rows: 2 * all.length }, "their places, and two pieces");
  const pages: typeof all = [];
  let after: string | undefined;
  while (pages.length < all.length) {
    const page = await candidates(world, { ...filter, limit: 200, ...(after ? { after } : {}) });
    pages.push(...page.rows);
    after = page.next;
  }
  assert.deepEqual(all, pages);
  assert.equal(all.length, 2 * half + 1);
  const some = world.desk.candidateStream(MERCHANT_ID, { ...filter, text: "c0000003" });
  assert.equal((await Array.fromAsync(some)).length, 1);
});

Deno.test("candidates() on a last day holds the days that the month lacks", async () => {
  await using world = await orderWorld({ now: "2026-02-02T10:00" });
  for (const dueDay of [27, 28, 29, 30, 31]) await world.payers(1, { dueDay });
  assert.equal((await candidates(world, { dueDate: "2026-02-28" })).total, 4);
  assert.equal((await candidates(world, { dueDate: "2026-02-27" })).total, 1);
});

Deno.test("request() makes a charge and an order of each line, tells of them, and twice is once", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(3, { mobile: "01012345678" });
  const [exempt] = await world.payers(1, { discountWon: 50_000n });
  const answer = await world.request(DUE);
  assert.equal(answer.count, 3);
  assert.equal(answer.amountWon, 150_000n);
  assert.equal(answer.cutoffAt.toISOString(), "2026-11-10T05:00:00.000Z");
  assert.equal(answer.resultDueAt.toISOString(), "2026-11-11T02:00:00.000Z");
  assert.deepEqual(answer.refused, [{ instructionId: exempt, obstacle: "exempt" }]);
  const again = await world.request(DUE);
  assert.equal(again.count, 0);
  assert.deepEqual(
    again.refused.map(({ obstacle }) => obstacle).sort(),
    ["alreadyRequested", "alreadyRequested", "alreadyRequested", "exempt"],
  );
  const events = await world.events("order.requested");
  assert.equal(events.length, 3);
  assert.equal(events[0]?.amountWon, 50_000);
  assert.equal(world.messages.length, 0, "nothing is sent inside the request");
  await world.test.drain();
  assert.deepEqual(world.messages.map(({ template }) => template), Array(3).fill("debit.ahead"));
  assert.equal(world.messages[0]?.values.amount, "50,000");
  assert.equal(world.messages[0]?.values.date, DUE.replaceAll("-", "."));
});

Deno.test("request() rolls a due date on a holiday to the next business day", async () => {
  await using world = await orderWorld({ now: "2026-02-02T10:00" });
  await world.payers(1, { dueDay: 15 });
  const answer = await world.request("2026-02-15");
  assert.equal(answer.cutoffAt.toISOString(), "2026-02-19T05:00:00.000Z");
  const { rows: [row] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  assert.equal(row?.debitDate, "2026-02-19");
  assert.equal(row?.month, "2026-02-01");
});

Deno.test("request() is refused from 14:00 on, and window() says why and from when it is open", async () => {
  await using world = await orderWorld({ now: "2026-11-10T13:59:59.999" });
  await world.payers(2);
  const ask = { contractId: CONTRACT_ID, dueDate: DUE };
  assert.equal((await world.desk.window(MERCHANT_ID, ask)).isOpen, true);
  world.at("2026-11-10T14:00");
  const window = await world.desk.window(MERCHANT_ID, ask);
  assert.equal(window.isOpen, false);
  assert.equal(window.earliestDate, "2026-11-11");
  assert.deepEqual(await obstacles(world), ["cutoffPassed", "cutoffPassed"]);
  await assert.rejects(world.request(DUE), CutoffPassedError);
  assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1 })).total, 0);
});

Deno.test("request() with ticks takes those alone and names what is due no more", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const [one, two] = await world.payers(3);
  const [ended] = await world.payers(1, { state: "ended" });
  const answer = await world.request(DUE, { instructionIds: [one!, two!, ended!] });
  assert.equal(answer.count, 2);
  assert.deepEqual(answer.refused, [{ instructionId: ended, obstacle: "stopped" }]);
});

Deno.test("request() says of each tick that is not due that day why", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const [due] = await world.payers(1);
  const [later] = await world.payers(1, { dueDay: 15 });
  const [nextMonth] = await world.payers(1, { firstMonth: "2026-12-01" });
  const [ended] = await world.payers(1, { state: "ended", dueDay: 15 });
  const [stopped] = await world.payers(1, { state: "stopped" });
  const nobodys = world.kernel.uuid();
  const ticks = [due!, later!, nextMonth!, ended!, stopped!, nobodys];
  const answer = await world.request(DUE, { instructionIds: ticks });
  assert.equal(answer.count, 1);
  const told = new Map(answer.refused.map((each) => [each.instructionId, each.obstacle]));
  assert.deepEqual(ticks.map((id) => told.get(id)), [
    undefined,
    "notDue",
    "notDue",
    "stopped",
    "stopped",
    "unknown",
  ]);
});

Deno.test("request() refuses a day that the contract has not", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00", dueDays: [10, 31] });
  await assert.rejects(world.request("2026-11-12"), {
    name: DueDateNotContractedError.name,
    dueDate: "2026-11-12",
    dueDays: [10, 31],
  });
  await world.request("2026-11-30");
});

Deno.test("request() takes all but the excepted ones, as candidates() counts them", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const [one, two, three] = await world.payers(3);
  const excepted = { exceptInstructionIds: [two!] };
  const counted = await candidates(world, excepted);
  assert.deepEqual(counted.rows.map(({ instructionId }) => instructionId), [one, three]);
  assert.deepEqual(counted.open, { count: 2, amountWon: 100_000n });
  const ticked = await candidates(world, { instructionIds: [two!] });
  assert.deepEqual(ticked.open, { count: 1, amountWon: 50_000n });
  const answer = await world.request(DUE, { exceptInstructionIds: [two!, "x"] });
  assert.deepEqual([answer.count, answer.amountWon], [2, 100_000n]);
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 9 });
  assert.ok(!rows.some(({ instructionId }) => instructionId === two));
});

Deno.test("request() above the month's limit asks for nothing", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00", monthlyLimitWon: 120_000n });
  const [one, two, three] = await world.payers(3);
  await assert.rejects(world.request(DUE), (error) => {
    assert.ok(error instanceof MonthlyLimitError);
    assert.equal(error.requestedWon, 150_000n);
    return true;
  });
  assert.equal((await world.request(DUE, { instructionIds: [one!, two!] })).count, 2);
  await assert.rejects(world.request(DUE, { instructionIds: [three!] }), MonthlyLimitError);
  assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1 })).total, 2);
});

Deno.test("request() of another merchant's contract is not found", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const input = {
    contractId: CONTRACT_ID,
    dueDate: DUE,
    withArrears: false,
    instructionIds: "all",
    actor: "staff:x",
  } as const;
  const other = "01900000-0000-7000-8000-0000000000ff";
  await assert.rejects(world.desk.request(other, input), ContractNotFoundError);
  await assert.rejects(
    world.desk.request(MERCHANT_ID, { ...input, contractId: "x" }),
    ContractNotFoundError,
  );
});

Deno.test("the clearing house wants a registration that is complete two business days ahead", async () => {
  await using world = await orderWorld({ now: "2026-11-06T10:00", rail: "clearingHouse" });
  const [none, waiting, late, done] = [
    ...await world.payers(1),
    ...await world.payers(1, { registrationState: "waiting" }),
    ...await world.payers(1, { registrationState: "done" }),
    ...await world.payers(1, { registrationState: "done" }),
  ];
  await register(world, waiting!, { state: "waiting", resultDueAt: "2026-11-10T14:00" });
  await register(world, late!, { state: "done", resultDueAt: "2026-11-09T14:00" });
  await register(world, done!, { state: "done", resultDueAt: "2026-11-06T14:00" });
  assert.ok(none);
  assert.deepEqual(await obstacles(world), [
    "notRegistered",
    "registrationTooLate",
    "registrationTooLate",
    "",
  ]);
});

Deno.test("what a bank refused or ended is debited nowhere, and what it is still told may be asked for", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  for (
    const registrationState of ["none", "waiting", "sent", "done", "failed", "cancelled"] as const
  ) {
    await world.payers(1, { registrationState });
  }
  assert.deepEqual(await obstacles(world), [
    "",
    "",
    "",
    "",
    "registrationFailed",
    "registrationFailed",
  ]);
  const answer = await world.request(DUE);
  assert.equal(answer.count, 4);
  assert.deepEqual(answer.refused.map(({ obstacle }) => obstacle), [
    "registrationFailed",
    "registrationFailed",
  ]);
});

Deno.test("an account that was refused or ended waits for the answer to its new application", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  const answers = [
    [{ kind: 1, state: "failed" }],
    [{ kind: 1, state: "done" }, { kind: 3, state: "done" }],
    [{ kind: 1, state: "failed" }, { kind: 1, state: "done" }, { kind: 3, state: "failed" }],
    [],
  ] as const;
  for (const registrationState of ["waiting", "sent"] as const) {
    for (const answered of answers) {
      const [id] = await world.payers(1, { registrationState });
      for (const [nth, answer] of answered.entries()) {
        await register(world, id!, { ...answer, resultDueAt: `2026-10-0${nth + 1}T11:00` });
      }
      await register(world, id!, { state: "waiting", resultDueAt: "2026-11-04T11:00" });
    }
  }
  const expected = ["notRegistered", "notRegistered", "", ""];
  assert.deepEqual(await obstacles(world), [...expected, ...expected]);
});

Deno.test("a debit of the same day goes by its own file, and costs 300 won at least", async () => {
  await using world = await orderWorld({ now: "2026-11-10T09:00", rail: "clearingHouse" });
  await world.payers(1, { registrationState: "done" });
  await world.payers(1, { registrationState: "done", monthlyWon: 200n });
  await assert.rejects(world.request(DUE), CutoffPassedError);
  const operation = "sameDayDebit";
  const ask = { contractId: CONTRACT_ID, dueDate: DUE, operation } as const;
  const window = await world.desk.window(MERCHANT_ID, ask);
  assert.equal(window.cutoffAt.toISOString(), "2026-11-10T02:00:00.000Z");
  const answer = await world.request(DUE, { operation });
  assert.equal(answer.resultDueAt.toISOString(), "2026-11-10T14:00:00.000Z");
  assert.deepEqual(answer.refused.map(({ obstacle }) => obstacle), ["underMinimum"]);
  world.at("2026-11-10T11:00");
  await world.bank.send();
  const { rows: [row] } = await world.desk.list(MERCHANT_ID, { limit: 1 });
  assert.equal(row?.fileName, "EC211110_2026");
});

Deno.test("a bank with a row of its own closes by it, and the others stay open", async () => {
  await using world = await orderWorld({ now: "2026-11-10T12:30" });
  await world.payers(1);
  await world.payers(1, { bankCode: "020" });
  await sql`
    insert into debit.schedule_rule select rail, '020', operation, counted_from, cutoff_days, '12:00',
      send_by_days, send_by_time, result_days, result_time, result_days_kind, registration_lead_days
    from debit.schedule_rule where rail = 'directLine' and operation = 'debit'`
    .execute(world.kernel.database.db);
  const answer = await world.request(DUE);
  assert.equal(answer.count, 1);
  assert.deepEqual(answer.refused.map(({ obstacle }) => obstacle), ["cutoffPassed"]);
});

Deno.test("the database refuses a second order of a charge with the same number", async () => {
  await using world = await orderWorld({ now: "2026-11-03T10:00" });
  await world.payers(1);
  await world.request(DUE);
  await assert.rejects(
    sql`
      insert into debit.debit_order select merchant_id, ${world.kernel.uuid()}, contract_id,
        instruction_id, charge_id, account_id, kind, is_automatic, operation, rail, bank_code,
        payer_number, month, debit_date, charge_won, arrears_won, amount_won, state, requested_at,
        requested_by, cutoff_at, result_due_at
      from debit.debit_order`.execute(world.kernel.database.db),
    /debit_order_by_charge/,
  );
});

async function register(
  world: OrderWorld,
  instructionId: string,
  { kind = 1, state, resultDueAt }: {
    kind?: 1 | 3;
    state: "waiting" | "done" | "failed";
    resultDueAt: string;
  },
) {
  const at = `${resultDueAt}:00+09:00`;
  await sql`
    insert into debit.registration (merchant_id, id, instruction_id, account_id, kind, origin, rail,
      bank_code, payer_number, state, requested_at, requested_by, cutoff_at, result_due_at, resulted_at)
    select merchant_id, ${world.kernel.uuid()}, id, account_id, ${kind}, 'merchant', 'clearingHouse',
      bank_code, payer_number, ${state}, ${at}::timestamptz, 'test', ${at}::timestamptz,
      ${at}::timestamptz, ${state === "waiting" ? null : at}::timestamptz
    from debit.instruction where id = ${instructionId}`.execute(world.kernel.database.db);
}
