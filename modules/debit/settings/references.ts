import { cleanText } from "./fields/clean_text.ts";
import { patternOf } from "./lists/text_match.ts";
import type { MerchantDesk, MerchantParts } from "./merchant_desk.ts";
import { settingsTables } from "./tables.ts";

const INDUSTRIES_MAX = 200;

/** Banks of today, and industries by code or a part of the name. */
export function createReferences(
  { kernel }: Pick<MerchantParts, "kernel">,
): Pick<MerchantDesk, "banks" | "industries"> {
  const { db } = kernel.database;
  return {
    async banks() {
      const today = kernel.calendar.dateOf(kernel.clock.now());
      const rows = await settingsTables(db).selectFrom("bank").selectAll()
        .where("valid_from", "<=", today)
        .where((where) =>
          where.or([where("valid_until", "is", null), where("valid_until", ">=", today)])
        )
        .orderBy("code").execute();
      return rows.map((row) => ({
        code: row.code,
        name: row.name,
        requiresRegistration: row.requires_registration,
      }));
    },
    async industries(typed) {
      const text = cleanText(typed);
      return await settingsTables(db).selectFrom("industry").select(["code", "name"])
        .where((where) =>
          where.or([
            where("name", "like", patternOf(text)),
            where("code", "like", `${text.replace(/[\\%_]/g, "\\$&").toUpperCase()}%`),
          ])
        )
        .orderBy("code").limit(INDUSTRIES_MAX).execute();
    },
  };
}
