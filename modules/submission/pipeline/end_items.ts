import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import type { Notices } from "./notices.ts";

/**
 * After items ended in this transaction: ends their submission when it was the last, and tells.
 */
export async function finishIfEnded(
  { tx, kernel, notices }: Pick<Parts, "kernel"> & { tx: Transaction; notices: Notices },
  submissionId: string,
): Promise<void> {
  const { rows } = await sql<{ finished: boolean }>`
    select submission.finish_if_ended(${submissionId}::uuid, ${kernel.clock.now()}) as finished`
    .execute(tx);
  if (rows[0]?.finished) await notices.finished(tx, submissionId);
}
