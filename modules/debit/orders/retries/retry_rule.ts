import type { Transaction } from "@maru/kernel";
import { type Kysely, sql } from "kysely";
import type { Rail } from "../../parts.ts";

/** A row of `debit.retry_rule`. */
export interface RetryRule {
  /** Failures of this due day (25일) and of later ones are asked for in the next month. */
  readonly next_month_from_day: number;
  readonly automatic_count_max: number;
}

export async function retryRuleOf(
  db: Kysely<unknown> | Transaction,
  rail: Rail,
): Promise<RetryRule> {
  const { rows: [rule] } = await sql<RetryRule>`
    select next_month_from_day, automatic_count_max from debit.retry_rule where rail = ${rail}`
    .execute(db);
  if (rule === undefined) throw new RangeError(`Cannot retry on the rail "${rail}": no rule`);
  return rule;
}
