import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";

/**
 * Lets the transaction commit without waiting for the disk. For steps of an import alone: the log is
 * written in order, so that a crash of the server loses the last steps whole and in turn, and what ends
 * the import waits for all of them. Nobody is told of a step as done before.
 */
export async function commitLater(kernel: Kernel, tx: Transaction): Promise<void> {
  if (kernel.database.kind === "pglite") return;
  await sql`set local synchronous_commit = off`.execute(tx);
}
