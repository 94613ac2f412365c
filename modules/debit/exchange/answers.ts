import type { ExchangeWork } from "./deps.ts";
import { receiveApplications } from "./receive_applications.ts";
import { receiveResults } from "./receive_results.ts";

/** So long what is due to be built waits at most; slower answers are read on beside it. */
const WAIT_MS = 10_000;
/** Of business time, so that a clock that was moved is followed at once. */
const LOOK_AT_BANKS_EVERY_MS = 60_000;

/** What the other side has for us: answers to our files, and what payers did at their banks. */
export interface Answers {
  /**
   * Reads what is there, or as much as can be read in a few seconds: what a bank refused or ended must
   * not be debited, and what is due must go out though a line hangs. Never throws.
   */
  readFirst(): Promise<void>;
  /** Reads all that is there, however long it takes. */
  readAll(): Promise<void>;
}

export function createAnswers(
  work: ExchangeWork,
  { waitMs = WAIT_MS }: { readonly waitMs?: number } = {},
): Answers {
  const { clock, log } = work.kernel;
  let lookedAtBanksMs = -Infinity;

  async function lookAtBanks(): Promise<void> {
    const nowMs = clock.now().getTime();
    if (Math.abs(nowMs - lookedAtBanksMs) < LOOK_AT_BANKS_EVERY_MS) return;
    lookedAtBanksMs = nowMs;
    await receiveApplications(work);
  }

  // An application that we made comes before its end at the bank.
  const read = oneAtATime(async () => {
    await receiveResults(work).catch(noteFailure);
    await lookAtBanks().catch(noteFailure);
  });

  function noteFailure(error: unknown): void {
    log.error("answers not read", { error: String(error) });
  }

  return {
    readFirst: () => within(waitMs, read()),
    async readAll() {
      await receiveResults(work);
      await receiveApplications(work);
    },
  };
}

/** While it is under way another call waits for the same. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  return () =>
    underWay ??= work().finally(() => {
      underWay = undefined;
    });
}

async function within(waitMs: number, work: Promise<void>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isOver = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, waitMs);
  });
  await Promise.race([work, isOver]);
  clearTimeout(timer);
}
