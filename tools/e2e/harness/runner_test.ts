import assert from "node:assert/strict";
import { runSteps, type Step } from "./runner.ts";

function step(name: string, run: Step<string[]>["run"], more: Partial<Step<string[]>> = {}) {
  return { name, phase: 1, holds: [], run, ...more } satisfies Step<string[]>;
}

async function run(steps: readonly Step<string[]>[], parallelMax = 2) {
  const world: string[] = [];
  const failureDirectory = await Deno.makeTempDir();
  const spoken = console.log;
  console.log = () => {};
  try {
    const result = await runSteps({
      world,
      steps,
      failureDirectory,
      parallelMax,
      stepTimeoutMs: 200,
    });
    return { world, result };
  } finally {
    console.log = spoken;
    await Deno.remove(failureDirectory, { recursive: true });
  }
}

const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

Deno.test("runSteps() goes on after a failure and counts both kinds", async () => {
  const { world, result } = await run([
    step("fails", () => Promise.reject(new Error("broken"))),
    step("passes", ({ world }) => Promise.resolve(void world.push("passed"))),
  ]);
  assert.deepEqual(result, { passedCount: 1, failed: ["fails"] });
  assert.deepEqual(world, ["passed"]);
});

Deno.test("runSteps() runs steps that hold the same thing one after another", async () => {
  const hold = (name: string) =>
    step(name, async ({ world }) => {
      world.push(`${name} begins`);
      await later(15);
      world.push(`${name} ends`);
    }, { holds: ["certificate"] });
  const { world } = await run([hold("one"), hold("two")]);
  assert.deepEqual(world, ["one begins", "one ends", "two begins", "two ends"]);
});

Deno.test("runSteps() begins a phase when the one before is over", async () => {
  const { world } = await run([
    step("second", ({ world }) => Promise.resolve(void world.push("second")), { phase: 2 }),
    step("first", async ({ world }) => {
      await later(15);
      world.push("first");
    }),
  ]);
  assert.deepEqual(world, ["first", "second"]);
});

Deno.test("runSteps() ends a step that takes too long, and cleans up after every step", async () => {
  const { world, result } = await run([
    step("hangs", async ({ world, after }) => {
      after(() => void world.push("cleaned"));
      await later(1_000);
    }),
  ]);
  assert.deepEqual(result.failed, ["hangs"]);
  assert.deepEqual(world, ["cleaned"]);
  await later(900);
});
