import { type RawBuilder, sql } from "kysely";
import type { SentFileKind } from "./channel.ts";

/**
 * So often a file of one name may be refused as a whole. Made again at once it would mostly be refused
 * again: after this its orders go to another day, and an operator looks.
 */
const REJECTED_COUNT_MAX = 2;

/** Whether no further file of this name is built: there is one, or it was refused too often. */
export function isNameSpent(
  { rail, bankCode, kind, date }: {
    readonly rail: string;
    readonly bankCode: string;
    readonly kind: SentFileKind;
    readonly date: string;
  },
): RawBuilder<boolean> {
  return sql<boolean>`(
    select coalesce(bool_or(state <> 'rejected'), false) or count(*) >= ${
    sql.lit(REJECTED_COUNT_MAX)
  }
    from debit.file
    where rail = ${rail} and bank_code = ${bankCode} and kind = ${kind}
      and business_date = ${date}::date
  )`;
}
