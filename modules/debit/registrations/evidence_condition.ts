import { type RawBuilder, sql } from "kysely";
import { isStanding, isStandingFor } from "../exchange/standing_proof.ts";

/** What is on its way is judged by what stood when it was applied for, all else by what stands now. */
const UNTIL = sql`(case when r.state = 'sent' then r.requested_at else 'infinity' end)`;

/** Whether a proof of consent for the account of registration `r` is there, and no end came after it. */
export const HAS_EVIDENCE: RawBuilder<boolean> = hasProof(isStanding(sql`r`, UNTIL));

/** The same for the next application for the account that instruction `i` has now. */
export const INSTRUCTION_HAS_EVIDENCE: RawBuilder<boolean> = sql<boolean>`exists (
  select from debit.evidence e
  where e.merchant_id = i.merchant_id and e.instruction_id = i.id and e.account_id = i.account_id
    and ${isStandingFor(sql`i`)})`;

/** At the clearing house a new registration is not sent without (0078). */
export const LACKS_EVIDENCE: RawBuilder<boolean> = sql<boolean>`(
  r.rail = 'clearingHouse' and r.kind = 1 and r.state = 'waiting' and not ${HAS_EVIDENCE})`;

/** The proofs that are there were given before the mandate ended, so another is needed. */
export const NEEDS_NEW_EVIDENCE: RawBuilder<boolean> = sql<boolean>`(
  ${LACKS_EVIDENCE} and ${hasProof(sql`true`)})`;

function hasProof(condition: RawBuilder<unknown>): RawBuilder<boolean> {
  return sql<boolean>`exists (
    select from debit.evidence e
    where e.merchant_id = r.merchant_id and e.instruction_id = r.instruction_id
      and e.account_id = r.account_id and ${condition})`;
}
