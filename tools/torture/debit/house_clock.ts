import type { DebitWorld } from "./debit_world.ts";
import { sleep } from "../ports.ts";

const MINUTE_MS = 60_000;
/** Processes ask for the offset each second. */
const TOLD_MS_MAX = 5_000;
const LOOK_EVERY_MS = 50;

/** Moves everybody's clock to a minute after the instant, never back: it may have been pushed past it. */
export async function moveTo({ app, outside }: DebitWorld, at: Date): Promise<void> {
  const wanted = new Date(at.getTime() + MINUTE_MS);
  if (app.kernel.clock.now() >= wanted) return;
  await outside.send("POST", "/clock", { now: wanted.toISOString() });
  for (let waitedMs = 0; app.kernel.clock.now() < wanted; waitedMs += LOOK_EVERY_MS) {
    if (waitedMs > TOLD_MS_MAX) throw new Error("Cannot move the clock: nobody was told");
    await sleep(LOOK_EVERY_MS);
  }
}

/** Pushes the clock on: what waits a while before it looks again does not have to be sat out. */
export async function pushOn({ outside }: DebitWorld, ms: number): Promise<void> {
  await outside.send("POST", "/clock", { advanceMs: ms });
}
