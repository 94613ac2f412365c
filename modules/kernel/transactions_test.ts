import assert from "node:assert/strict";
import { sql } from "kysely";
import { testKernel } from "./testing.ts";
import { TransactionNestedError } from "./transactions.ts";

const modules = ["kernel"];

Deno.test("transaction() commits when its work resolves and rolls back when it throws", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  const add = (name: string, fail: boolean) =>
    kernel.transaction(async (tx) => {
      await sql`insert into kernel.daily_run (name, date) values (${name}, '2026-01-02')`
        .execute(tx);
      if (fail) throw new Error("no");
    });
  await add("kept", false);
  await assert.rejects(() => add("lost", true), /no/);
  const { rows } = await sql<{ name: string }>`select name from kernel.daily_run`
    .execute(kernel.database.db);
  assert.deepEqual(rows.map(({ name }) => name), ["kept"]);
});

Deno.test("int8 is a bigint, a date is text, on this database", async () => {
  await using test = await testKernel({ modules });
  const { rows: [row] } = await sql`
    select count(*) as count, 9007199254740993::int8 as large, '2026-03-01'::date as date,
      null::int8 as nothing, '{"a": [1]}'::jsonb as json, now() as at
    from generate_series(1, 3)`.execute(test.kernel.database.db) as {
    rows: Record<string, unknown>[];
  };
  assert.equal(row?.count, 3n);
  assert.equal(row?.large, 9007199254740993n);
  assert.equal(row?.date, "2026-03-01");
  assert.equal(row?.nothing, null);
  assert.deepEqual(row?.json, { a: [1] });
  assert.ok(row?.at instanceof Date);
});

Deno.test("the database's own handle throws inside a transaction, and works again after it", async () => {
  await using test = await testKernel({ modules });
  const { transaction, database: { db } } = test.kernel;
  await assert.rejects(
    () => transaction(async () => void await sql`select 1`.execute(db)),
    TransactionNestedError,
  );
  await assert.rejects(
    () => transaction(() => transaction(() => Promise.resolve())),
    TransactionNestedError,
  );
  let later: Promise<unknown> | undefined;
  await transaction(async (tx) => {
    await sql`select 1`.execute(tx);
    later = new Promise((resolve) => setTimeout(resolve, 20)).then(() => sql`select 1`.execute(db));
  });
  await later;
});

Deno.test("transaction() runs again after a deadlock", async () => {
  await using test = await testKernel({ modules });
  if (test.kernel.database.kind === "pglite") return; // It has one connection, so no deadlocks.
  const { transaction } = test.kernel;
  await transaction(async (tx) => {
    await sql`insert into kernel.tick (name, holder, started_at, leased_until)
      select n, gen_random_uuid(), now(), now() from unnest(array['a', 'b']) n`.execute(tx);
  });
  let startCount = 0;
  const lock = (first: string, second: string) =>
    transaction(async (tx) => {
      startCount += 1;
      await sql`select 1 from kernel.tick where name = ${first} for update`.execute(tx);
      await new Promise((resolve) => setTimeout(resolve, 100));
      await sql`select 1 from kernel.tick where name = ${second} for update`.execute(tx);
    });
  await Promise.all([lock("a", "b"), lock("b", "a")]);
  assert.ok(startCount > 2, `started ${startCount} times`);
});

Deno.test("withLastStep() writes in the one transaction of its work, or not at all", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  const add = (name: string) =>
    kernel.transaction(async (tx) => {
      await sql`insert into kernel.daily_run (name, date) values (${name}, '2026-01-02')`
        .execute(tx);
      return name;
    });
  const told: unknown[] = [];
  const value = await kernel.withLastStep(async (tx, name) => {
    told.push(name);
    await sql`insert into kernel.daily_run (name, date) values ('told', '2026-01-02')`.execute(tx);
  }, () => add("kept"));
  assert.deepEqual([value, told], ["kept", ["kept"]]);
  const refused = kernel.withLastStep(() => Promise.reject(new Error("no")), () => add("lost"));
  await assert.rejects(refused, /no/);
  const twice = kernel.withLastStep(() => Promise.resolve(), async () => {
    await add("first");
    await add("second");
  });
  await assert.rejects(twice, TransactionNestedError);
  await add("beside");
  const { rows } = await sql<{ name: string }>`select name from kernel.daily_run order by name`
    .execute(kernel.database.db);
  assert.deepEqual(rows.map(({ name }) => name), ["beside", "first", "kept", "told"]);
});
