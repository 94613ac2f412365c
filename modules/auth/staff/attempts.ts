import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { StaffLockedError } from "../errors.ts";
import { tablesOf } from "../tables.ts";

/** Wrong passwords in a row before the account is locked (전자금융감독규정 제32조). */
export const TRY_COUNT_MAX = 5;

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
      const count = await tablesOf(kernel.database.db).insertInto("staff_attempt").values({
        login_index: await indexOf(loginId),
        failure_count: 1,
        last_at: kernel.clock.now(),
      }).onConflict((conflict) =>
        conflict.column("login_index").doUpdateSet({
          failure_count: sql<number>`least(staff_attempt.failure_count + 1, ${TRY_COUNT_MAX + 1})`,
          last_at: kernel.clock.now(),
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
        .executeTakeFirst();
      return (row?.failure_count ?? 0) >= TRY_COUNT_MAX;
    },
  };
}
