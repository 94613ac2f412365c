import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  CONTRACT_ID,
  MERCHANT_ID,
  type OrderWorld,
  orderWorld,
} from "../orders/testing/order_world.ts";
import { settledDebits, streamSettledDebits } from "./settlement_lists.ts";

const DEBITS = 7;

/** One settlement over a file of seven debits that were collected and one that failed. */
async function settle(world: OrderWorld): Promise<string> {
  const { kernel, bank } = world;
  const { db } = kernel.database;
  await world.payers(DEBITS + 1);
  await world.request("2026-11-10");
  world.at("2026-11-10T14:00");
  const [fileId] = await bank.send();
  world.at("2026-11-11T11:00");
  await bank.answer(fileId!, (sequence) => sequence === 3 ? "0021" : "0000");
  const id = kernel.uuid();
  await sql`
    insert into debit.settlement (merchant_id, id, covers_from, covers_to, payout_on,
      collected_count, collected_won, fee_won, vat_won, payout_won, state, computed_at,
      vat_posting_id, payout_posting_id)
    values (${MERCHANT_ID}, ${id}, '2026-11-10', '2026-11-10', '2026-11-13', ${DEBITS}, 350000,
      2100, 210, 347690, 'computed', ${kernel.clock.now()}, ${kernel.uuid()}, ${kernel.uuid()})`
    .execute(db);
  await sql`
    insert into debit.settlement_line (merchant_id, settlement_id, contract_id, item_code, kind,
      unit_fee_won, line_count, fee_won, collected_won, posting_id)
    values (${MERCHANT_ID}, ${id}, ${CONTRACT_ID}, 'tuition', 'success', 300, ${DEBITS}, 2100,
      350000, ${kernel.uuid()})`.execute(db);
  await sql`update debit.file_merchant set settlement_id = ${id} where file_id = ${fileId}`
    .execute(db);
  return id;
}

Deno.test("the debits of a settlement come page by page, each once, as they are streamed", async () => {
  await using world = await orderWorld({ now: "2026-11-09T10:00" });
  const key = { merchantId: MERCHANT_ID, id: await settle(world) };
  const streamed = await Array.fromAsync(streamSettledDebits(world.kernel, key));
  assert.equal(streamed.length, DEBITS);
  const pages: (typeof streamed)[] = [];
  let after: string | undefined;
  do {
    const page = await settledDebits(world.kernel.database.db, key, { after, limit: 3 });
    pages.push([...page.rows]);
    after = page.next;
  } while (after !== undefined);
  assert.deepEqual(pages.map(({ length }) => length), [3, 3, 1]);
  assert.deepEqual(pages.flat(), streamed);
  assert.deepEqual(streamed[0]?.feeWon, 300n);
});
