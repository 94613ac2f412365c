import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { createEventLog, type NewMerchantEvent } from "./event_log.ts";
import { eventLogTables } from "./event_log_tables.ts";

Deno.test("events stand in the order in which they were told, with their transaction or not at all", async () => {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const { kernel } = test;
  const log = createEventLog({ kernel });
  const merchantId = kernel.uuid();
  const eventOf = (amountWon: number): NewMerchantEvent => ({
    merchantId,
    type: "order.collected",
    subjectId: kernel.uuid(),
    data: { amountWon, note: '따옴표 " 와 \\ 도' },
  });
  const events = Array.from({ length: 5_003 }, (_, index) => eventOf(index));
  await kernel.transaction((tx) => log.append(tx, events));
  await kernel.transaction((tx) => log.append(tx, []));
  const failed = kernel.transaction(async (tx) => {
    await log.append(tx, [eventOf(-1)]);
    throw new RangeError("Cannot go on");
  });
  await assert.rejects(failed, RangeError);
  const rows = await eventLogTables(kernel.database.db).selectFrom("merchant_event").selectAll()
    .where("merchant_id", "=", merchantId).orderBy("id").execute();
  assert.deepEqual(
    rows.map(({ type, subject_id, data }) => ({ merchantId, type, subjectId: subject_id, data })),
    events,
  );
  assert.deepEqual(rows[0]!.at, kernel.clock.now());
});

Deno.test("the database itself refuses to change an event", async () => {
  await using test = await testKernel({ modules: ["kernel", "debit"] });
  const { kernel } = test;
  const event = {
    merchantId: kernel.uuid(),
    type: "cash.received",
    subjectId: kernel.uuid(),
    data: {},
  } as const;
  await kernel.transaction((tx) => createEventLog({ kernel }).append(tx, [event]));
  for (
    const change of [
      sql`update debit.merchant_event set type = 'order.failed'`,
      sql`delete from debit.merchant_event`,
      sql`truncate debit.merchant_event`,
    ]
  ) {
    await assert.rejects(change.execute(kernel.database.db));
  }
});
