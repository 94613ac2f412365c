import assert from "node:assert/strict";
import { sql } from "kysely";
import { PIECE_ROWS } from "../in_pieces.ts";
import { MERCHANT_ID, type OrderWorld, orderWorld } from "../orders/testing/order_world.ts";
import { type CashParts, createCashDesk } from "./cash_desk.ts";
import type { CashDesk } from "./money_desk.ts";

const CHARGES = PIECE_ROWS + 200;
const OWED_WON = 50_000n;
const MONTH = { from: "2026-11-01", to: "2026-11-30" } as const;

interface ListWorld extends AsyncDisposable {
  readonly orders: OrderWorld;
  readonly cash: CashDesk;
  /** Of the failed charges, by customer number. */
  readonly chargeIds: readonly string[];
  /** Takes what is owed for these charges. */
  pay(chargeIds: readonly string[]): Promise<void>;
}

/** More failed charges than fit into one piece. */
async function listWorld(): Promise<ListWorld> {
  const orders = await orderWorld({ now: "2026-11-09T10:00", retriesAutomatically: false });
  const { kernel, bank } = orders;
  await orders.payers(CHARGES);
  await orders.request("2026-11-10");
  orders.at("2026-11-10T14:00");
  const [fileId] = await bank.send();
  orders.at("2026-11-11T11:00");
  await bank.answer(fileId!, () => "0021");
  const { rows } = await sql<{ id: string }>`
    select c.id from debit.charge c
    join debit.customer u on u.merchant_id = c.merchant_id and u.id = c.customer_id
    order by u.number`.execute(kernel.database.db);
  const cash = createCashDesk({
    kernel,
    auth: { staff: { list: () => Promise.resolve([]) } } as unknown as CashParts["auth"],
    // Nothing is posted where receipts are written by hand.
    ledger: {} as CashParts["ledger"],
    events: {} as CashParts["events"],
  });
  return {
    orders,
    cash,
    chargeIds: rows.map(({ id }) => id),
    async pay(chargeIds) {
      await sql`
        insert into debit.cash_receipt (merchant_id, id, charge_id, amount_won, received_on, note,
          actor, created_at)
        select ${MERCHANT_ID}, debit.nth_id(${kernel.uuid()}, n), charge_id, ${OWED_WON},
          '2026-11-11', '', 'staff:test', ${kernel.clock.now()}
        from unnest(${chargeIds}::uuid[]) with ordinality as paid (charge_id, n)`
        .execute(kernel.database.db);
    },
    [Symbol.asyncDispose]: () => orders[Symbol.asyncDispose](),
  };
}

Deno.test("charges that are paid while the list is saved neither hide nor double others", async () => {
  await using world = await listWorld();
  const { cash, chargeIds } = world;
  const [late = ""] = chargeIds.slice(-1);
  const saved: string[] = [];
  for await (
    const { chargeId } of cash.candidateStream(MERCHANT_ID, { sort: "customerNumber" })
  ) {
    if (saved.push(chargeId) === 1) await world.pay([...chargeIds.slice(0, 9), late]);
  }
  assert.deepEqual(saved, chargeIds.slice(0, -1), "all in their order, but the one paid by then");
  const left = await cash.candidates(MERCHANT_ID, { limit: 9 });
  assert.equal(left.total, CHARGES - 10);
});

Deno.test("receipts that are taken while the list is saved double none", async () => {
  await using world = await listWorld();
  const { cash, chargeIds } = world;
  await world.pay(chargeIds);
  const saved: string[] = [];
  for await (const { id } of cash.receiptStream(MERCHANT_ID, MONTH)) {
    if (saved.push(id) === 1) await world.pay(chargeIds.slice(0, 9));
  }
  assert.equal(saved.length, CHARGES);
  assert.deepEqual(saved, [...new Set(saved)].toSorted().reverse(), "each once, newest first");
});
