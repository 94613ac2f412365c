import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";

/** Any fixed number: who asks or withdraws shares this lock, who closes a window holds it alone. */
const CUTOFF_LOCK = 5_160_021;

/**
 * Called by whoever asks or withdraws, before it reads the clock for the cutoff. While it is held no
 * file is built, so nothing can be asked for in time and yet miss its file.
 */
export async function holdCutoff(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(CUTOFF_LOCK)})`.execute(tx);
}

/** Waits for those who are asking now; later ones wait, and then find that the cutoff is past. */
export async function closeCutoff(tx: Transaction): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(CUTOFF_LOCK)})`.execute(tx);
}
