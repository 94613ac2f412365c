import assert from "node:assert/strict";
import fc from "fast-check";
import { CustomerInputError } from "./errors.ts";
import { discountOf } from "./rules.ts";
import { customerWorld, STAFF } from "./testing/customer_world.ts";

const AMOUNTS_WON = [1n, 3n, 333_333n, 999_999n];

Deno.test("setDiscounts computes as the rules do, for many at once, and tells how many changed", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const customerId = await world.addCustomer();
  const ids: string[] = [];
  for (const monthlyWon of AMOUNTS_WON) {
    ids.push(await world.addInstruction(customerId, { monthlyWon, limitWon: 1_000_000n }));
  }
  const set = (discountRate: number, instructionIds = ids) =>
    customers.setDiscounts(merchantId, { instructionIds, discountRate, actor: STAFF });
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 10_000 }), async (rate) => {
      await set(rate);
      const { instructions } = await customers.get(merchantId, customerId);
      for (const { monthlyWon, discountRate, discountWon } of instructions) {
        assert.equal(discountRate, rate);
        assert.equal(discountWon, discountOf(monthlyWon, rate));
      }
    }),
    { numRuns: 30, examples: [[0], [1], [9_999], [10_000]] },
  );
  await set(10_000);
  assert.equal(await set(10_000), 0);
  assert.equal(await set(5_000, [ids[0]!, ids[0]!, ids[1]!, "no id", world.kernel.uuid()]), 2);
  const [entry] = await customers.history(merchantId, ids[1]!);
  assert.equal(entry!.action, "discountChanged");
  assert.deepEqual(entry!.changes, [
    { field: "discountRate", from: "10000", to: "5000" },
    { field: "discountWon", from: "3", to: "1" },
  ]);
});

Deno.test("setDiscounts passes over what has ended and refuses a rate that is none", async () => {
  await using world = await customerWorld();
  const { customers, merchantId } = world;
  const id = await world.addInstruction(await world.addCustomer());
  await customers.stopInstruction(merchantId, { id, state: "ended", actor: STAFF });
  const set = (discountRate: number) =>
    customers.setDiscounts(merchantId, { instructionIds: [id], discountRate, actor: STAFF });
  assert.equal(await set(100), 0);
  for (const rate of [-1, 10_001, 0.5, NaN]) {
    await assert.rejects(() => set(rate), CustomerInputError);
  }
});
