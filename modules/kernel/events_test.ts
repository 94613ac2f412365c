import assert from "node:assert/strict";
import { sql } from "kysely";
import { testKernel } from "./testing.ts";

const modules = ["kernel"];

Deno.test("each subscriber hears an event, after the publisher's transaction", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-05-04T00:00:00Z") });
  const { events, transaction } = test.kernel;
  const heard: unknown[] = [];
  for (const subscriber of ["a", "b"]) {
    events.subscribe<"test.paid", { amount: string }>("test.paid", subscriber, (_tx, event) => {
      heard.push([subscriber, event.type, event.data.amount, event.at]);
      return Promise.resolve();
    });
  }
  await transaction(async (tx) => {
    await events.publish(tx, { type: "test.paid", data: { amount: "1" } });
    await events.publish(tx, { type: "test.unheard", data: {} });
  });
  await test.drain();
  const at = "2026-05-04T00:00:00.000Z";
  assert.deepEqual(heard.sort(), [["a", "test.paid", "1", at], ["b", "test.paid", "1", at]]);
});

Deno.test("an event that is delivered twice has one effect", async () => {
  await using test = await testKernel({ modules });
  const { events, transaction, database: { db } } = test.kernel;
  let count = 0;
  events.subscribe("test.paid", "a", () => Promise.resolve(void (count += 1)));
  await transaction((tx) => events.publish(tx, { type: "test.paid", data: {} }));
  await test.drain();
  // As after a crash between the effect and the settling of its job.
  await sql`update pgboss.job set state = 'retry', completed_on = null where name = 'event'`
    .execute(db);
  assert.equal((await test.drain()).doneCount, 1);
  assert.equal(count, 1);
});

Deno.test("a subscriber that fails leaves no trace of the event and hears it again", async () => {
  await using test = await testKernel({ modules });
  const { events, transaction } = test.kernel;
  let count = 0;
  events.subscribe("test.paid", "a", async (tx) => {
    await sql`insert into kernel.daily_run (name, date) values ('effect', '2026-01-02')`.execute(
      tx,
    );
    if (++count === 1) throw new Error("no");
  });
  await transaction((tx) => events.publish(tx, { type: "test.paid", data: {} }));
  const { doneCount, failures } = await test.drain({ delayed: true });
  assert.deepEqual([doneCount, failures.length, count], [1, 1, 2]);
});

Deno.test("subscribe() refuses the same subscriber for the same type twice", async () => {
  await using test = await testKernel({ modules });
  const subscribe = () => test.kernel.events.subscribe("test.paid", "a", () => Promise.resolve());
  subscribe();
  assert.throws(subscribe, RangeError);
});
