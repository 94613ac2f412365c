/**
 * `deno task e2e`: real Chromium against the whole system, as people start it. Certificates are made
 * by OpenSSL. In the end every record of what left the browser, every log and the database are
 * searched for what was promised to stay secret.
 *
 * Options: `--only TEXT` runs the steps whose sentence holds the text; `--keep` keeps the folder.
 *
 * @module
 */
import { type RunResult, runSteps } from "./harness/runner.ts";
import { debitScenarios, documentScenarios } from "./scenarios/mod.ts";
import { endingSteps } from "./ending.ts";
import { createWorld, type World } from "./world.ts";

const STEP_MS_MAX = 240_000;
/** Of each system. Two cores: more visitors at a time only wait for each other. */
const PARALLEL_MAX = 2;

async function main(args: readonly string[]): Promise<number> {
  const only = args.includes("--only") ? args[args.indexOf("--only") + 1] ?? "" : "";
  const directory = await Deno.makeTempDir({ prefix: "maru-e2e-" });
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    Deno.addSignalListener(signal, () => Deno.exit(130));
  }
  const startedAt = performance.now();
  const { passedCount, failed } = await runAll(directory, only);
  console.log(`\nTook ${seconds(performance.now() - startedAt)} s`);
  for (const name of failed) console.log(`failed: ${name}`);
  if (failed.length === 0 && !args.includes("--keep")) {
    await Deno.remove(directory, { recursive: true });
  } else console.log(`Pictures, logs and records: ${directory}`);
  console.log(`${passedCount} passed, ${failed.length} failed`);
  return failed.length === 0 ? 0 : 1;
}

async function runAll(directory: string, only: string): Promise<RunResult> {
  let world: World;
  try {
    world = await createWorld(directory);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return { passedCount: 0, failed: ["The whole system starts"] };
  }
  console.log(`The system is ready after ${seconds(world.system.readyAfterMs)} s`);
  const options = { world, failureDirectory: `${directory}/failures`, stepTimeoutMs: STEP_MS_MAX };
  const tracks = [documentScenarios(), debitScenarios()]
    .map((steps) => steps.filter(({ name }) => name.includes(only)));
  const visited = await Promise.all(
    tracks.map((steps) => runSteps({ ...options, steps, parallelMax: PARALLEL_MAX })),
  );
  // These end the systems and look at what they left: they always run.
  const hasPlanted = tracks.flat().some(({ name }) => name.startsWith("Self-check"));
  const ended = await runSteps({ ...options, steps: endingSteps({ hasPlanted }), parallelMax: 1 });
  const all = [...visited, ended];
  return {
    passedCount: all.reduce((sum, { passedCount }) => sum + passedCount, 0),
    failed: all.flatMap(({ failed }) => failed),
  };
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1_000).toFixed(1);
}

if (import.meta.main) Deno.exit(await main(Deno.args));
