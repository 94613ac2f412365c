import type { Kernel } from "@maru/kernel";
import { sql } from "kysely";
import { AccountUnknownError } from "./errors.ts";
import type { Ledger } from "./ledger.ts";

type Balances = Pick<Ledger, "balance" | "balanceAt">;

interface BalanceRow {
  readonly posted: bigint;
  readonly reservedOut: bigint;
  readonly reservedIn: bigint;
  /** What its lots still hold, where it has any. */
  readonly live: bigint | null;
}

export function createBalances(
  { kernel: { clock, database: { db } } }: { kernel: Kernel },
): Balances {
  return {
    async balance(accountId) {
      const now = clock.now();
      const { rows: [row] } = await sql<BalanceRow>`
        select
          case a.balance_kind when 'stored' then a.posted else (
            (select coalesce(sum(amount), 0) from ledger.posting where to_id = a.id) -
            (select coalesce(sum(amount), 0) from ledger.posting where from_id = a.id)
          )::bigint end as posted,
          (select coalesce(sum(amount), 0)::bigint from ledger.reservation
            where from_id = a.id and state = 'held' and expires_at > ${now}) as "reservedOut",
          (select coalesce(sum(amount), 0)::bigint from ledger.reservation
            where to_id = a.id and state = 'held' and expires_at > ${now}) as "reservedIn",
          case when a.has_lots then ledger.live_lots(a.id, ${now}) end as live
        from ledger.account a where a.id = ${accountId}::uuid`.execute(db);
      if (row === undefined) throw new AccountUnknownError(accountId);
      const { posted, reservedOut, reservedIn, live } = row;
      const left = posted - reservedOut;
      return {
        posted,
        reservedOut,
        reservedIn,
        available: live !== null && live < left ? live : left,
      };
    },
    async balanceAt(accountId, at) {
      const { rows: [row] } = await sql<{ posted: bigint }>`
        select (
          (select coalesce(sum(amount), 0) from ledger.posting where to_id = a.id and at <= ${at}) -
          (select coalesce(sum(amount), 0) from ledger.posting where from_id = a.id and at <= ${at})
        )::bigint as posted
        from ledger.account a where a.id = ${accountId}::uuid`.execute(db);
      if (row === undefined) throw new AccountUnknownError(accountId);
      return row.posted;
    },
  };
}
