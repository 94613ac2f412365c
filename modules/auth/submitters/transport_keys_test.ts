import assert from "node:assert/strict";
import { testKernel } from "@maru/kernel/testing";
import { SealBrokenError, sealTo } from "@maru/pki";
import fc from "fast-check";
import { tablesOf } from "../tables.ts";
import { createTransportKeys } from "./transport_keys.ts";

const HOUR_MS = 3_600_000;
const modules = ["kernel", "auth"];

Deno.test("open() opens what was sealed, for its purpose and context alone", async () => {
  await using test = await testKernel({ modules });
  const keys = createTransportKeys(test);
  const { id: keyId, publicJwk } = await keys.current();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.string(), async (plain, context) => {
      const sealed = await sealTo({ publicJwk, keyId, purpose: "login", context }, plain);
      assert.deepEqual(await keys.open({ sealed, purpose: "login", context }), plain);
      const elsewhere = { sealed, purpose: "login", context: `${context}x` };
      await assert.rejects(keys.open(elsewhere), SealBrokenError);
      await assert.rejects(keys.open({ sealed, purpose: "other", context }), SealBrokenError);
    }),
    { numRuns: 20 },
  );
});

Deno.test("a key seals for a day and opens for two hours more, in every process", async () => {
  await using test = await testKernel({ modules });
  const keys = createTransportKeys(test);
  const first = await keys.current();
  const place = { purpose: "login", context: "c" };
  const recipient = { publicJwk: first.publicJwk, keyId: first.id, ...place };
  const sealed = await sealTo(recipient, Uint8Array.of(7));
  test.clock.advance(24 * HOUR_MS - 1);
  assert.equal((await keys.current()).id, first.id);
  test.clock.advance(1);
  assert.notEqual((await keys.current()).id, first.id);
  test.clock.advance(2 * HOUR_MS - 1);
  const otherProcess = createTransportKeys(test);
  for (const opener of [keys, otherProcess]) {
    assert.deepEqual(await opener.open({ sealed, ...place }), Uint8Array.of(7));
  }
  test.clock.advance(1);
  for (const opener of [keys, otherProcess, createTransportKeys(test)]) {
    await assert.rejects(opener.open({ sealed, ...place }), SealBrokenError);
  }
});

Deno.test("the private half never stands in clear in the database", async () => {
  await using test = await testKernel({ modules });
  const { id } = await createTransportKeys(test).current();
  const row = await tablesOf(test.kernel.database.db).selectFrom("transport_key").selectAll()
    .where("id", "=", id).executeTakeFirstOrThrow();
  assert.ok(!JSON.stringify(row.public_jwk).includes('"d"'));
  assert.match(row.private_sealed, /^v1\./);
});
