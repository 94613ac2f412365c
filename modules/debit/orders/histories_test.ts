import { sql } from "kysely";
import fc from "fast-check";
import assert from "node:assert/strict";
import { CashRefusedError } from "../money/errors.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import { MonthlyLimitError, RetryNotAllowedError } from "./errors.ts";
import { createTestCash } from "./testing/cash.ts";
import { CONTRACT_ID, MERCHANT_ID, type OrderWorld, orderWorld } from "./testing/order_world.ts";

const RUNS = (Deno.env.get("DATABASE_URL") ?? "") === "" ? 4 : 15;
const DUE_DAYS = [5, 12, 25];
const LIMIT_WON = 400_000n;

type Action =
  | { kind: "request"; dueDay: number; withArrears: boolean }
  | { kind: "withdraw"; share: number }
  | { kind: "retry"; days: number }
  | { kind: "cash"; pick: number; share: number }
  | { kind: "reverse"; pick: number }
  | { kind: "bank"; codes: string[] };

/** Mostly asking and being refused by banks: what else there is lives on failures. */
const actions: fc.Arbitrary<Action> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant("request" as const),
      dueDay: fc.constantFrom(...DUE_DAYS),
      withArrears: fc.boolean(),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("bank" as const),
      codes: fc.array(fc.constantFrom("0000", "0021", "0021", "9999", "0012"), {
        minLength: 3,
        maxLength: 5,
      }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("withdraw" as const),
      share: fc.integer({ min: 2, max: 3 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("retry" as const),
      days: fc.integer({ min: 1, max: 6 }),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant("cash" as const),
      pick: fc.integer({ min: 0, max: 30 }),
      share: fc.integer({ min: 1, max: 4 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      kind: fc.constant("reverse" as const),
      pick: fc.integer({ min: 0, max: 30 }),
    }),
  },
);

Deno.test("over any history no charge is asked for twice at once, nothing is overpaid, sums agree", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(actions, { minLength: 25, maxLength: 45, size: "max" }),
      fc.boolean(),
      async (history, retriesAutomatically) => {
        await using world = await orderWorld({
          now: "2026-09-01T10:00",
          dueDays: DUE_DAYS,
          retriesAutomatically,
          monthlyLimitWon: LIMIT_WON,
        });
        for (const dueDay of DUE_DAYS) await world.payers(2, { dueDay, monthlyWon: 40_000n });
        const player = createPlayer(world);
        for (const action of history) {
          await player.play(action);
          await requireInvariants(world);
        }
        assert.equal(await paidWon(world), player.receivedWon());
      },
    ),
    { numRuns: RUNS, endOnFailure: true },
  );
});

/** Plays actions, and keeps by itself how much money came in. */
function createPlayer(world: OrderWorld) {
  const { kernel } = world;
  const cash = createTestCash(world);
  let receivedWon = 0n;
  const today = () => kernel.calendar.dateOf(kernel.clock.now());

  const retryDate = (days: number) => kernel.calendar.addBusinessDays(today(), days);

  async function act(action: Action): Promise<void> {
    switch (action.kind) {
      case "request":
        return await requestNext(world, action);
      case "withdraw":
        return await withdrawEvery(world, action.share);
      case "retry":
        return await retryAll(world, await retryDate(action.days));
      case "cash":
        receivedWon += await cash.receive(action);
        return;
      case "reverse":
        receivedWon -= await cash.reverse(action.pick);
        return;
      case "bank":
        receivedWon += await sendAndAnswer(world, action.codes);
        return;
    }
  }

  return {
    receivedWon: () => receivedWon,
    async play(action: Action): Promise<void> {
      try {
        await act(action);
      } catch (error) {
        const isExpected = error instanceof CutoffPassedError ||
          error instanceof MonthlyLimitError || error instanceof RetryNotAllowedError ||
          error instanceof CashRefusedError;
        if (!isExpected) throw error;
      }
    },
  };
}

/** Asks for the next due date of that day whose cutoff lies ahead, on the day before. */
async function requestNext(
  world: OrderWorld,
  { dueDay, withArrears }: { dueDay: number; withArrears: boolean },
): Promise<void> {
  const { calendar, clock } = world.kernel;
  const today = calendar.dateOf(clock.now());
  const nextMonth = new Date(`${today.slice(0, 8)}01T00:00:00Z`);
  nextMonth.setUTCMonth(nextMonth.getUTCMonth() + 1);
  const dueDate = [today, nextMonth.toISOString().slice(0, 10)]
    .map((month) => world.schedule.dueDate({ month, dueDay })).find((date) => date > today)!;
  const eve = await calendar.addBusinessDays(await calendar.rollForward(dueDate), -1);
  if (eve > today) world.at(`${eve}T10:00`);
  await world.request(dueDate, { withArrears });
}

async function withdrawEvery(world: OrderWorld, nth: number): Promise<void> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 200, state: "waiting" });
  const orderIds = rows.filter((_, index) => index % nth === 0).map(({ id }) => id);
  await world.desk.withdraw(MERCHANT_ID, { orderIds, actor: "staff:test" });
}

async function retryAll(world: OrderWorld, date: string): Promise<void> {
  const now = world.kernel.calendar.dateOf(world.kernel.clock.now());
  const { rows } = await world.desk.retryable(MERCHANT_ID, {
    contractId: CONTRACT_ID,
    month: `${now.slice(0, 8)}01`,
    limit: 100,
  });
  const orderIds = rows.map(({ id }) => id);
  await world.desk.retry(MERCHANT_ID, {
    contractId: CONTRACT_ID,
    orderIds,
    date,
    actor: "staff:test",
  });
}

/** Sends what is due next and answers it on the day after; returns what was collected. */
async function sendAndAnswer(world: OrderWorld, codes: readonly string[]): Promise<bigint> {
  const { calendar, clock } = world.kernel;
  const today = () => calendar.dateOf(clock.now());
  const codeOf = (sequence: number) => codes[sequence % codes.length]!;
  const { rows: [next] } = await sql<{ cutoff_at: Date | null }>`
    select min(cutoff_at) as cutoff_at from debit.debit_order where state = 'waiting'`
    .execute(world.kernel.database.db);
  const cutoffAt = next?.cutoff_at ?? clock.now();
  if (clock.now() < cutoffAt) world.test.clock.set(cutoffAt);
  let wonSum = 0n;
  for (const fileId of await world.bank.send()) {
    world.at(`${await calendar.addBusinessDays(today(), 1)}T11:00`);
    wonSum += await collectedWon(world, fileId, codeOf);
    await world.bank.answer(fileId, codeOf);
  }
  return wonSum;
}

async function collectedWon(
  world: OrderWorld,
  fileId: string,
  codeOf: (sequence: number) => string,
): Promise<bigint> {
  const { rows } = await sql<{ sequence: number; amount_won: bigint }>`
    select sequence, amount_won from debit.debit_order where file_id = ${fileId}`
    .execute(world.kernel.database.db);
  return rows.filter(({ sequence }) => codeOf(sequence) === "0000")
    .reduce((sum, { amount_won }) => sum + amount_won, 0n);
}

/** What debits collected and cash brought, as the rows of orders and receipts say. */
async function paidWon(world: OrderWorld): Promise<bigint> {
  const { rows: [paid] } = await sql<{ won: bigint }>`
    select (coalesce((select sum(amount_won) from debit.debit_order where state = 'collected'), 0)
      + coalesce((select sum(amount_won) from debit.cash_receipt), 0))::bigint as won`
    .execute(world.kernel.database.db);
  return paid!.won;
}

/** Broken rules by name; a query of its own, beside the functions that the module uses. */
async function requireInvariants(world: OrderWorld): Promise<void> {
  const { rows } = await sql<{ rule: string }>`
    with part as (
      select merchant_id, id as order_id, charge_id, charge_won as won, state, true as is_own
      from debit.debit_order
      union all
      select a.merchant_id, a.order_id, a.charge_id, a.amount_won, o.state, false
      from debit.order_arrears a join debit.debit_order o on o.id = a.order_id
    ),
    charge as (
      select c.id, c.amount_won, c.is_collected,
        coalesce(sum(p.won) filter (where p.state = 'collected'), 0) as debited,
        coalesce(sum(p.won) filter (where p.state in ('waiting', 'sent')), 0) as asked,
        count(*) filter (where p.state in ('waiting', 'sent')) as open_count,
        count(*) filter (where p.is_own and p.state in ('waiting', 'sent', 'collected')) as live_count,
        coalesce((select sum(r.amount_won) from debit.cash_receipt r where r.charge_id = c.id), 0)
          as cash,
        exists (
          select from debit.cash_receipt r where r.charge_id = c.id and r.reverses_id is not null
        ) as is_reversed
      from debit.charge c left join part p on p.charge_id = c.id
      group by c.id, c.amount_won, c.is_collected
    )
    select 'overpaid' as rule from charge where debited + cash > amount_won
    union all select 'negative cash' from charge where cash < 0
    union all select 'asked for too much' from charge where asked + debited + cash > amount_won
    -- A receipt that is taken back while the rest is asked for leaves something for later.
    union all select 'asked for too little' from charge
      where open_count = 1 and asked + debited + cash < amount_won and not is_reversed
    union all select 'two open orders' from charge where open_count > 1
    union all select 'two live orders' from charge where live_count > 1
    union all select 'closed but not paid' from charge where is_collected and debited < amount_won
    union all select 'arrears differ' from debit.debit_order o where o.arrears_won <> coalesce(
      (select sum(a.amount_won) from debit.order_arrears a where a.order_id = o.id), 0)
    union all select 'numbers have gaps' from debit.debit_order o
      group by o.charge_id having max(o.attempt) <> count(*)
    union all select 'month over its limit' from debit.debit_order o
      where o.state in ('waiting', 'sent', 'collected') group by o.month
      having sum(o.amount_won) > ${LIMIT_WON}
    union all select 'retried by itself too often' from debit.debit_order o
      where o.is_automatic group by o.charge_id having count(*) > 2
    union all select 'outside its month' from debit.debit_order o
      where o.kind = 'retry' and date_trunc('month', o.debit_date) <> o.month`
    .execute(world.kernel.database.db);
  assert.deepEqual(rows.map(({ rule }) => rule), []);
}
