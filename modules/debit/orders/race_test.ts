import { sql } from "kysely";
import assert from "node:assert/strict";
import { closeCutoff } from "../schedule/cutoff_lock.ts";
import { CutoffPassedError } from "../schedule/schedule.ts";
import type { RequestAnswer } from "./order_desk.ts";
import { CONTRACT_ID, MERCHANT_ID, type OrderWorld, orderWorld } from "./testing/order_world.ts";

const CALLERS = 20;
const PAYERS = 200;
const isPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

/** All at once; the pool holds ten connections. */
function crowd<Answer>(call: (caller: number) => Promise<Answer>): Promise<Answer[]> {
  return Promise.all(Array.from({ length: CALLERS }, (_, caller) => call(caller)));
}

const countOf = (answers: readonly RequestAnswer[]) =>
  answers.reduce((sum, { count }) => sum + count, 0);

/** Charges with more than one order that is waiting, sent or collected. */
async function doubled(world: OrderWorld): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::integer as count from (
      select charge_id from debit.debit_order where state in ('waiting', 'sent', 'collected')
      group by merchant_id, charge_id having count(*) > 1
    ) twice`.execute(world.kernel.database.db);
  return rows[0]!.count;
}

Deno.test({
  name: "twenty who ask for the same debits at once make each order once",
  ignore: !isPostgres,
  async fn() {
    await using world = await orderWorld({ now: "2026-11-03T10:00" });
    const ids = await world.payers(PAYERS);
    const answers = await crowd((caller) =>
      world.request("2026-11-10", caller % 2 === 0 ? {} : { instructionIds: ids.slice(caller) })
    );
    assert.equal(countOf(answers), PAYERS);
    assert.equal(await doubled(world), 0);
    assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1 })).total, PAYERS);
    assert.equal((await world.events("order.requested")).length, PAYERS);
  },
});

Deno.test({
  name: "twenty who retry, while others withdraw and ask, leave one live order per charge",
  ignore: !isPostgres,
  async fn() {
    await using world = await orderWorld({
      now: "2026-11-09T10:00",
      retriesAutomatically: false,
    });
    await world.payers(PAYERS);
    await world.request("2026-11-10");
    world.at("2026-11-10T14:00");
    const [fileId] = await world.bank.send();
    world.at("2026-11-11T11:00");
    await world.bank.answer(fileId!, () => "0021");
    const failed = await idsOf(world);
    await crowd(async (caller) => {
      if (caller % 4 === 3) return await withdrawSome(world);
      await world.desk.retry(MERCHANT_ID, {
        contractId: CONTRACT_ID,
        orderIds: failed,
        date: caller % 2 === 0 ? "2026-11-13" : "2026-11-16",
        actor: `staff:${caller}`,
      });
    });
    assert.equal(await doubled(world), 0);
    const { byState } = await world.desk.list(MERCHANT_ID, { limit: 1 });
    assert.equal(byState.failed.count, PAYERS);
    assert.ok(byState.waiting.count <= PAYERS);
  },
});

Deno.test({
  name: "twenty who ask under a month's limit never exceed it together",
  ignore: !isPostgres,
  async fn() {
    const limitWon = 1_000_000n;
    await using world = await orderWorld({
      now: "2026-11-03T10:00",
      monthlyLimitWon: limitWon,
    });
    const ids = await world.payers(PAYERS);
    const answers = await Promise.allSettled(
      Array.from(
        { length: CALLERS },
        (_, caller) =>
          world.request("2026-11-10", { instructionIds: ids.slice(caller * 5, caller * 5 + 5) }),
      ),
    );
    const won = (await world.desk.list(MERCHANT_ID, { limit: 1 })).sum.amountWon;
    assert.equal(won, limitWon);
    assert.equal(answers.filter(({ status }) => status === "rejected").length, 16);
  },
});

Deno.test({
  name: "cash that is being taken is never asked for by a debit beside it",
  ignore: !isPostgres,
  async fn() {
    await using world = await orderWorld({
      now: "2026-11-09T10:00",
      retriesAutomatically: false,
    });
    await world.payers(1);
    await world.request("2026-11-10");
    world.at("2026-11-10T14:00");
    const [fileId] = await world.bank.send();
    world.at("2026-11-11T11:00");
    await world.bank.answer(fileId!, () => "0021");
    const [orderId] = await idsOf(world);
    const { chargeId } = await world.desk.get(MERCHANT_ID, orderId!);
    const isLocked = Promise.withResolvers<void>();
    const cash = world.kernel.transaction(async (tx) => {
      // As the cash desk does it: lock the charge, then write.
      await sql`select 1 from debit.charge where id = ${chargeId} for update`.execute(tx);
      isLocked.resolve();
      await sql`select pg_sleep(0.3)`.execute(tx);
      await sql`
        insert into debit.cash_receipt (merchant_id, id, charge_id, amount_won, received_on, actor,
          created_at)
        values (${MERCHANT_ID}, ${world.kernel.uuid()}, ${chargeId}, 20000, '2026-11-11', 'test',
          ${world.kernel.clock.now()})`.execute(tx);
    });
    await isLocked.promise;
    const retried = world.desk.retry(MERCHANT_ID, {
      contractId: CONTRACT_ID,
      orderIds: [orderId!],
      date: "2026-11-13",
      actor: "staff:test",
    });
    await cash;
    assert.equal((await retried).amountWon, 30_000n);
  },
});

Deno.test({
  name: "who asks while the window is being closed hears that it is closed",
  ignore: !isPostgres,
  async fn() {
    await using world = await orderWorld({ now: "2026-11-10T13:59:59.999" });
    await world.payers(1);
    const isClosing = Promise.withResolvers<void>();
    const closing = world.kernel.transaction(async (tx) => {
      await closeCutoff(tx);
      isClosing.resolve();
      await sql`select pg_sleep(0.3)`.execute(tx);
      world.at("2026-11-10T14:00");
    });
    await isClosing.promise;
    const asked = world.request("2026-11-10");
    await assert.rejects(asked, CutoffPassedError);
    await closing;
    assert.equal((await world.desk.list(MERCHANT_ID, { limit: 1 })).total, 0);
  },
});

async function idsOf(world: OrderWorld): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of world.desk.stream(MERCHANT_ID, {})) ids.push(id);
  return ids;
}

async function withdrawSome(world: OrderWorld): Promise<void> {
  const { rows } = await world.desk.list(MERCHANT_ID, { limit: 50, state: "waiting" });
  await world.desk.withdraw(MERCHANT_ID, {
    orderIds: rows.map(({ id }) => id),
    actor: "staff:test",
  });
}
