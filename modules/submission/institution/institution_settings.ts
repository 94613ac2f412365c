import { InstitutionNotFoundError, SettingOutOfRangeError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import type { InstitutionDesk } from "../submission.ts";
import { tables } from "../tables.ts";

const RETENTION_DAYS_MIN = 1;
const RETENTION_DAYS_MAX = 3_650;

/** What an institution decides for itself. */
export function createInstitutionSettings(
  { kernel }: Pick<Parts, "kernel">,
): Pick<InstitutionDesk, "institution" | "setRetention"> {
  return {
    async institution(institutionId) {
      const row = await tables(kernel.database.db).selectFrom("institution").selectAll()
        .where("id", "=", institutionId).executeTakeFirst();
      if (row === undefined) throw new InstitutionNotFoundError(institutionId);
      const { id, name, retention_days: retentionDays, help_phone: helpPhone } = row;
      return { id, name, retentionDays, helpPhone };
    },
    /** Applies to documents that are issued from now on: a promise once given stands. */
    async setRetention(institutionId, retentionDays, actor) {
      const isInRange = Number.isInteger(retentionDays) && retentionDays >= RETENTION_DAYS_MIN &&
        retentionDays <= RETENTION_DAYS_MAX;
      if (!isInRange) {
        throw new SettingOutOfRangeError("retentionDays", RETENTION_DAYS_MIN, RETENTION_DAYS_MAX);
      }
      await kernel.transaction(async (tx) => {
        const db = tables(tx);
        const before = await db.selectFrom("institution").select("retention_days")
          .where("id", "=", institutionId).forUpdate().executeTakeFirst();
        if (before === undefined) throw new InstitutionNotFoundError(institutionId);
        await db.updateTable("institution").set({ retention_days: retentionDays })
          .where("id", "=", institutionId).execute();
        await kernel.accessLog.record(tx, {
          actor,
          tenantId: institutionId,
          action: "retention.set",
          subject: institutionId,
          reason: `${before.retention_days} -> ${retentionDays} days`,
        });
      });
    },
  };
}
