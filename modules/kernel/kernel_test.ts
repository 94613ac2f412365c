import assert from "node:assert/strict";
import { sql } from "kysely";
import { crashTestConfig } from "./crash_test_queue.ts";
import { createKernel } from "./kernel.ts";
import { openTestDatabase } from "./test_database.ts";
import { testKernel } from "./testing.ts";

const modules = ["kernel"];

Deno.test("createKernel() without migrating says which migrations are missing", async () => {
  const directory = await Deno.makeTempDir();
  const database = await openTestDatabase(modules, `${directory}/db`);
  await sql`delete from kernel.migration where name = '0005_kernel_guard.sql'`.execute(database.db);
  if (database.kind === "pglite") await database.close();
  const config = crashTestConfig({ databaseUrl: database.url ?? "", dataDirectory: directory });
  const kernel = await createKernel(config, { migrate: false, work: true });
  try {
    const { ready, checks } = await kernel.health.ready();
    assert.equal(ready, false);
    const states = new Map(checks.map(({ name, ok, reason }) => [name, reason ?? ok]));
    assert.equal(states.get("database"), true);
    assert.equal(states.get("jobs"), true);
    assert.match(String(states.get("migrations")), /missing: 0005_kernel_guard\.sql/);
  } finally {
    await kernel.stop();
    if (database.kind === "postgres") await database.close();
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("the jobs check tells of a queue whose jobs nobody takes", async () => {
  await using test = await testKernel({ modules, work: true });
  const { health, database: { db } } = test.kernel;
  const jobsCheck = async () => (await health.ready()).checks.find(({ name }) => name === "jobs");
  assert.equal((await jobsCheck())?.ok, true);
  await sql`insert into pgboss.queue (name, policy, retry_limit, retry_delay, retry_backoff,
      expire_seconds, retention_seconds, deletion_seconds, partition, table_name)
    select 'test.left', policy, retry_limit, retry_delay, retry_backoff, expire_seconds,
      retention_seconds, deletion_seconds, partition, table_name
    from pgboss.queue where name = 'event'`.execute(db);
  await sql`insert into pgboss.job (name, start_after)
    values ('test.left', now() - interval '10 minutes')`.execute(db);
  assert.deepEqual((await jobsCheck())?.reason, "queues are stuck: test.left");
});

Deno.test("the metrics show the depth of each queue", async () => {
  await using test = await testKernel({ modules });
  const { events, metrics, transaction } = test.kernel;
  events.subscribe("test.paid", "a", () => Promise.resolve());
  await transaction((tx) => events.publish(tx, { type: "test.paid", data: {} }));
  assert.match(await metrics.text(), /maru_jobs\{queue="event",state="waiting"\} 1\n/);
});

Deno.test("stop() may be called twice", async () => {
  const test = await testKernel({ modules, work: true });
  await Promise.all([test.stop(), test.stop()]);
  await test.stop();
});

Deno.test("the calendar answers inside a transaction", async () => {
  await using test = await testKernel({ modules });
  const { calendar, transaction } = test.kernel;
  const isBusinessDay = await transaction(async (tx) => {
    await sql`select 1`.execute(tx);
    return await calendar.isBusinessDay("2026-05-05");
  });
  assert.equal(isBusinessDay, false);
});

Deno.test("the sweep destroys what is too old to be of use", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-05-04T12:00:00+09:00") });
  const { kernel } = test;
  const { db } = kernel.database;
  await sql`insert into kernel.handled_event (event_id, subscriber, handled_at)
    values (${kernel.uuid()}, 'old', now() - interval '31 days'),
      (${kernel.uuid()}, 'new', now())`.execute(db);
  await test.runTicks();
  const { rows } = await sql`select subscriber from kernel.handled_event`.execute(db);
  assert.deepEqual(rows, [{ subscriber: "new" }]);
});
