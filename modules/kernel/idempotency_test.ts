import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { sql } from "kysely";
import { IdempotencyConflictError } from "./idempotency.ts";
import { testKernel } from "./testing.ts";

const modules = ["kernel"];

Deno.test("idempotency.run() gives the first answer again without doing the work", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency } = test.kernel;
  let count = 0;
  const call = (input: unknown, scope = "s") =>
    transaction((tx) =>
      idempotency.run(tx, { scope, key: "k", input }, () => Promise.resolve({ number: ++count }))
    );
  assert.deepEqual(await call({ a: 1n, b: [new Date(0)] }), {
    replayed: false,
    value: { number: 1 },
  });
  // The order of keys is no difference, nor is a key that is undefined.
  assert.deepEqual(await call({ b: [new Date(0)], a: 1n, c: undefined }), {
    replayed: true,
    value: { number: 1 },
  });
  assert.deepEqual(await call({ a: 1n }, "other"), { replayed: false, value: { number: 2 } });
  await assert.rejects(() => call({ a: 1 }), IdempotencyConflictError);
});

Deno.test("idempotency.run() keeps no hash of the input that can be made without our key", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency, database } = test.kernel;
  const input = '{"account":"1234567890"}';
  const call = { scope: "s", key: "k", input: { account: "1234567890" } };
  await transaction((tx) => idempotency.run(tx, call, () => Promise.resolve(1)));
  const { rows: [row] } = await sql<{ row: object }>`
    select to_jsonb(k) as row from kernel.idempotency_key k`.execute(database.db);
  const kept = JSON.stringify(row);
  for (const format of ["hex", "base64url", "base64"] as const) {
    const hash = createHash("sha256").update(input).digest(format);
    assert.equal(kept.includes(hash), false, format);
  }
});

Deno.test("a key from before inputs were keyed gives its answer and does no work again", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency, database } = test.kernel;
  const call = (input: unknown, answer: number) =>
    transaction((tx) =>
      idempotency.run(tx, { scope: "s", key: "k", input }, () => Promise.resolve(answer))
    );
  await call("first", 1);
  await sql`update kernel.idempotency_key set input_mac = null`.execute(database.db);
  assert.deepEqual(await call("other", 2), { replayed: true, value: 1 });
});

Deno.test("idempotency.run() forgets a call whose transaction rolled back", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency } = test.kernel;
  const call = { scope: "s", key: "k", input: 1 };
  const failing = transaction((tx) =>
    idempotency.run(tx, call, () => Promise.reject(new Error("no")))
  );
  await assert.rejects(() => failing, /no/);
  const again = await transaction((tx) => idempotency.run(tx, call, () => Promise.resolve("yes")));
  assert.deepEqual(again, { replayed: false, value: "yes" });
});

Deno.test("of calls at the same time one does the work", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency } = test.kernel;
  let count = 0;
  const answers = await Promise.all(
    Array.from(
      { length: 8 },
      () =>
        transaction((tx) =>
          idempotency.run(tx, { scope: "s", key: "k", input: 1 }, async () => {
            await new Promise((resolve) => setTimeout(resolve, 20));
            return ++count;
          })
        ),
    ),
  );
  assert.equal(count, 1);
  assert.equal(answers.filter(({ replayed }) => !replayed).length, 1);
  assert.ok(answers.every(({ value }) => value === 1));
});

Deno.test("idempotency.run() refuses an empty key and one of 201 characters", async () => {
  await using test = await testKernel({ modules });
  const { transaction, idempotency } = test.kernel;
  for (const key of ["", "k".repeat(201)]) {
    const run = transaction((tx) =>
      idempotency.run(tx, { scope: "s", key, input: 1 }, () => Promise.resolve())
    );
    await assert.rejects(() => run, RangeError);
  }
});
