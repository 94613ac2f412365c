import type { Kernel, Transaction } from "@maru/kernel";
import type { OrderWork } from "../order_work.ts";
import { aheadNotices } from "./ahead_notices.ts";
import { failureNotices } from "./failure_notices.ts";
import { movedNotices } from "./moved_notices.ts";
import { NOTICE_QUEUE, type NoticeJob, type NoticePage } from "./notice_job.ts";
import { replannedNotice } from "./replanned_notice.ts";
import { summaryNotices } from "./summary_notices.ts";

/** Pages of one job; the rest is another job, so that a killed one repeats little. */
const PAGES_AT_ONCE = 20;

/**
 * Messages are sent off the request, page by page. Each has a key of its own, so a page that is worked
 * twice sends nothing twice.
 */
export function defineNotices(work: OrderWork): void {
  const { kernel } = work;
  kernel.jobs.define<NoticeJob>(
    NOTICE_QUEUE,
    { concurrency: 1, retryCountMax: 8, retryDelaySeconds: 10, expireInSeconds: 300 },
    async (first, signal) => {
      let job: NoticeJob | undefined = first;
      for (let page = 1; job !== undefined; page += 1) {
        signal.throwIfAborted();
        const isLast: boolean = page === PAGES_AT_ONCE;
        const current: NoticeJob = job;
        job = await kernel.transaction(async (tx) => {
          const next = await sendPage(work, tx, current);
          if (next === undefined || !isLast) return next;
          await kernel.jobs.enqueue(tx, NOTICE_QUEUE, next);
          return undefined;
        });
      }
    },
  );
}

/** The merchants' summaries, and the payers' notices of failures. */
export async function enqueueResultNotices(
  kernel: Kernel,
  tx: Transaction,
  fileId: string,
): Promise<void> {
  await kernel.jobs.enqueueMany(tx, NOTICE_QUEUE, [
    { data: { kind: "summary", fileId } satisfies NoticeJob },
    { data: { kind: "failures", fileId } satisfies NoticeJob },
  ]);
}

/** @returns the job of the next page, if there is one */
async function sendPage(
  work: OrderWork,
  tx: Transaction,
  job: NoticeJob,
): Promise<NoticeJob | undefined> {
  const { messages, next } = await pageOf(tx, job);
  for (const message of messages) await work.notifications.send(tx, message);
  return next === undefined || job.kind === "replanned" ? undefined : { ...job, after: next };
}

function pageOf(tx: Transaction, job: NoticeJob): Promise<NoticePage> {
  switch (job.kind) {
    case "ahead":
      return aheadNotices(tx, job);
    case "moved":
      return movedNotices(tx, job);
    case "failures":
      return failureNotices(tx, job);
    case "summary":
      return summaryNotices(tx, job);
    case "replanned":
      return replannedNotice(tx, job);
  }
}
