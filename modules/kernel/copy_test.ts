import assert from "node:assert/strict";
import { sql } from "kysely";
import { copyLiteral } from "./copy.ts";
import type { Copy } from "./copy.ts";
import { type TestKernel, testKernel } from "./testing.ts";
import { TransactionNestedError } from "./transactions.ts";

const onPostgres = { ignore: !Deno.env.get("DATABASE_URL") };
const encoder = new TextEncoder();

async function withTable(work: (test: TestKernel, copy: Copy) => Promise<void>): Promise<void> {
  await using test = await testKernel({ modules: ["kernel"] });
  await sql`create table payer (number integer primary key, name text)`
    .execute(test.kernel.database.db);
  await work(test, test.kernel.database.copy!);
}

async function countRows({ kernel }: TestKernel): Promise<bigint> {
  const { rows } = await sql<{ count: bigint }>`select count(*) from payer`
    .execute(kernel.database.db);
  return rows[0]!.count;
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of chunks) text += decoder.decode(chunk, { stream: true });
  return text;
}

Deno.test("database.copy is absent on PGlite", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  assert.equal(test.kernel.database.copy === undefined, test.kernel.database.kind === "pglite");
});

Deno.test("copy.in() is part of the caller's transaction", onPostgres, async () => {
  await withTable(async (test, copy) => {
    const rows = [encoder.encode("1\t홍길"), encoder.encode("동\n2\t\\N\n")];
    await assert.rejects(
      test.kernel.transaction(async (tx) => {
        assert.equal(await copy.in(tx, "copy payer from stdin", rows), 2n);
        const { rows: [row] } = await sql`select name from payer where number = 1`.execute(tx);
        assert.deepEqual(row, { name: "홍길동" });
        throw new Error("no");
      }),
      /^Error: no$/,
    );
    assert.equal(await countRows(test), 0n);
    await test.kernel.transaction((tx) => copy.in(tx, "copy payer from stdin", rows));
    assert.equal(await countRows(test), 2n);
  });
});
Deno.test(
  "copy.in() may last; other statements of the transaction keep their limit",
  onPostgres,
  async () => {
    await withTable(async (test, copy) => {
      async function* rows() {
        await new Promise((resolve) => setTimeout(resolve, 400));
        yield encoder.encode("1\t가\n");
      }
      await test.kernel.transaction(async (tx) => {
        await sql`set local statement_timeout = 200`.execute(tx);
        assert.equal(await copy.in(tx, "copy payer from stdin", rows()), 1n);
        const { rows: [row] } = await sql`show statement_timeout`.execute(tx);
        assert.deepEqual(row, { statement_timeout: "200ms" });
      });
    });
  },
);

Deno.test(
  "copy.in() hands an error of the rows to the caller and frees the connection",
  onPostgres,
  async () => {
    await withTable(async (test, copy) => {
      async function* rows() {
        yield encoder.encode("1\t가\n");
        await Promise.resolve();
        throw new RangeError("row 2 is bad");
      }
      for (let round = 0; round < 12; round++) {
        await assert.rejects(
          test.kernel.transaction((tx) => copy.in(tx, "copy payer from stdin", rows())),
          /^RangeError: row 2 is bad$/,
        );
      }
      assert.equal(await countRows(test), 0n);
    });
  },
);

Deno.test("copy.in() stops asking for rows when the server refuses one", onPostgres, async () => {
  await withTable(async (test, copy) => {
    let asked = 0;
    let isClosed = false;
    function* rows() {
      try {
        for (;; asked++) yield encoder.encode(`x\t${"가".repeat(1_000)}\n`);
      } finally {
        isClosed = true;
      }
    }
    for (let round = 0; round < 12; round++) {
      await assert.rejects(
        test.kernel.transaction((tx) => copy.in(tx, "copy payer from stdin", rows())),
        /invalid input syntax for type integer/,
      );
    }
    assert.ok(asked > 0 && isClosed);
    assert.equal(await countRows(test), 0n);
  });
});

Deno.test("copy.out() gives what copy.in() took, across chunks", onPostgres, async () => {
  await withTable(async (test, copy) => {
    const lines = Array.from({ length: 30_000 }, (_, number) => `${number}\t이름${number}\n`);
    await test.kernel.transaction((tx) =>
      copy.in(tx, "copy payer from stdin", lines.map((line) => encoder.encode(line)))
    );
    const statement = "copy (select * from payer order by number) to stdout";
    for (const from of ["primary", "read"] as const) {
      assert.equal(await textOf(copy.out(statement, { from })), lines.join(""));
    }
    assert.equal(await textOf(copy.out("copy (select 1 where false) to stdout")), "");
  });
});

Deno.test(
  "copy.out() waits for a slow reader and ends the statement of one that leaves",
  onPostgres,
  async () => {
    await withTable(async (test, copy) => {
      const statement = "copy (select repeat('x', 1000) from generate_series(1, 300000)) to stdout";
      for (let round = 0; round < 12; round++) {
        let length = 0;
        for await (const chunk of copy.out(statement)) {
          await new Promise((resolve) => setTimeout(resolve, 5));
          length += chunk.length;
          if (length > 1_000_000) break;
        }
        assert.ok(length < 2_000_000);
      }
      const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and query like 'copy%' and state = 'active'`
        .execute(test.kernel.database.db);
      assert.deepEqual(rows, []);
      assert.equal((await textOf(copy.out(statement))).length, 300_000 * 1_001);
    });
  },
);

Deno.test(
  "copy.out() throws the server's error, writes nothing and stays outside",
  onPostgres,
  async () => {
    await withTable(async (test, copy) => {
      await assert.rejects(textOf(copy.out("copy nowhere to stdout")), /does not exist/);
      await assert.rejects(
        textOf(copy.out("copy (insert into payer values (1) returning 1) to stdout")),
        /read-only transaction/,
      );
      await assert.rejects(
        test.kernel.transaction(() => textOf(copy.out("copy payer to stdout"))),
        TransactionNestedError,
      );
      await assert.rejects(
        test.kernel.transaction((tx) => copy.in(tx, "copy payer to stdout", [])),
        TypeError,
      );
      await assert.rejects(textOf(copy.out("select 1")), TypeError);
      assert.equal(await countRows(test), 0n);
    });
  },
);

Deno.test("copyLiteral() quotes whatever text", onPostgres, async () => {
  await withTable(async (_test, copy) => {
    for (const text of ["", "it's", "a\\b", "\\'", "'; drop table payer; --", "한글\n\t"]) {
      const csv = await textOf(
        copy.out(`copy (select encode(convert_to(${copyLiteral(text)}, 'UTF8'), 'hex')) to stdout`),
      );
      assert.equal(csv.trim(), encoder.encode(text).toHex(), text);
    }
    assert.equal(copyLiteral(12n), "12");
    assert.throws(() => copyLiteral("a\0b"), RangeError);
  });
});
