import assert from "node:assert/strict";
import { type Kysely, sql } from "kysely";
import { openPostgres } from "./postgres.ts";
import { testKernel } from "./testing.ts";
import { TransactionNestedError } from "./transactions.ts";

const url = Deno.env.get("DATABASE_URL") ?? "";
const onPostgres = { ignore: url === "" };
const LOST_WITHIN_MS = 300;

function open(readUrl?: string, onConnectionLost: (error: Error) => void = () => {}) {
  return openPostgres({
    url,
    ...(readUrl === undefined ? {} : { readUrl }),
    poolSizeMax: 2,
    connectTimeoutMs: 2_000,
    statementTimeoutMs: 5_000,
    onConnectionLost,
  });
}

async function nameOf(db: Kysely<unknown>): Promise<string> {
  const { rows } = await sql<{ application_name: string }>`show application_name`.execute(db);
  return rows[0]!.application_name;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += new TextDecoder().decode(chunk);
  return text.trim();
}

Deno.test("reports read from the second address, where there is one", onPostgres, async () => {
  const replica = new URL(url);
  replica.searchParams.set("application_name", "replica");
  const database = await open(replica.href);
  try {
    assert.equal(await nameOf(database.db), "maru");
    assert.equal(await nameOf(database.read), "replica");
    const statement = "copy (select current_setting('application_name')) to stdout";
    const { copy } = database;
    assert.equal(await textOf(copy!.out(statement)), "maru");
    assert.equal(await textOf(copy!.out(statement, { from: "read" })), "replica");
  } finally {
    await database.close();
  }
});

Deno.test("reports read where everything is, without a second address", onPostgres, async () => {
  const database = await open();
  try {
    assert.equal(database.read, database.db);
  } finally {
    await database.close();
  }
});

Deno.test(
  "a second address that does not answer is told and stops reports alone",
  onPostgres,
  async () => {
    const lost: Error[] = [];
    const database = await open("postgres://nobody@127.0.0.1:1/none", (error) => lost.push(error));
    try {
      assert.equal(lost.length, 1);
      assert.equal(await nameOf(database.db), "maru");
      await assert.rejects(nameOf(database.read), /ECONNREFUSED/);
    } finally {
      await database.close();
    }
  },
);

Deno.test(
  "a connection that is lost between two statements of a transaction is told, and ends no process",
  onPostgres,
  async () => {
    const lost: string[] = [];
    const database = await open(undefined, (error) => lost.push(error.message));
    try {
      await assert.rejects(
        database.db.transaction().execute(async (tx) => {
          const { rows: [row] } = await sql<{ id: number }>`select pg_backend_pid() as id`.execute(
            tx,
          );
          await sql`select pg_terminate_backend(${row!.id})`.execute(database.db);
          await new Promise((resolve) => setTimeout(resolve, LOST_WITHIN_MS));
          await sql`select 1`.execute(tx);
        }),
      );
      assert.match(lost.join(), /terminating connection/);
      assert.equal(await nameOf(database.db), "maru");
    } finally {
      await database.close();
    }
  },
);

Deno.test("database.read refuses to be used inside a transaction, like database.db", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { database: { read }, transaction } = test.kernel;
  await sql`select 1`.execute(read);
  await assert.rejects(transaction(() => sql`select 1`.execute(read)), TransactionNestedError);
});
