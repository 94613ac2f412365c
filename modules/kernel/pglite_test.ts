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
