import type { Kernel } from "@maru/kernel";
import { type RawBuilder, sql } from "kysely";

/** An ended link still says for so long who sent it when; then the access log alone does. */
const LINK_KEPT_DAYS = 30;
/** Rows of one statement, so that nobody waits long for a lock. */
const ROWS_AT_ONCE = 10_000;

/** Destroys codes, texts to sign and sessions that are over, and old links, every night. */
export function declarePayerSweep(kernel: Kernel): void {
  kernel.jobs.daily("debit.payerSweep", "03:40", () => sweepPayers(kernel));
}

export async function sweepPayers(kernel: Kernel): Promise<void> {
  const now = kernel.clock.now();
  for (const table of ["payer_session", "payer_signing", "payer_code"]) {
    await destroy(kernel, sql.id("debit", table), sql`expires_at < ${now}`);
  }
  const before = new Date(now.getTime() - LINK_KEPT_DAYS * 24 * 3_600_000);
  await destroy(kernel, sql.id("debit", "payer_link"), sql`expires_at < ${before}`);
}

async function destroy(
  kernel: Kernel,
  table: RawBuilder<unknown>,
  where: RawBuilder<unknown>,
): Promise<void> {
  let count = ROWS_AT_ONCE;
  while (count === ROWS_AT_ONCE) {
    const { numAffectedRows } = await sql`
      delete from ${table} where ctid in (
        select ctid from ${table} where ${where} limit ${ROWS_AT_ONCE}
      )`.execute(kernel.database.db);
    count = Number(numAffectedRows ?? 0n);
  }
}
