import type { App } from "../../compose.ts";
import type { Outside } from "./outside.ts";
import { sleep } from "./ports.ts";
import type { Random } from "./random.ts";
import { rowsOf } from "./rows.ts";
import type { Submitter } from "./submitter.ts";

/** People who submit, and do on their phones and pages what they are asked to. */
export interface Crowd {
  readonly submittedCount: () => number;
  /** Re-issues by hand, of items whose passing faults came more often than the service tries. */
  readonly reissuedCount: () => number;
  /** Nobody submits anything new from now on; what is asked is still done. */
  stopSubmitting(): void;
  /** Failed items that may be asked for again: everybody does. */
  reissueFailed(): Promise<number>;
  end(): Promise<void>;
}

const ROUND_EVERY_MS = 250;
/** Documents under way that keep both processes busy. */
const UNENDED_COUNT_MAX = 400;
/** A person rejects what appears on the phone and no page asked for. */
const UNEXPECTED_AFTER_MS = 3_500;
const TROUBLE_COUNT_MAX = 50;

interface Approval {
  readonly jti: string;
  readonly phone: string;
}

interface AskedItem {
  id: string;
  submission_id: string;
  session_id: string;
  failure_class: string;
}

export function startCrowd(
  { app, outside, submitters, productSlug, random }: {
    app: App;
    outside: Outside;
    submitters: readonly Submitter[];
    productSlug: string;
    random: Random;
  },
): Crowd {
  const bySession = new Map(submitters.map((each) => [each.session.id, each]));
  const seenAtMs = new Map<string, number>();
  let isSubmitting = true;
  let isOver = false;
  let submittedCount = 0;
  let reissuedCount = 0;
  let troubleCount = 0;

  async function submitSome(): Promise<void> {
    const [row] = await rowsOf<{ count: bigint }>(
      app,
      `select count(*) from submission.item
       where state not in ('delivered', 'notProvided', 'failed')`,
    );
    if (Number(row?.count ?? 0) >= UNENDED_COUNT_MAX) return;
    await random.pick(submitters).submit(productSlug);
    submittedCount += 1;
  }

  /** Approves on the phone what a page waits for, tells the page, and rejects what none waits for. */
  async function answerPhones(): Promise<void> {
    const { approvals } = await outside.get<{ approvals: Approval[] }>("/sandbox/approvals");
    const asked = await askedItems();
    for (const { jti, phone } of approvals) {
      const firstSeenMs = seenAtMs.get(jti) ?? performance.now();
      seenAtMs.set(jti, firstSeenMs);
      const isExpected = asked.some(({ session_id: id, failure_class }) =>
        failure_class === "extraAuthentication" && bySession.get(id)?.phone === phone
      );
      const isLate = performance.now() - firstSeenMs > UNEXPECTED_AFTER_MS;
      if (!isExpected && !isLate) continue;
      const decision = isExpected ? "approve" : "reject";
      await outside.send("POST", `/sandbox/approvals/${jti}/${decision}`).catch(() => {});
    }
    for (const item of asked) await answerPage(item);
  }

  async function answerPage(item: AskedItem): Promise<void> {
    const person = bySession.get(item.session_id);
    try {
      if (item.failure_class === "extraAuthentication") {
        await person?.confirm(item.submission_id, item.id);
      } else {
        await person?.reissue(item.submission_id, [item.id]);
      }
    } catch (error) {
      // The item went on in the meantime.
      note(error);
    }
  }

  async function askedItems(): Promise<AskedItem[]> {
    return await rowsOf<AskedItem>(
      app,
      `select i.id::text, i.submission_id::text, s.session_id::text, i.failure_class
       from submission.item i join submission.submission s on s.id = i.submission_id
       where i.state = 'authWait' and i.auth_confirmed_at is null`,
    );
  }

  function note(error: unknown): void {
    if (error instanceof Error && error.name === "ItemStateError") return;
    if (++troubleCount > TROUBLE_COUNT_MAX) throw error;
    console.error(`  a person met: ${error instanceof Error ? error.message : error}`);
  }

  const running = (async () => {
    while (!isOver) {
      try {
        if (isSubmitting) await submitSome();
        await answerPhones();
      } catch (error) {
        note(error);
      }
      await sleep(ROUND_EVERY_MS);
    }
  })();

  return {
    submittedCount: () => submittedCount,
    reissuedCount: () => reissuedCount,
    stopSubmitting: () => void (isSubmitting = false),
    async reissueFailed() {
      const failed = await rowsOf<AskedItem>(
        app,
        `select i.id::text, i.submission_id::text, s.session_id::text, i.failure_class
         from submission.item i join submission.submission s on s.id = i.submission_id
         where i.state = 'failed' and i.retryable`,
      );
      for (const item of failed) {
        await bySession.get(item.session_id)?.reissue(item.submission_id, [item.id]);
        reissuedCount += 1;
      }
      return failed.length;
    },
    async end() {
      isOver = true;
      await running;
    },
  };
}
