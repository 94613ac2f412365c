import assert from "node:assert/strict";
import { sql } from "kysely";
import { crashTestConfig, defineCrashJob } from "./crash_test_queue.ts";
import { createKernel } from "./kernel.ts";
import { openTestDatabase } from "./test_database.ts";
import { testKernel } from "./testing.ts";

const BACK_WITHIN_MS = 30_000;

Deno.test("the job of a process that is killed runs again in another, within half a minute", async () => {
  const directory = await Deno.makeTempDir();
  const database = await openTestDatabase(["kernel"], `${directory}/db`);
  // PGlite belongs to one process; a database of PostgreSQL goes when it is closed.
  if (database.kind === "pglite") await database.close();
  const config = crashTestConfig({ databaseUrl: database.url ?? "", dataDirectory: directory });
  try {
    await takeJobAndDie(config.databaseUrl, directory);
    const kernel = await createKernel(config, { migrate: false });
    try {
      const killedAtMs = kernel.clock.monotonic();
      let ranAtMs: number | undefined;
      defineCrashJob(kernel, () => Promise.resolve(void (ranAtMs = kernel.clock.monotonic())));
      await kernel.startWork();
      while (ranAtMs === undefined && kernel.clock.monotonic() - killedAtMs < BACK_WITHIN_MS) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      assert.ok(ranAtMs !== undefined, "the job did not come back");
      const { rows } = await sql`select retry_count from pgboss.job where name = 'test.crash'`
        .execute(kernel.database.db);
      assert.deepEqual(rows, [{ retry_count: 1 }]);
    } finally {
      await kernel.stop();
    }
  } finally {
    if (database.kind === "postgres") await database.close();
    await Deno.remove(directory, { recursive: true });
  }
});

Deno.test("a job that one process adds starts at once in another", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  // Only PostgreSQL has two processes.
  if (test.databaseUrl === undefined) return;
  const config = crashTestConfig({ databaseUrl: test.databaseUrl, dataDirectory: "" });
  const other = await createKernel(config, { migrate: false });
  let startedAtMs: number | undefined;
  defineCrashJob(other, () => Promise.resolve(void (startedAtMs = performance.now())));
  defineCrashJob(test.kernel, () => Promise.resolve());
  await other.startWork();
  // The median would be half of the polling interval if word did not reach the other process.
  const latenciesMs: number[] = [];
  for (let count = 0; count < 7; count++) {
    await new Promise((resolve) => setTimeout(resolve, 130));
    startedAtMs = undefined;
    const addedAtMs = performance.now();
    await test.kernel.transaction((tx) => test.kernel.jobs.enqueue(tx, "test.crash", {}));
    while (startedAtMs === undefined) await new Promise((resolve) => setTimeout(resolve, 5));
    latenciesMs.push(startedAtMs - addedAtMs);
  }
  await other.stop();
  const median = latenciesMs.sort((a, b) => a - b)[3]!;
  assert.ok(median < 150, `took ${median} ms`);
});

/** Starts a process that takes the job, and kills it while the job runs. */
async function takeJobAndDie(databaseUrl: string, directory: string): Promise<void> {
  const script = new URL("./crash_test_worker.ts", import.meta.url).pathname;
  const child = new Deno.Command("deno", {
    args: ["run", "--quiet", "-A", script, databaseUrl, directory],
    stdout: "piped",
  }).spawn();
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let output = "";
  while (!output.includes("taken")) {
    const { value, done } = await reader.read();
    assert.ok(!done, `The process ended before it took the job: ${output}`);
    output += value;
  }
  child.kill("SIGKILL");
  await child.status;
  await reader.cancel();
}
