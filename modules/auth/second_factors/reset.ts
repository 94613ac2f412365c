import type { Transaction } from "@maru/kernel";
import { tablesOf } from "../tables.ts";

/** Takes every second factor of an account away, and what was proved with one. */
export async function removeSecondFactors(tx: Transaction, staffId: string): Promise<void> {
  const tables = tablesOf(tx);
  for (const table of ["passkey", "code_app", "recovery_code", "second_factor_attempt"] as const) {
    await tables.deleteFrom(table).where("staff_id", "=", staffId).execute();
  }
  await tables.updateTable("staff_session").set({ second_factor_at: null })
    .where("staff_id", "=", staffId).where("second_factor_at", "is not", null).execute();
}
