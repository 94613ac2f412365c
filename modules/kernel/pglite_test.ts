import assert from "node:assert/strict";
import { sql } from "kysely";
import { DatabaseInUseError, openPglite } from "./pglite.ts";

Deno.test("openPglite() keeps its data, and refuses a second process while it is open", async () => {
  const directory = await Deno.makeTempDir();
  try {
    const first = await openPglite({ directory: `${directory}/db` });
    await sql`create table kept (n int)`.execute(first.db);
    await assert.rejects(() => openPglite({ directory: `${directory}/db` }), (error) => {
      assert.ok(error instanceof DatabaseInUseError);
      assert.match(error.message, /another process is using ".*"; stop it or set DATABASE_URL$/);
      return true;
    });
    await first.close();
    const second = await openPglite({ directory: `${directory}/db` });
    await sql`insert into kept values (1)`.execute(second.db);
    await second.close();
  } finally {
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("openPglite() lets timers and sockets have their turn between the statements of a long job", async () => {
  const { db, close } = await openPglite({});
  let turnCount = 0;
  const turns = setInterval(() => turnCount += 1, 1);
  try {
    const endsAt = performance.now() + 400;
    while (performance.now() < endsAt) await sql`select 1`.execute(db);
    assert.ok(turnCount >= 5, `${turnCount} turns in 400 ms`);
  } finally {
    clearInterval(turns);
    await close();
  }
});
