import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";

/** A file of a million records is one statement; the usual limit is for pages. */
export async function allowLongStatements(tx: Transaction): Promise<void> {
  await sql`set local statement_timeout = '15min'`.execute(tx);
  await sql`set local idle_in_transaction_session_timeout = '15min'`.execute(tx);
}

/** A million postings are sorted in memory, and no statement of this length is worth compiling. */
export async function allowLargeSorts(tx: Transaction): Promise<void> {
  await sql`set local work_mem = '128MB'`.execute(tx);
  await sql`set local jit = off`.execute(tx);
}
