import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { StaffLockedError } from "../errors.ts";
import { tablesOf } from "../tables.ts";
import { isMemberLoginId } from "./login_ids.ts";

/** Wrong passwords in a row before the account is locked (전자금융감독규정 제32조). */
export const TRY_COUNT_MAX = 5;
/**
 * The lock of an operator or of an institution's staff ends by itself, counted from the try that
 * locked it: who knows an ID can lock it, but not keep its owner, or the last operator, out for good
 * (ASVS 6.3.1). The lock of an eight-digit ID, which moves money, ends when a person unlocks it; see
 * `docs/decisions/0014`.
 */
const LOCK_MS = 30 * 60_000;
const FOR_EVER = new Date(0);

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
  take(loginId: string, of: { isAccount: boolean }): Promise<number>;
  clear(loginId: string): Promise<void>;
  clearIn(tx: Transaction, loginId: string): Promise<void>;
  /** Those of the IDs that are locked. */
  locked(loginIds: readonly string[]): Promise<ReadonlySet<string>>;
}

export function createAttempts({ kernel }: { kernel: Kernel }): Attempts {
  const indexOf = (loginId: string) => kernel.sealing.blindIndex("auth.staff.login", loginId);
  return {
    take: (loginId, of) => take(kernel, { loginId, index: indexOf(loginId), ...of }),
    async clear(loginId) {
      await tablesOf(kernel.database.db).deleteFrom("staff_attempt")
        .where("login_index", "=", await indexOf(loginId)).execute();
    },
    async clearIn(tx, loginId) {
      await tablesOf(tx).deleteFrom("staff_attempt")
        .where("login_index", "=", await indexOf(loginId)).execute();
    },
    async locked(loginIds) {
      if (loginIds.length === 0) return new Set();
      const idOf = new Map<string, string>();
      for (const loginId of loginIds) idOf.set(await indexOf(loginId), loginId);
      const rows = await tablesOf(kernel.database.db).selectFrom("staff_attempt")
        .select(["login_index", "last_at"]).where("failure_count", ">=", TRY_COUNT_MAX)
        .where("login_index", "in", [...idOf.keys()]).execute();
      return new Set(
        rows.flatMap(({ login_index, last_at }) => {
          const loginId = idOf.get(login_index) ?? "";
          return last_at > lockedSince(kernel, loginId) ? [loginId] : [];
        }),
      );
    },
  };
}

async function take(
  kernel: Kernel,
  { loginId, index, isAccount }: { loginId: string; index: Promise<string>; isAccount: boolean },
): Promise<number> {
  const now = kernel.clock.now();
  const since = lockedSince(kernel, loginId);
  const count = await tablesOf(kernel.database.db).insertInto("staff_attempt").values({
    login_index: await index,
    failure_count: 1,
    last_at: now,
    is_account: isAccount,
  }).onConflict((conflict) =>
    conflict.column("login_index").doUpdateSet({
      failure_count: sql<number>`case when staff_attempt.last_at <= ${since} then 1
        else least(staff_attempt.failure_count + 1, ${TRY_COUNT_MAX + 1}) end`,
      last_at: sql<Date>`case when staff_attempt.failure_count >= ${TRY_COUNT_MAX}
        and staff_attempt.last_at > ${since}
        then staff_attempt.last_at else ${now}::timestamptz end`,
      is_account: sql<boolean>`staff_attempt.is_account or excluded.is_account`,
    })
  ).returning("failure_count").executeTakeFirstOrThrow();
  if (count.failure_count > TRY_COUNT_MAX) throw new StaffLockedError(!isMemberLoginId(loginId));
  return TRY_COUNT_MAX - count.failure_count;
}

/** A lock that began later than this still holds. The form of the ID decides, not whether it exists. */
function lockedSince(kernel: Kernel, loginId: string): Date {
  return isMemberLoginId(loginId) ? FOR_EVER : new Date(kernel.clock.now().getTime() - LOCK_MS);
}
