import assert from "node:assert/strict";
import { sql } from "kysely";
import {
  migrate,
  type Migration,
  MigrationChangedError,
  pendingMigrations,
  readMigrations,
} from "./migrations.ts";
import { openTestDatabase } from "./test_database.ts";

Deno.test("migrate() applies what is missing, once, and tells what it applied", async () => {
  await withDatabase(async (database) => {
    const all = [
      ...await applied(),
      migration("0900_kernel_x.sql", "create table kernel.x (n int)"),
    ];
    assert.deepEqual(await pendingMigrations(database, all), ["0900_kernel_x.sql"]);
    assert.deepEqual(await migrate(database, all), ["0900_kernel_x.sql"]);
    assert.deepEqual(await migrate(database, all), []);
    assert.deepEqual(await pendingMigrations(database, all), []);
    await sql`insert into kernel.x values (1)`.execute(database.db);
  });
});

Deno.test("migrate() leaves nothing of a file that fails", async () => {
  await withDatabase(async (database) => {
    const text = "create table kernel.x (n int); insert into kernel.nowhere values (1);";
    const all = [...await applied(), migration("0900_kernel_x.sql", text)];
    await assert.rejects(
      () => migrate(database, all),
      /Cannot apply migration "0900_kernel_x.sql"/,
    );
    const { rows } = await sql`select to_regclass('kernel.x') as x`.execute(database.db);
    assert.deepEqual(rows, [{ x: null }]);
    assert.deepEqual(await pendingMigrations(database, all), ["0900_kernel_x.sql"]);
  });
});

Deno.test("migrate() refuses a file that changed, or went, after it was applied", async () => {
  await withDatabase(async (database) => {
    const all = await applied();
    const edited = all.map((one, index) => index === 0 ? { ...one, sha256: "0".repeat(64) } : one);
    await assert.rejects(() => migrate(database, edited), MigrationChangedError);
    await assert.rejects(() => migrate(database, all.slice(1)), MigrationChangedError);
  });
});

Deno.test("two processes that migrate at once apply each file once", async () => {
  await withDatabase(async (database) => {
    if (database.kind === "pglite") return; // It belongs to one process, by its lock file.
    const all = [
      ...await applied(),
      migration("0900_kernel_x.sql", "create table kernel.x (n int); select pg_sleep(0.2);"),
    ];
    const results = await Promise.all([migrate(database, all), migrate(database, all)]);
    assert.deepEqual(results.flat(), ["0900_kernel_x.sql"]);
  });
});

Deno.test("kernel.refuse_change() makes a table append-only", async () => {
  await withDatabase(async (database) => {
    await database.exclusive((session) =>
      session.script(`
        create table kernel.x (n int);
        create trigger refuse_change before update or delete on kernel.x
          for each row execute function kernel.refuse_change();
        create trigger refuse_truncate before truncate on kernel.x
          for each statement execute function kernel.refuse_change();
        insert into kernel.x values (1);`)
    );
    for (
      const change of ["update kernel.x set n = 2", "delete from kernel.x", "truncate kernel.x"]
    ) {
      await assert.rejects(() => sql.raw(change).execute(database.db), /kernel\.x is append-only/);
    }
  });
});

async function withDatabase(
  work: (database: Awaited<ReturnType<typeof openTestDatabase>>) => Promise<void>,
): Promise<void> {
  const database = await openTestDatabase(["kernel"]);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

async function applied(): Promise<Migration[]> {
  return (await readMigrations()).filter(({ name }) => name.includes("_kernel_"));
}

function migration(name: string, text: string): Migration {
  return { name, text, sha256: name.length.toString(16).padStart(64, "0") };
}
