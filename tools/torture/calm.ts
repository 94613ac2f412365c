import type { Crowd } from "./crowd.ts";
import { sleep } from "./ports.ts";
import { rowsOf } from "./rows.ts";
import type { World } from "./world.ts";

export interface Calm {
  readonly isReached: boolean;
  readonly seconds: number;
  /** Business time that was skipped: pauses of minutes that nobody has to sit out. */
  readonly skippedSeconds: number;
}

const LOOK_EVERY_MS = 1_000;
/** Nothing ended for so long: what is left waits for its time. */
const STANDSTILL_MS = 12_000;
const SKIP_MS = 150_000;
/** Bundles live thirty minutes. */
const SKIPPED_MS_MAX = 25 * 60_000;

/** Waits until everything has ended and every message has gone; time is pushed on where it only waits. */
export async function waitForCalm(
  world: World,
  { crowd, waitMs }: { crowd: Crowd; waitMs: number },
): Promise<Calm> {
  const startedMs = performance.now();
  let skippedMs = 0;
  let last = { open: Infinity, changedAtMs: startedMs };
  while (performance.now() - startedMs < waitMs) {
    const open = await countOpen(world);
    if (open === 0 && await crowd.reissueFailed() === 0) return end(true);
    const now = performance.now();
    if (open !== last.open) last = { open, changedAtMs: now };
    if (now - last.changedAtMs > STANDSTILL_MS && skippedMs + SKIP_MS <= SKIPPED_MS_MAX) {
      await world.outside.send("POST", "/clock", { advanceMs: SKIP_MS });
      skippedMs += SKIP_MS;
      last = { open, changedAtMs: now };
    }
    await sleep(LOOK_EVERY_MS);
  }
  return end(false);

  function end(isReached: boolean): Calm {
    const seconds = Math.round((performance.now() - startedMs) / 1_000);
    return { isReached, seconds, skippedSeconds: skippedMs / 1_000 };
  }
}

/** Items, deliveries and messages that are still on their way. */
async function countOpen({ app }: World): Promise<number> {
  const [row] = await rowsOf<{ open: bigint }>(
    app,
    `select (select count(*) from submission.item
        where state not in ('delivered', 'notProvided', 'failed'))
      + (select count(*) from submission.delivery where state = 'pending')
      + (select count(*) from submission.submission where notified_round < round
          and state = 'finished')
      + (select count(*) from notifications.message where state in ('pending', 'sent')) as open`,
  );
  return Number(row?.open ?? 0);
}
