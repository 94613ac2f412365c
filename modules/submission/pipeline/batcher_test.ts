import assert from "node:assert/strict";
import { createBatcher } from "./batcher.ts";

Deno.test("the first call waits for nobody, and those that come meanwhile go together", async () => {
  const batches: number[][] = [];
  let release: () => void = () => {};
  const double = createBatcher<number, number>({
    sizeMax: 3,
    async run(inputs) {
      batches.push([...inputs]);
      if (batches.length === 1) await new Promise<void>((resolve) => release = resolve);
      return inputs.map((input) => input * 2);
    },
  });
  const answers = [1, 2, 3, 4, 5].map((input) => double(input));
  release();
  assert.deepEqual(await Promise.all(answers), [2, 4, 6, 8, 10]);
  assert.deepEqual(batches, [[1], [2, 3, 4], [5]]);
});

Deno.test("one bad input does not take the others of its batch with it", async () => {
  const run = (inputs: readonly number[]) =>
    inputs.includes(3)
      ? Promise.reject(new RangeError("no three"))
      : Promise.resolve(inputs.map((input) => input + 1));
  const add = createBatcher<number, number>({ sizeMax: 10, run });
  const answers = await Promise.allSettled([1, 2, 3, 4].map((input) => add(input)));
  assert.deepEqual(answers.map(({ status }) => status), [
    "fulfilled",
    "fulfilled",
    "rejected",
    "fulfilled",
  ]);
});
