import assert from "node:assert/strict";
import fc from "fast-check";
import { MerchantNotFoundError } from "../settings/errors.ts";
import { customerWorld } from "./testing/customer_world.ts";

Deno.test("payer numbers are the merchant's number and ascending serials, none twice", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const { number } = await world.merchants.get(merchantId);
  const given: string[] = [];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (count) => {
      const numbers = await world.run((tx) =>
        customers.nextPayerNumbers(tx, { merchantId, count })
      );
      assert.equal(numbers.length, count);
      for (const each of numbers) {
        assert.match(each, /^\d{20}$/);
        assert.ok(each.startsWith(number));
        assert.ok(given.length === 0 || each > given.at(-1)!);
        given.push(each);
      }
    }),
    { numRuns: 20 },
  );
  assert.equal(new Set(given).size, given.length);
});

Deno.test("numbers of a transaction that fails are given out again, those of others are not", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const next = (count: number) =>
    world.run((tx) => customers.nextPayerNumbers(tx, { merchantId, count }));
  const failed = world.run(async (tx) => {
    await customers.nextPayerNumbers(tx, { merchantId, count: 7 });
    throw new RangeError("Cannot go on");
  });
  await assert.rejects(failed, RangeError);
  assert.match((await next(1))[0]!, /000000000001$/);
  await assert.rejects(
    world.run((tx) => customers.nextPayerNumbers(tx, { merchantId, count: 0 })),
    RangeError,
  );
  await assert.rejects(
    world.run((tx) =>
      customers.nextPayerNumbers(tx, { merchantId: world.kernel.uuid(), count: 1 })
    ),
    MerchantNotFoundError,
  );
});

Deno.test({
  name: "of many that ask at once, nobody gets another's payer number",
  ignore: (Deno.env.get("DATABASE_URL") ?? "") === "",
  async fn() {
    await using world = await customerWorld();
    const { customers, merchantId } = world;
    const given = await Promise.all(
      Array.from(
        { length: 20 },
        (_, index) =>
          world.run((tx) => customers.nextPayerNumbers(tx, { merchantId, count: index + 1 })),
      ),
    );
    const numbers = given.flat();
    assert.equal(numbers.length, 210);
    assert.equal(new Set(numbers).size, 210);
    assert.match(numbers.toSorted().at(-1)!, /000000000210$/);
  },
});
