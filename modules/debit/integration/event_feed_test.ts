import assert from "node:assert/strict";
import { othersEnded, testKernel } from "@maru/kernel/testing";
import { sql } from "kysely";
import { ListCursorInvalidError } from "../settings/lists/list_cursor_invalid_error.ts";
import { createEventFeed } from "./event_feed.ts";
import { createEventLog } from "./event_log.ts";
import type { EventType } from "./integration_desk.ts";

// PGlite has one connection, so no transaction is ever open beside a reader there.
const isOnPostgres = (Deno.env.get("DATABASE_URL") ?? "") !== "";

/** A merchant's events by their number, and a program that asks for them. */
async function openFeed() {
  const test = await testKernel({ modules: ["kernel", "debit"] });
  const { kernel } = test;
  const log = createEventLog({ kernel });
  const feed = createEventFeed({ kernel });
  const merchantId = kernel.uuid();
  const eventOf = (number: number, type: EventType = "order.collected") => ({
    merchantId,
    type,
    subjectId: kernel.uuid(),
    data: { number },
  });
  let after: string | undefined;
  return {
    kernel,
    log,
    feed,
    merchantId,
    eventOf,
    tell: (...numbers: number[]) =>
      kernel.transaction((tx) => log.append(tx, numbers.map((number) => eventOf(number)))),
    /** The numbers of what came since it asked last, two events at a time. */
    async poll() {
      const seen: unknown[] = [];
      while (true) {
        const place = after === undefined ? {} : { after };
        const { events, next } = await feed.events(merchantId, { ...place, limit: 2 });
        seen.push(...events.map(({ data }) => data["number"]));
        after = events.at(-1)?.id ?? after;
        if (next === undefined) return seen;
        assert.equal(next, after);
      }
    },
    [Symbol.asyncDispose]: () => test.stop(),
  };
}

Deno.test("events() gives every event once, in order, to a program that goes on from the last id", async () => {
  await using world = await openFeed();
  const { kernel, log, feed, merchantId, eventOf } = world;
  assert.deepEqual(await world.poll(), []);
  await world.tell(1, 2, 3);
  await world.tell(4, 5);
  await othersEnded(kernel);
  assert.deepEqual(await world.poll(), [1, 2, 3, 4, 5]);
  assert.deepEqual(await world.poll(), []);
  await kernel.transaction((tx) => log.append(tx, [eventOf(6, "cash.received"), eventOf(7)]));
  await othersEnded(kernel);
  const { events } = await feed.events(merchantId, { types: ["cash.received"], limit: 2 });
  assert.deepEqual(events.map(({ data }) => data["number"]), [6]);
  assert.deepEqual(await feed.events(merchantId, { types: [], limit: 2 }), { events: [] });
  assert.deepEqual(await world.poll(), [6, 7]);
});

Deno.test("events() refuses a place that it never gave to this merchant", async () => {
  await using world = await openFeed();
  const { kernel, feed, merchantId } = world;
  await world.tell(1);
  await othersEnded(kernel);
  const { events: [event] } = await feed.events(merchantId, { limit: 1 });
  const other = kernel.uuid();
  for (const [whose, after] of [[other, event!.id], [merchantId, other], [merchantId, "x"]]) {
    await assert.rejects(feed.events(whose!, { after: after!, limit: 1 }), ListCursorInvalidError);
  }
});

Deno.test({
  name: "events() misses none that has an earlier id and is committed later",
  ignore: !isOnPostgres,
  async fn() {
    await using world = await openFeed();
    const { kernel, log, feed, merchantId, eventOf } = world;
    await world.tell(1);
    await othersEnded(kernel);
    const seen = await world.poll();
    const written = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const slowly = kernel.transaction(async (tx) => {
      await log.append(tx, [eventOf(2)]);
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await world.tell(3);
    seen.push(...await world.poll());
    const early = await feed.events(merchantId, { limit: 10 });
    mayCommit.resolve();
    await slowly;
    await othersEnded(kernel);
    seen.push(...await world.poll());
    assert.deepEqual(seen, [1, 2, 3]);
    assert.deepEqual(early.events.map(({ data }) => data["number"]), [1]);
  },
});

Deno.test({
  name: "events() goes on from no event before which another one may still come",
  ignore: !isOnPostgres,
  async fn() {
    await using world = await openFeed();
    const { kernel, log, feed, merchantId, eventOf } = world;
    const written = Promise.withResolvers<void>();
    const mayCommit = Promise.withResolvers<void>();
    const slowly = kernel.transaction(async (tx) => {
      await log.append(tx, [eventOf(1)]);
      written.resolve();
      await mayCommit.promise;
    });
    await written.promise;
    await world.tell(2);
    // As a webhook tells it, which does not wait for others.
    const { rows: [told] } = await sql<{ id: string }>`
      select id from debit.merchant_event where data = '{"number": 2}'`.execute(kernel.database.db);
    const early = assert.rejects(
      feed.events(merchantId, { after: told!.id, limit: 1 }),
      ListCursorInvalidError,
    );
    await early.finally(() => mayCommit.resolve());
    await slowly;
    await othersEnded(kernel);
    assert.deepEqual(await world.poll(), [1, 2]);
  },
});
