import { type RawBuilder, sql } from "kysely";

/** An application for the account of instruction `i` is on its way, and the last answer still stands. */
export const IS_REFUSED_UNTIL_ANSWERED: RawBuilder<boolean> = sql<boolean>`(
  i.registration_state in ('waiting', 'sent') and coalesce((
    select answered.kind <> 1 or answered.state = 'failed'
    from debit.registration answered
    where answered.merchant_id = i.merchant_id and answered.instruction_id = i.id
      and answered.account_id = i.account_id
      and (answered.state = 'done' or (answered.kind = 1 and answered.state = 'failed'))
    order by answered.resulted_at desc nulls last, answered.id desc limit 1
  ), false))`;

/** The bank's last word on the account of instruction `i` was a refusal, or the end of its mandate. */
export const IS_REFUSED: RawBuilder<boolean> = sql<boolean>`(
  i.registration_state in ('failed', 'cancelled') or ${IS_REFUSED_UNTIL_ANSWERED})`;
