import assert from "node:assert/strict";
import { testKernel } from "./testing.ts";

Deno.test("testKernel() runs events and jobs in drain()", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { kernel } = test;
  const seen: unknown[] = [];
  kernel.jobs.define<{ word: string }>(
    "test.say",
    { concurrency: 2, retryCountMax: 1, retryDelaySeconds: 1, expireInSeconds: 10 },
    (data) => Promise.resolve(void seen.push(data.word)),
  );
  kernel.events.subscribe("test.happened", "test.listener", async (tx, event) => {
    await kernel.jobs.enqueue(tx, "test.say", { word: `heard ${event.data}` });
  });
  await kernel.transaction((tx) =>
    kernel.events.publish(tx, { type: "test.happened", data: { a: 1 } })
  );
  const report = await test.drain();
  assert.equal(report.doneCount, 2);
  assert.deepEqual(report.failures, []);
  assert.deepEqual(seen, ["heard [object Object]"]);
});
