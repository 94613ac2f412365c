import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Parts } from "../parts.ts";
import { withJitter } from "./jitter.ts";

/** An agency that bans our address is left alone longer: asking on makes the ban longer. */
const BLOCKED_SECONDS = 600;

/**
 * Counts a failure of the agency itself. At the limit the breaker opens: nobody asks until its
 * pause is over, then one request alone does (see `submission.claim_items`).
 *
 * @returns until when the agency is left alone, if it is
 */
export async function countAgencyFailure(
  { tx, kernel, settings }: Pick<Parts, "kernel" | "settings"> & { tx: Transaction },
  { agency, isBlocked, reason }: { agency: string; isBlocked: boolean; reason: string },
): Promise<Date | undefined> {
  const now = kernel.clock.now();
  const pauseMs = 1_000 * (isBlocked ? BLOCKED_SECONDS : settings.breakerOpenSeconds);
  const until = new Date(now.getTime() + withJitter(pauseMs));
  const failuresMax = isBlocked ? 1 : settings.breakerFailureCount;
  const { rows } = await sql<{ breaker_open_until: Date | null }>`
    update submission.agency
    set failure_count = greatest(failure_count + 1,
        case when ${isBlocked}::boolean then ${settings.breakerFailureCount}::integer else 0 end),
      last_failure_at = ${now}, breaker_reason = ${reason},
      breaker_open_until = case when failure_count + 1 >= ${failuresMax}::integer
        then ${until}::timestamptz else breaker_open_until end
    where code = ${agency}
    returning breaker_open_until`.execute(tx);
  const openUntil = rows[0]?.breaker_open_until ?? undefined;
  return openUntil !== undefined && openUntil > now ? openUntil : undefined;
}

/** The agency answered: closes the breaker. */
export async function countAgencySuccess(
  { kernel }: Pick<Parts, "kernel">,
  agency: string,
): Promise<void> {
  await sql`
    update submission.agency
    set failure_count = 0, breaker_open_until = null, breaker_reason = null,
      last_success_at = ${kernel.clock.now()}
    where code = ${agency}`.execute(kernel.database.db);
}
