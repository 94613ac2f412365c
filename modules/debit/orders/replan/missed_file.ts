import type { Transaction } from "@maru/kernel";
import { sql } from "kysely";
import { isNameSpent } from "../../exchange/spent_name.ts";
import type { Plan } from "../../schedule/schedule.ts";

/** Whether the file of a plan is closed: there is one, or it was refused too often to be built again. */
export async function isInFile(
  tx: Transaction,
  { plan, bankCode, kind }: { plan: Plan; bankCode: string; kind: "EB13" | "EB21" | "EC21" },
): Promise<boolean> {
  const name = {
    rail: plan.rail,
    bankCode: plan.rail === "directLine" ? bankCode : "",
    kind,
    date: plan.fileDate,
  };
  const { rows } = await sql<{ spent: boolean }>`select ${isNameSpent(name)} as spent`.execute(tx);
  return rows[0]?.spent ?? false;
}
