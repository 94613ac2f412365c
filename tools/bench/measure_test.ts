import assert from "node:assert/strict";
import { compare, median, percentile, summarise } from "./measure.ts";

Deno.test("median() takes the middle, or the mean of the two in the middle", () => {
  assert.equal(median([9, 1, 5]), 5);
  assert.equal(median([4, 1, 2, 9]), 3);
  assert.throws(() => median([]), RangeError);
});

Deno.test("percentile() is the figure that the share is not above", () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  assert.equal(percentile(hundred, 0.95), 95);
  assert.equal(percentile([7], 0.95), 7);
  assert.throws(() => percentile([], 0.5), RangeError);
});

Deno.test("summarise() gives our share of the baseline's speed, whatever the unit", () => {
  const common = { name: "x", unit: "u", ours: [10, 20, 40], baseline: [20, 20, 20], peakRssMb: 1 };
  const faster = summarise({ ...common, isGreaterFaster: true });
  assert.deepEqual([faster.ratio, faster.min, faster.max], [1, 0.5, 2]);
  const slower = summarise({ ...common, isGreaterFaster: false });
  assert.deepEqual([slower.ratio, slower.min, slower.max], [1, 0.5, 2]);
  const half = summarise({ ...common, ours: [10, 10, 10], isGreaterFaster: true });
  assert.equal(half.ratio, 0.5);
});

Deno.test("compare() runs both in turn and leaves the first round out", async () => {
  const order: string[] = [];
  const result = await compare({
    name: "x",
    unit: "u",
    isGreaterFaster: true,
    ours: () => Promise.resolve(order.push("ours") > 2 ? 1 : 1_000),
    baseline: () => Promise.resolve(order.push("baseline") > 2 ? 2 : 1_000),
  });
  assert.equal(result.ratio, 0.5);
  assert.equal(result.max, 0.5);
  assert.equal(order.length, 12);
  assert.deepEqual(order.slice(2, 6), ["ours", "baseline", "baseline", "ours"]);
  await assert.rejects(
    compare({ name: "x", unit: "u", isGreaterFaster: true, roundCount: 4, ...never }),
    /4" rounds/,
  );
});

const never = { ours: () => Promise.resolve(1), baseline: () => Promise.resolve(1) };
