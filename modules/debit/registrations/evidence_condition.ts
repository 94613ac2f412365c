import { type RawBuilder, sql } from "kysely";

/** Whether a proof of consent for the account of registration `r` is there. */
export const HAS_EVIDENCE: RawBuilder<boolean> = sql<boolean>`exists (
  select from debit.evidence e
  where e.merchant_id = r.merchant_id and e.instruction_id = r.instruction_id
    and e.account_id = r.account_id)`;

/** At the clearing house a new registration is not sent without (0078). */
export const LACKS_EVIDENCE: RawBuilder<boolean> = sql<boolean>`(
  r.rail = 'clearingHouse' and r.kind = 1 and r.state = 'waiting' and not ${HAS_EVIDENCE})`;
