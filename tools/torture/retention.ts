import type { Violation } from "./invariants.ts";
import type { Killer } from "./killer.ts";
import { sleep } from "./ports.ts";
import { rowsOf } from "./rows.ts";
import { RETENTION } from "./steps.ts";
import type { World } from "./world.ts";

const RULE = "retention destroys every document, and logs each once";
const TWO_DAYS_MS = 2 * 24 * 3_600_000;
/** The nightly work looks every five seconds; a tick's lease of thirty holds it up after a kill. */
const KILL_WAIT_MS = 45_000;
const KILL_COUNT = 2;
const DONE_WAIT_MS = 120_000;

/** Lets the retention end, kills the processes inside the destruction, and lets it be done. */
export async function tortureRetention(
  world: World,
  { killer, withKills }: { killer: Killer; withKills: boolean },
): Promise<Violation[]> {
  await world.outside.send("POST", "/clock", { advanceMs: TWO_DAYS_MS });
  for (let kill = 0; withKills && kill < KILL_COUNT; kill++) {
    await killOneOf(world, killer);
    if (await countLeft(world) === 0) break;
  }
  const endsAtMs = performance.now() + DONE_WAIT_MS;
  while (performance.now() < endsAtMs && await countLeft(world) > 0) await sleep(1_000);
  return await violationsOf(world);
}

/** Which process does the nightly work is not known before: both are armed. */
async function killOneOf({ slots }: World, killer: Killer): Promise<void> {
  const killed = await Promise.race(slots.map(async (slot) => {
    const isKilled = await killer.killAt(slot, RETENTION, { waitMs: KILL_WAIT_MS });
    return isKilled ? slot : undefined;
  }));
  await killed?.start();
}

async function countLeft({ app }: World): Promise<number> {
  const [row] = await rowsOf<{ left: bigint }>(
    app,
    `select count(*) as left from submission.document
     where pdf_sealed is not null or data_sealed is not null or destroyed_at is null`,
  );
  return Number(row?.left ?? 0);
}

async function violationsOf(world: World): Promise<Violation[]> {
  const left = await countLeft(world);
  const unevenly = await rowsOf<{ id: string; logged: bigint }>(
    world.app,
    `select d.id::text, count(l.id) as logged from submission.document d
     left join kernel.access_log l on l.action = 'document.destroy' and l.subject = d.id::text
     where d.destroyed_at is not null group by d.id having count(l.id) <> 1`,
  );
  return [
    ...(left === 0 ? [] : [{ rule: RULE, what: `${left} documents are still there` }]),
    ...unevenly.map(({ id, logged }) => ({
      rule: RULE,
      what: `document ${id} was logged ${logged} times`,
    })),
  ];
}
