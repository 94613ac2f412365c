/**
 * Auto-debit on two rails: two `serve` processes and a database cluster of their own are killed
 * inside building, sending, receiving and posting while banks answer badly; then the banks' own
 * books are held against ours.
 *
 * @module
 */
import type { Options } from "../options.ts";
import { sleep } from "../ports.ts";
import { createRandom } from "../random.ts";
import { gatherBooks } from "./books.ts";
import { findDebitViolations } from "./debit_invariants.ts";
import { createDebitKiller } from "./debit_killer.ts";
import { debitReportOf } from "./debit_report.ts";
import { createDebitWorld, type DebitWorld } from "./debit_world.ts";
import { tortureLedger } from "./ledger_end.ts";
import { createMonths, LAST_MONTH } from "./months.ts";
import { createOffice } from "./office.ts";
import { createWeather } from "./weather.ts";

/** After the last kill the months go on until here, as far as the time allows. */
const MONTHS_END_AT = new Date("2027-03-01T00:00:00+09:00");
const DRAIN_MS_MAX = 300_000;
const TOLD_EVERY_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** @returns whether everything held */
export async function tortureDebit(options: Options): Promise<boolean> {
  await using world = await createDebitWorld(createRandom(options.seed).branch("payers"));
  console.log(`records of the run: ${world.directory}`);
  return await storm(world, options);
}

async function storm(world: DebitWorld, options: Options): Promise<boolean> {
  const { app, merchants, cluster } = world;
  const random = createRandom(options.seed).branch("debit");
  const killCountMax = options.killCount;
  const killer = createDebitKiller({ app, cluster, random: random.branch("kills"), killCountMax });
  const weather = createWeather({ world, random: random.branch("weather") });
  const office = createOffice({
    app,
    merchants,
    random: random.branch("office"),
    lastMonth: LAST_MONTH,
  });
  const months = createMonths({ world, office, weather, killer, random: random.branch("months") });
  const startedMs = performance.now();
  const isLate = () => performance.now() - startedMs > options.seconds * 1_000;
  let isStopped = false;
  let isClosed = false;
  const isEnough = () => killer.total() >= killCountMax && app.kernel.clock.now() >= MONTHS_END_AT;
  const isOver = () => isStopped || isLate() || (killCountMax > 0 && isEnough());
  const teller = setInterval(
    () =>
      console.log(
        `  ${app.kernel.clock.now().toISOString()}: ${months.windowCount()} moments, ` +
          `${killer.total()} kills`,
      ),
    TOLD_EVERY_MS,
  );
  let stormSeconds = 0;
  let isDrained = false;
  try {
    const until = { mayKill: () => !isOver(), isOver: () => isClosed };
    const haunting = Promise.all(world.slots.map((slot) => killer.haunt(slot, until)));
    await waitUntilUp(world);
    await months.drive(isOver).finally(() => isStopped = true);
    stormSeconds = secondsSince(startedMs);
    await weather.clear();
    isDrained = await months.drain(DRAIN_MS_MAX);
    isClosed = true;
    await haunting;
  } finally {
    isStopped = true;
    isClosed = true;
    clearInterval(teller);
  }
  const drainSeconds = secondsSince(startedMs) - stormSeconds;
  const history = await gatherBooks(world);
  const ledger = await tortureLedger({ app, databaseUrl: cluster.url });
  const violations = [
    ...findDebitViolations(history, weather.badAnswers),
    ...(isDrained ? [] : [{ rule: "the storm ends", what: "work was still open" }]),
    ...ledger.violations,
  ];
  console.log(
    debitReportOf({
      killer,
      weather,
      months,
      officeCounts: office.counts,
      history,
      ledger,
      violations,
      stormSeconds,
      drainSeconds,
      endsAt: app.kernel.clock.now().toISOString().slice(0, 10),
    }),
  );
  return violations.length === 0;
}

async function waitUntilUp({ slots }: DebitWorld): Promise<void> {
  while (!slots.some((slot) => slot.isAlive())) await sleep(LOOK_EVERY_MS);
}

function secondsSince(startedMs: number): number {
  return Math.round((performance.now() - startedMs) / 1_000);
}
