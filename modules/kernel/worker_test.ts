import assert from "node:assert/strict";
import { sql } from "kysely";
import type { JobOptions } from "./jobs.ts";
import { type TestKernel, testKernel } from "./testing.ts";

const modules = ["kernel"];
const options: JobOptions = {
  concurrency: 3,
  retryCountMax: 2,
  retryDelaySeconds: 1,
  expireInSeconds: 30,
};

Deno.test("a new job starts within 200 ms", async () => {
  await using test = await testKernel({ modules });
  const { jobs, transaction, clock } = test.kernel;
  const startedAtMs: number[] = [];
  jobs.define(
    "test.work",
    options,
    () => Promise.resolve(void startedAtMs.push(clock.monotonic())),
  );
  await test.kernel.startWork();
  const latenciesMs: number[] = [];
  for (let count = 1; count <= 5; count++) {
    await pause(120);
    const addedAtMs = clock.monotonic();
    await transaction((tx) => jobs.enqueue(tx, "test.work", {}));
    await until(() => startedAtMs.length === count);
    latenciesMs.push(startedAtMs[count - 1]! - addedAtMs);
  }
  const median = latenciesMs.sort((a, b) => a - b)[2]!;
  assert.ok(median < 200, `took ${median} ms`);
});

Deno.test("as many jobs run at once as the queue allows, and a slow one holds up no other", async () => {
  await using test = await testKernel({ modules });
  let running = 0;
  let runningMax = 0;
  const done: string[] = [];
  let letSlowEnd = () => {};
  const slowMayEnd = new Promise<void>((resolve) => letSlowEnd = resolve);
  test.kernel.jobs.define<{ name: string }>("test.work", options, async ({ name }) => {
    runningMax = Math.max(runningMax, ++running);
    await (name === "slow" ? slowMayEnd : pause(10));
    running -= 1;
    done.push(name);
  });
  await test.kernel.startWork();
  await enqueueAll(test, ["slow", ...Array.from({ length: 20 }, (_, index) => `quick ${index}`)]);
  await until(() => done.length === 20);
  assert.ok(!done.includes("slow"));
  letSlowEnd();
  await until(() => done.length === 21);
  assert.equal(runningMax, 3);
});

Deno.test("stop() lets a running job end, and gives back one that does not", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  const ended: string[] = [];
  kernel.jobs.define<{ name: string }>("test.work", options, async ({ name }, signal) => {
    if (name === "short") await pause(300);
    else {await new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(signal.reason))
      );}
    ended.push(name);
  });
  await kernel.startWork();
  await enqueueAll(test, ["short", "endless"]);
  await until(async () => (await countIn(test, "active")) === 2);
  await test.stopWork();
  assert.deepEqual(ended, ["short"]);
  const { rows: left } = await sql`select data->>'name' as name, state::text, started_on, output
    from pgboss.job where name = 'test.work' and state <> 'completed'`.execute(kernel.database.db);
  assert.deepEqual(left, [{ name: "endless", state: "retry", started_on: null, output: null }]);
});

Deno.test("a job that takes longer than it may is told so by its signal", async () => {
  await using test = await testKernel({ modules });
  let reason: unknown;
  test.kernel.jobs.define(
    "test.work",
    { ...options, expireInSeconds: 1 },
    async (_data, signal) => {
      await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
      reason = signal.reason;
    },
  );
  await test.kernel.startWork();
  await enqueueAll(test, ["slow"]);
  await until(() => reason !== undefined);
  assert.match(String(reason), /took longer than it may/);
});

async function enqueueAll({ kernel }: TestKernel, names: string[]): Promise<void> {
  await kernel.transaction(async (tx) => {
    for (const name of names) await kernel.jobs.enqueue(tx, "test.work", { name });
  });
}

async function countIn({ kernel }: TestKernel, state: string): Promise<number> {
  const { rows } = await sql`select 1 from pgboss.job
    where name = 'test.work' and state::text = ${state}`.execute(kernel.database.db);
  return rows.length;
}

async function until(isSo: () => boolean | Promise<boolean>): Promise<void> {
  for (let wait = 0; wait < 1_000; wait++) {
    if (await isSo()) return;
    await pause(10);
  }
  throw new Error("It did not come about within ten seconds");
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
