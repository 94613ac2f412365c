import type { Kernel, Transaction } from "@maru/kernel";
import { sql } from "kysely";
import type { Actor } from "../parts.ts";
import { writeHistory } from "../settings/history.ts";
import { removeRows } from "./lease.ts";
import type { ImportKey } from "./tables.ts";

/** Ends an import whose rows are written, with a line in the contract's history. False: cancelled. */
export async function finishImport(
  kernel: Kernel,
  tx: Transaction,
  { merchantId, importId, actor }: ImportKey & { actor: Actor },
): Promise<boolean> {
  const { rows: [done] } = await sql<
    { contract_id: string; file_name: string; applied_count: number }
  >`
    update debit.import set state = 'done'
    where merchant_id = ${merchantId} and id = ${importId} and state = 'applying'
    returning contract_id, file_name, applied_count`.execute(tx);
  if (done === undefined) return false;
  await removeRows(tx, { merchantId, importId });
  await writeHistory({ kernel }, tx, [{
    merchantId,
    subjectKind: "contract",
    subjectId: done.contract_id,
    actor,
    action: "imported",
    changes: [
      { field: "fileName", to: done.file_name },
      { field: "importedCount", to: String(done.applied_count) },
    ],
  }]);
  return true;
}
