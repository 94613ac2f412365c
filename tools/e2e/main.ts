/**
 * `deno task e2e`: real Chromium against the whole system, as people start it. Certificates are made
 * by OpenSSL. In the end every record of what left the browser, every log and the database are
 * searched for what was promised to stay secret.
 *
 * Options: `--only TEXT` runs the steps whose sentence holds the text; `--keep` keeps the folder.
 *
 * @module
 */
import { runSteps } from "./harness/runner.ts";
import { scenarios } from "./scenarios/mod.ts";
import { endingSteps } from "./ending.ts";
import { createWorld } from "./world.ts";

const STEP_MS_MAX = 240_000;

async function main(args: readonly string[]): Promise<number> {
  const only = args.includes("--only") ? args[args.indexOf("--only") + 1] ?? "" : undefined;
  const directory = await Deno.makeTempDir({ prefix: "maru-e2e-" });
  const startedAt = performance.now();
  const world = await createWorld(directory);
  console.log(`The system is ready after ${seconds(world.system.readyAfterMs)} s`);
  const chosen = (names: readonly { readonly name: string }[]) =>
    names.filter(({ name }) => only === undefined || name.includes(only));
  const options = { world, failureDirectory: `${directory}/failures`, stepTimeoutMs: STEP_MS_MAX };
  const wanted = scenarios().filter((step) => chosen([step]).length > 0);
  const visited = await runSteps({ ...options, steps: wanted, parallelMax: 2 });
  const hasPlanted = wanted.some(({ name }) => name.startsWith("Self-check"));
  // These end the system and look at what it left: they always run.
  const ended = await runSteps({ ...options, steps: endingSteps({ hasPlanted }), parallelMax: 1 });

  const failed = [...visited.failed, ...ended.failed];
  const passedCount = visited.passedCount + ended.passedCount;
  console.log(`\nTook ${seconds(performance.now() - startedAt)} s`);
  for (const name of failed) console.log(`failed: ${name}`);
  if (failed.length === 0 && !args.includes("--keep")) {
    await Deno.remove(directory, { recursive: true });
  } else console.log(`Pictures, logs and records: ${directory}`);
  console.log(`${passedCount} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
