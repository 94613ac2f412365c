import { DocumentNotFoundError, SettingOutOfRangeError } from "../errors.ts";
import type { Parts } from "../parts.ts";
import {
  formatPeriodExpression,
  parsePeriodExpression,
  requireFits,
} from "../period/period_expression.ts";
import type { OperatorDesk } from "../submission.ts";
import { tables } from "../tables.ts";
import { selectDocumentTypes } from "./document_types.ts";

const EXPECTED_SECONDS_MIN = 1;
const EXPECTED_SECONDS_MAX = 3_600;

/** The catalogue is data; operators change what can be changed without a new adapter. */
export function createDocumentTypeSettings(
  { kernel }: Pick<Parts, "kernel">,
): Pick<OperatorDesk, "catalogue" | "saveDocumentType"> {
  return {
    catalogue: () => selectDocumentTypes(kernel.database.db),
    async saveDocumentType({ code, active, expectedSeconds, periodDefault, actor }) {
      const isInRange = Number.isInteger(expectedSeconds) &&
        expectedSeconds >= EXPECTED_SECONDS_MIN && expectedSeconds <= EXPECTED_SECONDS_MAX;
      if (!isInRange) {
        throw new SettingOutOfRangeError(
          "expectedSeconds",
          EXPECTED_SECONDS_MIN,
          EXPECTED_SECONDS_MAX,
        );
      }
      const expression = parsePeriodExpression(periodDefault);
      const period = formatPeriodExpression(expression);
      await kernel.transaction(async (tx) => {
        const db = tables(tx);
        const before = await db.selectFrom("document_type")
          .select(["active", "expected_seconds", "period_default", "period_kind"])
          .where("code", "=", code).forUpdate().executeTakeFirst();
        if (before === undefined) throw new DocumentNotFoundError(code);
        requireFits(expression, before.period_kind);
        await db.updateTable("document_type")
          .set({ active, expected_seconds: expectedSeconds, period_default: period })
          .where("code", "=", code).execute();
        const was = [before.active, before.expected_seconds, before.period_default].join(", ");
        await kernel.accessLog.record(tx, {
          actor,
          action: "documentType.save",
          subject: `documentType:${code}`,
          reason: `${was} -> ${[active, expectedSeconds, period].join(", ")}`,
        });
      });
    },
  };
}
