import assert from "node:assert/strict";
import { sql } from "kysely";
import { type TestKernel, testKernel } from "./testing.ts";
import { createTicks } from "./ticks.ts";

const modules = ["kernel"];

Deno.test("tick() repeats its work in one of two processes at a time", async () => {
  await using test = await testKernel({ modules });
  let running = 0;
  let runningMax = 0;
  let count = 0;
  const work = async () => {
    runningMax = Math.max(runningMax, ++running);
    count += 1;
    await new Promise((resolve) => setTimeout(resolve, 60));
    running -= 1;
  };
  const processes = [ticksOf(test), ticksOf(test)];
  for (const ticks of processes) ticks.tick("test.tick", 0.1, work);
  for (const ticks of processes) ticks.start();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await Promise.all(processes.map((ticks) => ticks.stop()));
  assert.equal(runningMax, 1);
  assert.ok(count >= 3 && count <= 11, `ran ${count} times`);
});

Deno.test("a tick whose process died runs again when the lease is over", async () => {
  await using test = await testKernel({ modules });
  const { kernel } = test;
  let count = 0;
  kernel.jobs.tick("test.tick", 1, () => Promise.resolve(void (count += 1)));
  const lease = (seconds: number) =>
    sql`insert into kernel.tick (name, holder, started_at, leased_until)
      values ('test.tick', ${kernel.uuid()}, now(), now() + ${seconds} * interval '1 second')
      on conflict (name) do update set leased_until = excluded.leased_until`
      .execute(kernel.database.db);
  await lease(20);
  await test.runTicks();
  assert.equal(count, 0);
  await lease(-1);
  await test.runTicks();
  assert.equal(count, 1);
});

Deno.test("a process whose lease could not be ended takes it again at once, another one waits", async () => {
  await using test = await testKernel({ modules });
  const counts = [0, 0];
  const processes = counts.map((_, index) => {
    const ticks = ticksOf(test);
    ticks.tick("test.tick", 0.01, () => Promise.resolve(void (counts[index]! += 1)));
    return ticks;
  });
  const [first, second] = processes;
  await first!.runAll();
  await sql`update kernel.tick set leased_until = now() + interval '20 seconds'`
    .execute(test.kernel.database.db);
  await second!.runAll();
  assert.deepEqual(counts, [1, 0]);
  await first!.runAll();
  assert.deepEqual(counts, [2, 0]);
});

Deno.test("a tick that is in hand is not begun again by its own process", async () => {
  await using test = await testKernel({ modules });
  const ticks = ticksOf(test);
  let count = 0;
  ticks.tick("test.tick", 0.01, async () => {
    if (++count === 1) await ticks.runAll();
  });
  await ticks.runAll();
  assert.equal(count, 1);
});

Deno.test("tick() keeps its lease for as long as it works, and frees it at the end", async () => {
  await using test = await testKernel({ modules });
  const lease = { leaseSeconds: 0.3 };
  const processes = [ticksOf(test, lease), ticksOf(test, lease)];
  let runningMax = 0;
  let running = 0;
  for (const ticks of processes) {
    ticks.tick("test.tick", 0.05, async (signal) => {
      runningMax = Math.max(runningMax, ++running);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      assert.equal(signal.aborted, false);
      running -= 1;
    });
    ticks.start();
  }
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  await Promise.all(processes.map((ticks) => ticks.stop()));
  assert.equal(runningMax, 1);
  const { rows } = await sql`select 1 from kernel.tick where leased_until > now()`
    .execute(test.kernel.database.db);
  assert.deepEqual(rows, []);
});

Deno.test("tick() tells its work when another process has taken over", async () => {
  const lines: string[] = [];
  await using test = await testKernel({ modules, onLogLine: (line) => lines.push(line) });
  const ticks = ticksOf(test, { leaseSeconds: 0.2 });
  let reason: unknown;
  ticks.tick("test.tick", 1, async (signal) => {
    await sql`update kernel.tick set holder = ${test.kernel.uuid()}`
      .execute(test.kernel.database.db);
    await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
    reason = signal.reason;
  });
  await ticks.runAll();
  assert.match(String(reason), /Another process has taken the tick over/);
  assert.ok(lines.some((line) => line.includes('"a tick\'s lease was lost"')));
});

Deno.test("a tick's lease lasts ten seconds, so that a killed process is soon replaced", async () => {
  await using test = await testKernel({ modules });
  let seconds: number | undefined;
  test.kernel.jobs.tick("test.tick", 1, async () => {
    const { rows: [row] } = await sql<{ seconds: number }>`
      select extract(epoch from leased_until - now())::float8 as seconds from kernel.tick
      where name = 'test.tick'`.execute(test.kernel.database.db);
    seconds = row?.seconds;
  });
  await test.runTicks();
  assert.ok(seconds !== undefined && seconds > 8 && seconds <= 10);
});

Deno.test("daily() runs once per Seoul date, from its time on", async () => {
  await using test = await testKernel({ modules, now: new Date("2026-05-04T08:59:00+09:00") });
  const dates: string[] = [];
  test.kernel.jobs.daily("test.daily", "09:00", (date) => Promise.resolve(void dates.push(date)));
  await test.runTicks();
  assert.deepEqual(dates, []);
  test.clock.advance(60_000);
  await test.runTicks();
  await test.runTicks();
  assert.deepEqual(dates, ["2026-05-04"]);
  test.clock.set(new Date("2026-05-05T00:00:00+09:00"));
  await test.runTicks();
  assert.deepEqual(dates, ["2026-05-04"]);
  test.clock.set(new Date("2026-05-05T23:59:59+09:00"));
  await test.runTicks();
  assert.deepEqual(dates, ["2026-05-04", "2026-05-05"]);
});

Deno.test("daily() tries a day that failed again, a minute later", async () => {
  const lines: string[] = [];
  await using test = await testKernel({
    modules,
    now: new Date("2026-05-04T10:00:00+09:00"),
    onLogLine: (line) => lines.push(line),
  });
  let count = 0;
  test.kernel.jobs.daily("test.daily", "09:00", () => {
    if (++count === 1) throw new Error("no");
    return Promise.resolve();
  });
  await test.runTicks();
  await test.runTicks();
  assert.equal(count, 1);
  await sql`update kernel.daily_run set attempted_at = now() - interval '61 seconds'`
    .execute(test.kernel.database.db);
  await test.runTicks();
  await test.runTicks();
  assert.equal(count, 2);
  assert.equal(lines.filter((line) => line.includes('"tick failed"')).length, 1);
});

Deno.test("daily() refuses what is no time of day; tick() refuses a name twice", async () => {
  await using test = await testKernel({ modules });
  const { jobs } = test.kernel;
  const work = () => Promise.resolve();
  for (const at of ["24:00", "9:00", "09:60"]) {
    assert.throws(() => jobs.daily("test.daily", at, work), RangeError);
  }
  jobs.tick("test.tick", 1, work);
  assert.throws(() => jobs.tick("test.tick", 1, work), RangeError);
});

function ticksOf({ kernel }: TestKernel, options: { leaseSeconds?: number } = {}) {
  const { clock, log, uuid, database: { db } } = kernel;
  return createTicks({ db, clock, log, uuid, ...options });
}
