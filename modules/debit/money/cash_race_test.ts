import assert from "node:assert/strict";
import { IdempotencyConflictError } from "@maru/kernel";
import { createLedger, type Ledger, verifyLedger } from "@maru/ledger";
import { sql } from "kysely";
import { createEventLog } from "../integration/event_log.ts";
import {
  CONTRACT_ID,
  MERCHANT_ID,
  type OrderWorld,
  orderWorld,
} from "../orders/testing/order_world.ts";
import { RetryNotAllowedError } from "../orders/errors.ts";
import { type CashParts, createCashDesk } from "./cash_desk.ts";
import { type CashRefusal, CashRefusedError } from "./errors.ts";
import { HOUSE_ACCOUNTS, merchantAccounts } from "./house_accounts.ts";
import type { CashDesk } from "./money_desk.ts";
import { moneyTables } from "./tables.ts";

const ignore = (Deno.env.get("DATABASE_URL") ?? "") === "";
const CALLERS = 20;
const OWED_WON = 50_000n;

interface CashWorld extends AsyncDisposable {
  readonly orders: OrderWorld;
  readonly ledger: Ledger;
  readonly cash: CashDesk;
  readonly chargeId: string;
  readonly orderId: string;
  take(amountWon: bigint, id?: string): Promise<void>;
  reverse(receiptId: string, id?: string): Promise<void>;
  retry(): ReturnType<OrderWorld["desk"]["retry"]>;
}

/** One charge of 50,000 won whose debit has failed, and the desk that takes cash for it. */
async function cashWorld(): Promise<CashWorld> {
  const orders = await orderWorld({ now: "2026-11-09T10:00", retriesAutomatically: false });
  const { kernel, desk, bank } = orders;
  const ledger = createLedger({ kernel });
  const merchant = await moneyTables(kernel.database.db).selectFrom("merchant").selectAll()
    .executeTakeFirstOrThrow();
  await kernel.transaction((tx) =>
    ledger.openAccounts(tx, [
      ...HOUSE_ACCOUNTS,
      ...merchantAccounts({
        id: merchant.id,
        receivableId: merchant.receivable_account_id,
        payableId: merchant.payable_account_id,
        cashId: merchant.cash_account_id,
      }),
    ])
  );
  await orders.payers(1);
  await orders.request("2026-11-10");
  orders.at("2026-11-10T14:00");
  const [fileId] = await bank.send();
  orders.at("2026-11-11T11:00");
  await bank.answer(fileId!, () => "0021");
  const { rows: [order] } = await desk.list(MERCHANT_ID, { limit: 1 });
  const { id: orderId, chargeId } = order!;
  const cash = createCashDesk({
    kernel,
    ledger,
    events: createEventLog({ kernel }),
    // Names of people are for its lists alone.
    auth: {} as CashParts["auth"],
  });
  return {
    orders,
    ledger,
    cash,
    chargeId,
    orderId,
    take: (amountWon, id = kernel.uuid()) =>
      cash.receive(MERCHANT_ID, {
        id,
        chargeId,
        amountWon,
        receivedOn: "2026-11-11",
        note: "",
        actor: "staff:test",
      }),
    reverse: (receiptId, id = kernel.uuid()) =>
      cash.reverse(MERCHANT_ID, { id, receiptId, actor: "staff:test" }),
    retry: () =>
      desk.retry(MERCHANT_ID, {
        contractId: CONTRACT_ID,
        orderIds: [orderId],
        date: "2026-11-13",
        actor: "staff:test",
      }),
    [Symbol.asyncDispose]: () => orders[Symbol.asyncDispose](),
  };
}

/** All at once: how many were done, and the reasons of the others. */
async function crowd(
  calls: readonly (() => Promise<unknown>)[],
): Promise<{ doneCount: number; refusals: readonly CashRefusal[]; others: readonly unknown[] }> {
  const ends = await Promise.allSettled(calls.map((call) => call()));
  const errors = ends.flatMap((end) => end.status === "rejected" ? [end.reason] : []);
  return {
    doneCount: ends.length - errors.length,
    refusals: errors.flatMap((error) => error instanceof CashRefusedError ? [error.refusal] : []),
    others: errors.filter((error) => !(error instanceof CashRefusedError)),
  };
}

const timesOf = (call: () => Promise<unknown>) => Array.from({ length: CALLERS }, () => call);

/** The ledger holds what the receipts say, and nothing is damaged or out of balance. */
async function requireBooks(world: CashWorld, cashWon: bigint): Promise<void> {
  const { kernel } = world.orders;
  const { db } = kernel.database;
  const { rows: [receipts] } = await sql<{ won: bigint }>`
    select coalesce(sum(amount_won), 0)::bigint as won from debit.cash_receipt`.execute(db);
  assert.equal(receipts?.won, cashWon);
  const merchant = await moneyTables(db).selectFrom("merchant").selectAll()
    .executeTakeFirstOrThrow();
  assert.equal((await world.ledger.balance(merchant.cash_account_id)).posted, cashWon);
  assert.equal((await world.ledger.balance(merchant.receivable_account_id)).posted, -cashWon);
  assert.equal((await verifyLedger({ kernel })).damageCount, 0);
}

Deno.test({
  name:
    "twenty who take all of a charge in cash at once: one does, the others hear that nothing is left",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const { doneCount, refusals, others } = await crowd(timesOf(() => world.take(OWED_WON)));
    assert.deepEqual(others, []);
    assert.equal(doneCount, 1);
    assert.deepEqual(new Set(refusals), new Set(["tooMuch"]));
    await requireBooks(world, OWED_WON);
    assert.equal((await world.orders.events("cash.received")).length, 1);
  },
});

Deno.test({
  name: "parts that are taken in cash at once never exceed what is outstanding",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const { doneCount, others } = await crowd(timesOf(() => world.take(20_000n)));
    assert.deepEqual(others, []);
    assert.equal(doneCount, 2);
    await requireBooks(world, 40_000n);
    const { rows: [left] } = await world.cash.candidates(MERCHANT_ID, { limit: 9 });
    assert.equal(left?.outstandingWon, 10_000n);
  },
});

Deno.test({
  name: "one form sent twenty times at once is one receipt, and its key is of that receipt alone",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const id = world.orders.kernel.uuid();
    const { doneCount } = await crowd(timesOf(() => world.take(20_000n, id)));
    assert.equal(doneCount, CALLERS);
    await requireBooks(world, 20_000n);
    await assert.rejects(world.take(10_000n, id), IdempotencyConflictError);
    const otherDay = {
      id,
      chargeId: world.chargeId,
      amountWon: 20_000n,
      receivedOn: "2026-11-10",
      note: "",
      actor: "staff:test",
    };
    await assert.rejects(world.cash.receive(MERCHANT_ID, otherDay), IdempotencyConflictError);
    await requireBooks(world, 20_000n);
  },
});

Deno.test({
  name: "of those who take cash and those who ask the bank again, one side wins the money",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const { refusals, others } = await crowd(
      Array.from(
        { length: CALLERS },
        (_, caller) => caller % 2 === 0 ? () => world.take(OWED_WON) : () => world.retry(),
      ),
    );
    assert.deepEqual(others.filter((error) => !(error instanceof RetryNotAllowedError)), []);
    const { byState } = await world.orders.desk.list(MERCHANT_ID, { limit: 1 });
    const isAsked = byState.waiting.count === 1;
    const expected: CashRefusal[] = isAsked ? ["askedAgain"] : ["tooMuch"];
    assert.deepEqual([...new Set(refusals)], expected);
    assert.equal(byState.waiting.amountWon, isAsked ? OWED_WON : 0n);
    await requireBooks(world, isAsked ? 0n : OWED_WON);
  },
});

Deno.test({
  name: "while a debit is under way nobody takes cash, and once it has brought the money neither",
  ignore,
  async fn() {
    await using world = await cashWorld();
    await world.retry();
    world.orders.at("2026-11-13T14:00");
    const [fileId] = await world.orders.bank.send();
    const underWay = await crowd(timesOf(() => world.take(OWED_WON)));
    assert.deepEqual([underWay.doneCount, [...new Set(underWay.refusals)]], [0, ["askedAgain"]]);
    world.orders.at("2026-11-16T11:00");
    // The bank's answer comes while people stand at the desk.
    const [, during] = await Promise.all([
      world.orders.bank.answer(fileId!, () => "0000"),
      crowd(timesOf(() => world.take(OWED_WON))),
    ]);
    const after = await crowd(timesOf(() => world.take(1n)));
    assert.deepEqual([during.doneCount, during.others, after.doneCount], [0, [], 0]);
    await requireBooks(world, 0n);
  },
});

Deno.test({
  name: "a receipt that twenty take back at once is taken back once",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const receiptId = world.orders.kernel.uuid();
    await world.take(OWED_WON, receiptId);
    const { doneCount, refusals, others } = await crowd(timesOf(() => world.reverse(receiptId)));
    assert.deepEqual(others, []);
    assert.equal(doneCount, 1);
    assert.deepEqual(new Set(refusals), new Set(["alreadyReversed"]));
    await requireBooks(world, 0n);
    await world.take(OWED_WON);
    await requireBooks(world, OWED_WON);
  },
});

Deno.test({
  name: "one reversal sent twenty times at once is one, and takes no other receipt back",
  ignore,
  async fn() {
    await using world = await cashWorld();
    const { kernel } = world.orders;
    const [first, second, id] = [kernel.uuid(), kernel.uuid(), kernel.uuid()];
    await world.take(20_000n, first);
    await world.take(30_000n, second);
    const { doneCount } = await crowd(timesOf(() => world.reverse(first, id)));
    assert.equal(doneCount, CALLERS);
    await requireBooks(world, 30_000n);
    await assert.rejects(world.reverse(second, id), IdempotencyConflictError);
    await requireBooks(world, 30_000n);
  },
});
