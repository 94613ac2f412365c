import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { StaffLockedError } from "../errors.ts";
import { tablesOf } from "../tables.ts";

/** Wrong passwords in a row before the account is locked (전자금융감독규정 제32조). */
export const TRY_COUNT_MAX = 5;
/**
 * A lock ends by itself, counted from the try that locked it: who knows an ID can lock it, but not
 * keep its owner, or the last operator, out for good (ASVS 6.3.1).
 */
const LOCK_MS = 30 * 60_000;

/**
 * Counts tries by login ID, whether it exists or not. A try is taken before the password is looked at,
 * so that a hundred at once get five.
 */
export interface Attempts {
  /**
   * Takes one try and gives how many are left after it.
   *
   * @throws {StaffLockedError} none was left
   */
  take(loginId: string): Promise<number>;
  clear(loginId: string): Promise<void>;
  clearIn(tx: Transaction, loginId: string): Promise<void>;
  isLocked(loginId: string): Promise<boolean>;
}

export function createAttempts({ kernel }: { kernel: Kernel }): Attempts {
  const indexOf = (loginId: string) => kernel.sealing.blindIndex("auth.staff.login", loginId);
  return {
    async take(loginId) {
      const now = kernel.clock.now();
      const lockedSince = new Date(now.getTime() - LOCK_MS);
      const count = await tablesOf(kernel.database.db).insertInto("staff_attempt").values({
        login_index: await indexOf(loginId),
        failure_count: 1,
        last_at: now,
      }).onConflict((conflict) =>
        conflict.column("login_index").doUpdateSet({
          failure_count: sql<number>`case when staff_attempt.last_at <= ${lockedSince} then 1
            else least(staff_attempt.failure_count + 1, ${TRY_COUNT_MAX + 1}) end`,
          last_at: sql<Date>`case when staff_attempt.failure_count >= ${TRY_COUNT_MAX}
            and staff_attempt.last_at > ${lockedSince}
            then staff_attempt.last_at else ${now}::timestamptz end`,
        })
      ).returning("failure_count").executeTakeFirstOrThrow();
      if (count.failure_count > TRY_COUNT_MAX) throw new StaffLockedError();
      return TRY_COUNT_MAX - count.failure_count;
    },
    async clear(loginId) {
      await tablesOf(kernel.database.db).deleteFrom("staff_attempt")
        .where("login_index", "=", await indexOf(loginId)).execute();
    },
    async clearIn(tx, loginId) {
      await tablesOf(tx).deleteFrom("staff_attempt")
        .where("login_index", "=", await indexOf(loginId)).execute();
    },
    async isLocked(loginId) {
      const row = await tablesOf(kernel.database.db).selectFrom("staff_attempt")
        .select("failure_count").where("login_index", "=", await indexOf(loginId))
        .where("last_at", ">", new Date(kernel.clock.now().getTime() - LOCK_MS))
        .executeTakeFirst();
      return (row?.failure_count ?? 0) >= TRY_COUNT_MAX;
    },
  };
}
