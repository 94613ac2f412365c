import type { Kernel, Transaction } from "@maru/kernel";
import { tablesOf } from "../tables.ts";
import { drawText } from "../draw_text.ts";

const CODE_COUNT = 8;
const CODE_LENGTH = 10;

/** Eight codes of fifty bits for somebody who lost the telephone; each counts once. */
export interface RecoveryCodes {
  /** Puts new ones in the place of all others. */
  renew(tx: Transaction, staffId: string): Promise<readonly string[]>;
  /** Whether it was one of the account's; then it is gone. */
  accept(staffId: string, code: string): Promise<boolean>;
  count(staffId: string): Promise<number>;
}

export function createRecoveryCodes({ kernel }: { kernel: Kernel }): RecoveryCodes {
  const indexOf = (staffId: string, code: string) =>
    kernel.sealing.blindIndex("auth.recoveryCode", `${staffId}:${code}`);
  return {
    async renew(tx, staffId) {
      const codes = Array.from({ length: CODE_COUNT }, () => drawText(CODE_LENGTH));
      const rows = await Promise.all(codes.map(async (code) => ({
        staff_id: staffId,
        code_index: await indexOf(staffId, code),
        created_at: kernel.clock.now(),
      })));
      await tablesOf(tx).deleteFrom("recovery_code").where("staff_id", "=", staffId).execute();
      await tablesOf(tx).insertInto("recovery_code").values(rows).execute();
      return codes.map((code) => `${code.slice(0, 5)}-${code.slice(5)}`);
    },
    async accept(staffId, code) {
      const typed = code.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
      const { numDeletedRows } = await tablesOf(kernel.database.db).deleteFrom("recovery_code")
        .where("staff_id", "=", staffId)
        .where("code_index", "=", await indexOf(staffId, typed)).executeTakeFirst();
      return numDeletedRows === 1n;
    },
    async count(staffId) {
      const { count } = await tablesOf(kernel.database.db).selectFrom("recovery_code")
        .where("staff_id", "=", staffId)
        .select(({ fn }) => fn.countAll<bigint>().as("count")).executeTakeFirstOrThrow();
      return Number(count);
    },
  };
}
