import assert from "node:assert/strict";
import { RateLimitedError } from "@maru/kernel";
import { testKernel } from "@maru/kernel/testing";
import {
  TransferLookupTakenError,
  TransferNotFoundError,
  TransferTooLargeError,
} from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { createTransfers } from "./transfers.ts";

const address = "192.0.2.1";
const ciphertext = Uint8Array.of(1, 2, 3, 250);

Deno.test("take() gives a ciphertext once, and only within five minutes", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const transfers = createTransfers(test);
  await transfers.put({ lookup: "ABC123", ciphertext, address });
  assert.deepEqual(await transfers.take({ lookup: "abc123", address }), ciphertext);
  await assert.rejects(transfers.take({ lookup: "ABC123", address }), TransferNotFoundError);
  const { expiresAt } = await transfers.put({ lookup: "ABC123", ciphertext, address });
  test.clock.set(expiresAt);
  await assert.rejects(transfers.take({ lookup: "ABC123", address }), TransferNotFoundError);
});

Deno.test("two devices that take at once get it once", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const transfers = createTransfers(test);
  await transfers.put({ lookup: "ABC123", ciphertext, address });
  const answers = await Promise.allSettled(
    [1, 2, 3, 4].map(() => transfers.take({ lookup: "ABC123", address })),
  );
  assert.equal(answers.filter((answer) => answer.status === "fulfilled").length, 1);
});

Deno.test("put() never replaces a transfer that waits, and takes over one that expired", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const transfers = createTransfers(test);
  const { expiresAt } = await transfers.put({ lookup: "ABC123", ciphertext, address });
  const other = { lookup: "ABC123", ciphertext: Uint8Array.of(9), address };
  await assert.rejects(transfers.put(other), TransferLookupTakenError);
  test.clock.set(expiresAt);
  await transfers.put(other);
  assert.deepEqual(await transfers.take(other), Uint8Array.of(9));
});

Deno.test("put() refuses what is too large, and look-up words are not kept in clear", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const transfers = createTransfers(test);
  const large = new Uint8Array(65_537);
  await assert.rejects(
    transfers.put({ lookup: "ABC123", ciphertext: large, address }),
    TransferTooLargeError,
  );
  await transfers.put({ lookup: "ABC123", ciphertext, address });
  const rows = await tablesOf(test.kernel.database.db).selectFrom("transfer").selectAll().execute();
  assert.ok(!JSON.stringify(rows).includes("ABC123"));
});

Deno.test("take() gives an address twenty tries in ten minutes", async () => {
  await using test = await testKernel({ modules: ["kernel", "auth"] });
  const transfers = createTransfers(test);
  for (let index = 0; index < 20; index++) {
    await assert.rejects(transfers.take({ lookup: `AAA${index}`, address }), TransferNotFoundError);
  }
  await assert.rejects(transfers.take({ lookup: "AAA", address }), RateLimitedError);
});
