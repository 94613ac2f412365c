import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { SecondFactorLockedError } from "../errors.ts";
import { tablesOf } from "../tables.ts";

/** Wrong tries within the window before the second factor is locked. */
export const FACTOR_TRY_COUNT_MAX = 5;
const WINDOW_MS = 5 * 60_000;
const LOCK_MS = 15 * 60_000;

/** Counts tries at the second factor of an account; one is taken before anything is looked at. */
export interface FactorAttempts {
  /**
   * Takes one try and gives how many are left after it.
   *
   * @throws {SecondFactorLockedError} none was left
   */
  take(staffId: string): Promise<number>;
  clear(tx: Transaction, staffId: string): Promise<void>;
}

export function createFactorAttempts({ kernel }: { kernel: Kernel }): FactorAttempts {
  return {
    take: (staffId) => take(kernel, staffId),
    async clear(tx, staffId) {
      await tablesOf(tx).deleteFrom("second_factor_attempt").where("staff_id", "=", staffId)
        .execute();
    },
  };
}

async function take(kernel: Kernel, staffId: string): Promise<number> {
  const now = kernel.clock.now();
  const windowBegan = new Date(now.getTime() - WINDOW_MS);
  const lockedUntil = new Date(now.getTime() + LOCK_MS);
  // A lock that is over, a window that is over, or one that lies ahead of a clock that was set back.
  const isOver = sql<boolean>`(coalesce(a.locked_until <= ${now}::timestamptz, a.since <=
    ${windowBegan}::timestamptz) or a.since > ${now}::timestamptz)`;
  const { rows: [row] } = await sql<{ failure_count: number; locked_until: Date | null }>`
    insert into auth.second_factor_attempt as a (staff_id, failure_count, since)
    values (${staffId}, 1, ${now})
    on conflict (staff_id) do update set
      failure_count = case when ${isOver} then 1
        else least(a.failure_count + 1, ${FACTOR_TRY_COUNT_MAX + 1}::int) end,
      since = case when ${isOver} then excluded.since else a.since end,
      locked_until = case when ${isOver} then null
        when a.locked_until is null and a.failure_count + 1 >= ${FACTOR_TRY_COUNT_MAX}::int
        then ${lockedUntil}::timestamptz else a.locked_until end
    returning failure_count, locked_until`.execute(kernel.database.db);
  const count = row?.failure_count ?? 1;
  if (count <= FACTOR_TRY_COUNT_MAX) return FACTOR_TRY_COUNT_MAX - count;
  const until = row?.locked_until ?? lockedUntil;
  const restSeconds = Math.max(1, Math.ceil((until.getTime() - now.getTime()) / 1_000));
  throw new SecondFactorLockedError(until, restSeconds);
}
