import { type RawBuilder, sql } from "kysely";

/** Ended by the bank, by the payer, and for want of a proof of consent. */
const ENDED_CODES = sql`('0018', '0019', '0020')`;

/**
 * Whether proof of consent `e` still stands for a registration: an end of the account's mandate takes
 * every consent with it that was given before, so a new application needs one given since. Ends after
 * `until` do not count: a file is made again as it was built.
 */
export function isStanding(
  registration: RawBuilder<unknown>,
  until: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return isGivenSince(
    sql`${registration}.merchant_id, ${registration}.instruction_id, ${registration}.account_id`,
    sql`ended.resulted_at < ${until}`,
  );
}

/** The same for the next application for the account that an instruction has now. */
export function isStandingFor(instruction: RawBuilder<unknown>): RawBuilder<boolean> {
  return isGivenSince(
    sql`${instruction}.merchant_id, ${instruction}.id, ${instruction}.account_id`,
    sql`true`,
  );
}

function isGivenSince(
  account: RawBuilder<unknown>,
  isCounted: RawBuilder<unknown>,
): RawBuilder<boolean> {
  return sql<boolean>`not exists (
    select from debit.registration ended
    where (ended.merchant_id, ended.instruction_id, ended.account_id) = (${account})
      and (ended.kind <> 1 and ended.state = 'done'
        or ended.state = 'failed' and ended.code in ${ENDED_CODES})
      and ended.resulted_at >= e.given_at and ${isCounted})`;
}
