import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import { createBatcher } from "../pipeline/batcher.ts";
import type { Notices } from "../pipeline/notices.ts";
import type { PostOutcome } from "./post_document.ts";
import { recordRefused } from "./record_refused.ts";

export interface AttemptResult {
  readonly deliveryId: string;
  readonly submissionId: string;
  readonly outcome: PostOutcome;
  /** Someone pressed "send again". */
  readonly isManual: boolean;
}

/** Writes how an attempt ended; answers once it is committed. */
export type RecordDelivery = (result: AttemptResult) => Promise<void>;

export type RecordParts = Pick<Parts, "kernel"> & { readonly notices: Notices };

const BATCH_SIZE_MAX = 64;

export function createRecordDelivery(parts: RecordParts): RecordDelivery {
  const { kernel, notices } = parts;
  const recordTaken = createRecordTaken(parts);
  return async (result) => {
    kernel.metrics.count("maru_deliveries_total", "Attempts to hand over a document", {
      outcome: result.outcome.isTaken ? "taken" : "refused",
    });
    if (!result.outcome.isTaken) return await recordRefused(parts, result);
    const isFinished = await recordTaken(result);
    if (isFinished) await kernel.transaction((tx) => notices.finished(tx, result.submissionId));
  };
}

/** Many in one statement; answers whether the submission ended with this document. */
function createRecordTaken({ kernel }: RecordParts): (result: AttemptResult) => Promise<boolean> {
  return createBatcher({
    sizeMax: BATCH_SIZE_MAX,
    async run(results: readonly AttemptResult[]) {
      const input = results.map(({ deliveryId, submissionId, outcome, isManual }, n) => ({
        n,
        delivery: deliveryId,
        submission: submissionId,
        attempt: kernel.uuid(),
        event: kernel.uuid(),
        status: outcome.status,
        durationMs: outcome.durationMs,
        manual: isManual,
      }));
      const { rows } = await sql<{ n: number; finished: boolean }>`
        select n, finished from submission.record_delivered(
          ${JSON.stringify(input)}::jsonb, ${kernel.clock.now()})`.execute(kernel.database.db);
      const finished = new Map(rows.map((row) => [row.n, row.finished]));
      return results.map((_, n) => finished.get(n) ?? false);
    },
  });
}
