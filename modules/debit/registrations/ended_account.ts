import { type RawBuilder, sql } from "kysely";

/**
 * An application `r` of ours for an account whose mandate has ended, made before we knew: a new one
 * would go against the payer's will, and an end would come back as made twice (A016). The pair of an
 * account change goes on, because the payer asked for that change by itself.
 */
export const IS_TAKEN_BACK: RawBuilder<boolean> = sql<boolean>`(
  r.state = 'waiting' and r.pair_id is null)`;

/** What instruction `i` is once its account's mandate ended: where an application goes on, as that is. */
export const STATE_AFTER_END: RawBuilder<string> = sql<string>`coalesce((
  select r.state from debit.registration r
  where r.merchant_id = i.merchant_id and r.instruction_id = i.id and r.account_id = i.account_id
    and r.kind = 1 and r.state in ('waiting', 'sent') and not ${IS_TAKEN_BACK}
  order by r.id desc limit 1
), 'cancelled')`;
