import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { checkBooks } from "./books.ts";
import { createFindings, type Damage } from "./damage.ts";
import { type ChainReport, checkChain } from "./seal_chain.ts";

export interface VerifyReport extends ChainReport {
  /** The first thousand of what is wrong; empty for a ledger that is whole. */
  readonly damages: readonly Damage[];
  readonly damageCount: number;
}

/**
 * Proves that every posting balances within one unit, that stored balances, reservations and lots
 * are what the postings make them, and that no posting was changed, removed or slipped in since it
 * was sealed. It reads one snapshot of the database, and changes nothing.
 *
 * @param noted a seal that was noted down outside the database, `number:hash`: a chain that was
 * written anew as a whole is found by it alone
 */
export async function verifyLedger(
  { kernel, noted }: { kernel: Kernel; noted?: string },
): Promise<VerifyReport> {
  return await kernel.transaction(async (tx) => {
    await sql`set transaction isolation level repeatable read, read only`.execute(tx);
    await sql`set local statement_timeout = 0`.execute(tx);
    await sql`set local idle_in_transaction_session_timeout = 0`.execute(tx);
    const findings = createFindings();
    const chain = await checkChain(tx, findings, noted);
    await checkBooks(tx, findings);
    return { ...chain, damages: findings.damages, damageCount: findings.count };
  });
}
