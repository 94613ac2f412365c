import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Claim } from "./claim.ts";

/**
 * Whether the claim still holds: its fencing token is the lease's and its item still runs. In either
 * case the lease is freed, or kept to its own end where the agency may still hold the login.
 */
export async function holdLease(
  tx: Transaction,
  { token, item }: Pick<Claim, "token" | "item">,
  { untilItsEnd }: { untilItsEnd: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    update submission.lease
    set item_id = null, holder = null,
      expires_at = case when ${untilItsEnd}::boolean then expires_at end
    where certificate_fingerprint = ${item.certificate} and agency_code = ${item.agency}
      and token = ${token}::bigint
    returning token`.execute(tx);
  if (rows.length === 0) return false;
  const { rows: items } = await sql<{ state: string }>`
    select state from submission.item
    where submission_id = ${item.submissionId}::uuid and id = ${item.id}::uuid
    for no key update`.execute(tx);
  return items[0]?.state === "running";
}
