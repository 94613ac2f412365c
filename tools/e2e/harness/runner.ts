/**
 * A small test runner: named steps in phases, up to two at a time, each continuing after another's
 * failure. Steps that hold the same thing (a certificate, the clock) never run together.
 *
 * @module
 */

import { within } from "./within.ts";

/** What a step is given, and what happens around it. */
export interface StepRoom<World> {
  readonly world: World;
  /** Called when the step is over, however it ended, last registered first. */
  after(clean: () => Promise<void> | void): void;
  /** Called when the step failed, before `after`: pictures, consoles. */
  onFailure(show: (directory: string) => Promise<void>): void;
  /** A figure that is printed beside the step's name. */
  figure(text: string): void;
}

export interface Step<World> {
  /** A sentence. */
  readonly name: string;
  /** Steps of a phase run when all of the one before are over. */
  readonly phase: number;
  /** Names of what only one step may use at a time. */
  readonly holds: readonly string[];
  readonly run: (room: StepRoom<World>) => Promise<void>;
}

export interface RunnerOptions<World> {
  readonly world: World;
  readonly steps: readonly Step<World>[];
  /** A folder for every failed step is made in here. */
  readonly failureDirectory: string;
  readonly parallelMax: number;
  readonly stepTimeoutMs: number;
}

export interface RunResult {
  readonly passedCount: number;
  readonly failed: readonly string[];
}

/** Runs the steps and prints a line for each. */
export async function runSteps<World>(options: RunnerOptions<World>): Promise<RunResult> {
  const phases = [...new Set(options.steps.map((step) => step.phase))].sort((a, b) => a - b);
  const failed: string[] = [];
  let passedCount = 0;
  for (const phase of phases) {
    const waiting = options.steps.filter((step) => step.phase === phase);
    const held = new Set<string>();
    let freed = Promise.withResolvers<void>();
    const work = async () => {
      while (waiting.length > 0) {
        const index = waiting.findIndex((step) => !step.holds.some((name) => held.has(name)));
        if (index < 0) {
          await freed.promise;
          continue;
        }
        const [step] = waiting.splice(index, 1);
        if (step === undefined) return;
        for (const name of step.holds) held.add(name);
        if (await runStep(step, options)) passedCount += 1;
        else failed.push(step.name);
        for (const name of step.holds) held.delete(name);
        freed.resolve();
        freed = Promise.withResolvers<void>();
      }
    };
    await Promise.all(Array.from({ length: options.parallelMax }, work));
  }
  return { passedCount, failed };
}

async function runStep<World>(step: Step<World>, options: RunnerOptions<World>): Promise<boolean> {
  const startedAt = performance.now();
  const cleaning: (() => Promise<void> | void)[] = [];
  const showing: ((directory: string) => Promise<void>)[] = [];
  const figures: string[] = [];
  let problem: unknown;
  try {
    await within(
      options.stepTimeoutMs,
      step.run({
        world: options.world,
        after: (clean) => void cleaning.unshift(clean),
        onFailure: (show) => void showing.push(show),
        figure: (text) => void figures.push(text),
      }),
    );
  } catch (error) {
    problem = error ?? new Error("unknown failure");
    await showFailure(step, options, showing);
  }
  for (const clean of cleaning) await Promise.resolve(clean()).catch(() => {});
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1);
  const notes = figures.length === 0 ? "" : ` [${figures.join(", ")}]`;
  console.log(`${problem === undefined ? "ok  " : "FAIL"} ${step.name} (${seconds} s)${notes}`);
  if (problem !== undefined) console.log(indent(describe(problem)));
  return problem === undefined;
}

async function showFailure<World>(
  step: Step<World>,
  options: RunnerOptions<World>,
  showing: readonly ((directory: string) => Promise<void>)[],
): Promise<void> {
  const name = step.name.replaceAll(/[^\p{L}\p{N}]+/gu, "-").slice(0, 60);
  const directory = `${options.failureDirectory}/${name}`;
  await Deno.mkdir(directory, { recursive: true });
  for (const show of showing) await within(10_000, show(directory)).catch(() => {});
}

function describe(problem: unknown): string {
  if (!(problem instanceof Error)) return String(problem);
  const place = problem.stack?.split("\n").filter((line) => line.includes("/tools/e2e/")).slice(
    0,
    3,
  )
    .join("\n");
  return `${problem.message}\n${place ?? ""}`.trimEnd();
}

function indent(text: string): string {
  return text.split("\n").slice(0, 40).map((line) => `       ${line}`).join("\n");
}
