import assert from "node:assert/strict";
import type { JobOptions } from "./jobs.ts";
import { testKernel } from "./testing.ts";

const modules = ["kernel"];
const options: JobOptions = {
  concurrency: 4,
  retryCountMax: 2,
  retryDelaySeconds: 1,
  expireInSeconds: 30,
};

Deno.test("enqueue() adds a job when its transaction commits, and none when it rolls back", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  const done: number[] = [];
  jobs.define<{ n: number }>("test.work", options, ({ n }) => Promise.resolve(void done.push(n)));
  await transaction((tx) => jobs.enqueue(tx, "test.work", { n: 1 }));
  await assert.rejects(() =>
    transaction(async (tx) => {
      await jobs.enqueue(tx, "test.work", { n: 2 });
      throw new Error("no");
    })
  );
  await test.drain();
  assert.deepEqual(done, [1]);
});

Deno.test("enqueue() refuses a bigint, what is no object, and a queue nobody defined", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  jobs.define("test.work", options, () => Promise.resolve());
  const enqueue = (queue: string, data: unknown) =>
    transaction((tx) => jobs.enqueue(tx, queue, data));
  await assert.rejects(() => enqueue("test.work", { deep: [{ amountWon: 1n }] }), {
    name: "TypeError",
    message: 'Cannot enqueue to "test.work": "amountWon" is a bigint, which JSON has not',
  });
  await assert.rejects(() => enqueue("test.work", "text"), TypeError);
  await assert.rejects(() => enqueue("test.other", {}), RangeError);
});

Deno.test("a job with a singleton key is not added while one with that key waits", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  const done: number[] = [];
  jobs.define<{ n: number }>("test.work", options, ({ n }) => Promise.resolve(void done.push(n)));
  const enqueue = (n: number, singletonKey?: string) =>
    transaction((tx) => jobs.enqueue(tx, "test.work", { n }, { singletonKey }));
  await enqueue(1, "a");
  await enqueue(2, "a");
  await enqueue(3, "b");
  await enqueue(4);
  await enqueue(5);
  await test.drain();
  await enqueue(6, "a");
  await test.drain();
  assert.deepEqual(done.sort(), [1, 3, 4, 5, 6]);
});

Deno.test("enqueueMany() adds all jobs in one statement, with the commit or not at all", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  const done: number[] = [];
  jobs.define<{ n: number }>("test.work", options, ({ n }) => Promise.resolve(void done.push(n)));
  const many = (numbers: readonly number[], jobOptions?: { startAfterSeconds: number }) =>
    transaction((tx) =>
      jobs.enqueueMany(tx, "test.work", numbers.map((n) => ({ data: { n } })), jobOptions)
    );
  const numbers = Array.from({ length: 300 }, (_, n) => n);
  await many(numbers);
  await many([]);
  await assert.rejects(transaction(async (tx) => {
    await jobs.enqueueMany(tx, "test.work", [{ data: { n: -1 } }]);
    throw new Error("no");
  }));
  await test.drain();
  assert.deepEqual(done.sort((a, b) => a - b), numbers);
  await many([300], { startAfterSeconds: 60 });
  assert.equal((await test.drain()).doneCount, 0);
  assert.equal((await test.drain({ delayed: true })).doneCount, 1);
});

Deno.test("urgent jobs are worked before those that came earlier", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  const done: string[] = [];
  const allDone = Promise.withResolvers<void>();
  const oneByOne = { ...options, concurrency: 1 };
  jobs.define<{ name: string }>("test.work", oneByOne, ({ name }) => {
    if (done.push(name) === 3) allDone.resolve();
    return Promise.resolve();
  });
  await transaction(async (tx) => {
    await jobs.enqueueMany(tx, "test.work", [{ data: { name: "1" } }, { data: { name: "2" } }]);
    await jobs.enqueueMany(tx, "test.work", [{ data: { name: "code" }, isUrgent: true }]);
  });
  await test.kernel.startWork();
  await allDone.promise;
  assert.equal(done[0], "code");
});

Deno.test("enqueueMany() splits what is too much for one statement", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  jobs.define("test.work", options, () => Promise.resolve());
  const data = Array.from({ length: 25_000 }, (_, n) => ({ data: { n } }));
  await transaction((tx) => jobs.enqueueMany(tx, "test.work", data));
  const counts = (await jobs.counts()).find(({ queue }) => queue === "test.work");
  assert.equal(counts?.waiting, data.length);
});

Deno.test("enqueueMany() leaves out whose singleton key waits, and refuses like enqueue()", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  const done: number[] = [];
  jobs.define<{ n: number }>("test.work", options, ({ n }) => Promise.resolve(void done.push(n)));
  await transaction(async (tx) => {
    await jobs.enqueue(tx, "test.work", { n: 1 }, { singletonKey: "a" });
    await jobs.enqueueMany(tx, "test.work", [
      { data: { n: 2 }, singletonKey: "a" },
      { data: { n: 3 }, singletonKey: "b" },
      { data: { n: 4 } },
      { data: { n: 5 } },
    ]);
  });
  await test.drain();
  assert.deepEqual(done.sort(), [1, 3, 4, 5]);
  const enqueueMany = (queue: string, data: unknown) =>
    transaction((tx) => jobs.enqueueMany(tx, queue, [{ data: {} }, { data }]));
  await assert.rejects(enqueueMany("test.work", { amountWon: 1n }), TypeError);
  await assert.rejects(enqueueMany("test.work", "text"), TypeError);
  await assert.rejects(enqueueMany("test.other", {}), RangeError);
});

Deno.test("a failing job is tried again, dies, is listed and can be redriven", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  let isBroken = true;
  jobs.define("test.work", options, () => {
    if (isBroken) throw new Error("the agency is closed");
    return Promise.resolve();
  });
  await transaction((tx) => jobs.enqueue(tx, "test.work", { n: 1 }));
  const first = await test.drain();
  assert.equal(first.failures.length, 1, "the retry waits for its time");
  const rest = await test.drain({ delayed: true });
  assert.equal(rest.failures.length, 2);

  const [dead] = await jobs.deadLetters();
  assert.equal(dead?.queue, "test.work");
  assert.deepEqual(dead?.data, { n: 1 });
  assert.match(dead?.error ?? "", /the agency is closed/);
  assert.deepEqual((await jobs.counts()).find(({ queue }) => queue === "test.work"), {
    queue: "test.work",
    waiting: 0,
    active: 0,
    dead: 1,
  });

  isBroken = false;
  await jobs.redrive(dead!.id);
  assert.equal((await test.drain()).doneCount, 1);
  assert.deepEqual(await jobs.deadLetters(), []);
  await assert.rejects(() => jobs.redrive(dead!.id), RangeError);
});

Deno.test("a job with a delay waits for it", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction } = test.kernel;
  jobs.define("test.work", options, () => Promise.resolve());
  await transaction((tx) => jobs.enqueue(tx, "test.work", {}, { startAfterSeconds: 60 }));
  assert.equal((await test.drain()).doneCount, 0);
  assert.equal((await test.drain({ delayed: true })).doneCount, 1);
});

Deno.test("define() refuses the same queue twice, and any once work has begun", async () => {
  await using test = await testKernel({ modules, work: true });
  const define = (queue: string) =>
    test.kernel.jobs.define(queue, options, () => Promise.resolve());
  assert.throws(() => define("event"), RangeError);
  assert.throws(() => define("test.late"), /work has begun/);
});
