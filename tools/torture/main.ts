/**
 * `deno task torture [--part submission|debit] [--seconds N] [--seed S] [--kills N]`, by default both
 * parts, each with its own seconds and kills. Auto-debit is told at `debit/torture_debit.ts`; for
 * submission two `serve` processes on PostgreSQL are
 * killed inside each step of the pipeline while agencies and the institution's receiver fail; then
 * what the receiver, the agencies and the phones wrote down is held against the database. With
 * `--kills 0` nothing is killed: two processes race for the same work.
 *
 * @module
 */
import { withOwnDatabase } from "../bench/own_database.ts";
import { type Calm, waitForCalm } from "./calm.ts";
import { startCrowd } from "./crowd.ts";
import { startFaults } from "./faults.ts";
import { gatherHistory } from "./gather.ts";
import { findViolations, type Violation } from "./invariants.ts";
import { tortureDebit } from "./debit/torture_debit.ts";
import { createKiller } from "./killer.ts";
import { startOperator } from "./operator.ts";
import { type Options, readOptions } from "./options.ts";
import { sleep } from "./ports.ts";
import { createRandom } from "./random.ts";
import { reportOf } from "./report.ts";
import { tortureRetention } from "./retention.ts";
import { createWorld, type World } from "./world.ts";

const CALM_MS_MAX = 240_000;
const LOOK_EVERY_MS = 500;
const TOLD_EVERY_MS = 20_000;

async function main(): Promise<boolean> {
  const options = readOptions(Deno.args);
  console.log(
    `torture: seed ${options.seed}, ${options.killCount} kills in at most ${options.seconds} s per part`,
  );
  await buildIslands();
  let isWhole = true;
  for (const part of options.parts) {
    console.log(`part ${part}`);
    const hasHeld = part === "debit"
      ? await tortureDebit(options)
      : await tortureSubmission(options);
    isWhole &&= hasHeld;
  }
  return isWhole;
}

/** A process that is started in a fresh clone would say that nothing was built, and end. */
async function buildIslands(): Promise<void> {
  const { success, stderr } = await new Deno.Command("deno", {
    args: ["task", "--quiet", "build", "--if-stale"],
  }).output();
  if (!success) throw new Error(`Cannot build the islands: ${new TextDecoder().decode(stderr)}`);
}

async function tortureSubmission(options: Options): Promise<boolean> {
  return await withOwnDatabase("torture", async (databaseUrl) => {
    await using world = await createWorld(databaseUrl);
    console.log(`records of the run: ${world.directory}`);
    return await torture(world, options);
  });
}

async function torture(world: World, options: Options): Promise<boolean> {
  const { app, outside, submitters, productSlug, agencies, receiver } = world;
  const random = createRandom(options.seed);
  const killer = createKiller({
    random: random.branch("kills"),
    killCountMax: options.killCount,
    seconds: options.seconds,
    slotCount: world.slots.length,
  });
  const crowd = startCrowd({
    app,
    outside,
    submitters,
    productSlug,
    random: random.branch("crowd"),
  });
  const faults = startFaults({ outside, random: random.branch("faults"), agencies });
  const operator = startOperator(app);
  const storm = { startedMs: performance.now(), seconds: 0 };
  const isOver = () => performance.now() - storm.startedMs > options.seconds * 1_000;
  const teller = setInterval(
    () => console.log(`  ${crowd.submittedCount()} submissions, ${killer.total()} kills`),
    TOLD_EVERY_MS,
  );
  let calm: Calm;
  try {
    await Promise.all(world.slots.map((slot) => killer.haunt(slot, isOver)));
    // Without kills the storm still takes its time.
    while (options.killCount === 0 && !isOver()) await sleep(LOOK_EVERY_MS);
    storm.seconds = Math.round((performance.now() - storm.startedMs) / 1_000);
    crowd.stopSubmitting();
    await faults.end();
    calm = await waitForCalm(world, { crowd, waitMs: CALM_MS_MAX });
  } finally {
    clearInterval(teller);
    await Promise.all([operator.end(), crowd.end(), faults.end()]);
  }
  const history = await gatherHistory({ app, outside, receiver });
  const violations: Violation[] = [
    ...findViolations(history),
    ...(calm.isReached ? [] : [{ rule: "the storm ends", what: "work was still open" }]),
    ...await tortureRetention(world, { killer, withKills: options.killCount > 0 }),
  ];
  console.log(
    reportOf({
      options,
      stormSeconds: storm.seconds,
      calm,
      killer,
      faults,
      crowd,
      history,
      violations,
    }),
  );
  return violations.length === 0;
}

if (import.meta.main) {
  try {
    Deno.exit(await main() ? 0 : 1);
  } catch (error) {
    console.error(error instanceof RangeError ? error.message : error);
    Deno.exit(1);
  }
}
