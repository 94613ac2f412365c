import { isId } from "../settings/lists/ids.ts";
import type { Change } from "../settings/history.ts";
import { tables } from "../tables.ts";
import type { ActorNames } from "./actor_names.ts";
import type { CustomerDesk, CustomerParts } from "./customer_desk.ts";

const ENTRIES_MAX = 500;

/** What changed on a customer, an instruction, a contract or the merchant, the newest first. */
export function createHistoryList(
  { kernel }: Pick<CustomerParts, "kernel">,
  actorNames: ActorNames,
): Pick<CustomerDesk, "history"> {
  return {
    async history(merchantId, subjectId) {
      if (!isId(subjectId)) return [];
      const rows = await tables(kernel.database.db).selectFrom("history").selectAll()
        .where("merchant_id", "=", merchantId).where("subject_id", "=", subjectId)
        .orderBy("id", "desc").limit(ENTRIES_MAX).execute();
      const nameOf = await actorNames(merchantId);
      return rows.map((row) => ({
        id: row.id,
        at: row.at,
        actor: row.actor,
        actorName: nameOf(row.actor),
        action: row.action,
        changes: row.changes as readonly Change[],
      }));
    },
  };
}
