/**
 * A process for `crash_test.ts`: takes the job `test.crash`, says so and never ends it.
 *
 * Arguments: database URL (or ""), data directory.
 *
 * @module
 */
import { crashTestConfig, defineCrashJob } from "./crash_test_queue.ts";
import { createKernel } from "./kernel.ts";

const [databaseUrl = "", dataDirectory = ""] = Deno.args;
const kernel = await createKernel(crashTestConfig({ databaseUrl, dataDirectory }), {
  migrate: false,
});
defineCrashJob(kernel, async () => {
  console.log("taken");
  await new Promise(() => {});
});
await kernel.startWork();
await kernel.transaction((tx) => kernel.jobs.enqueue(tx, "test.crash", { n: 1 }));
