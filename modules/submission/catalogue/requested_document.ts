import { limitsOf } from "../period/check_period.ts";
import { parsePeriodExpression } from "../period/period_expression.ts";
import type { PeriodContext, PeriodRule } from "../period/period_rule.ts";
import { periodOptions, resolvePeriod } from "../period/resolve_period.ts";
import type { Period, PeriodChoice, RequestedDocument } from "../submission.ts";
import { inputFields } from "./document_inputs.ts";
import type { ProductDocumentRow } from "./product_rows.ts";
import { isCorporation, type Requester, unavailableReason } from "./submitter_rights.ts";

/** One line of the list, as this person would ask for it today. */
export function requestedDocument(
  row: ProductDocumentRow,
  { today, requester }: { today: string; requester: Requester | undefined },
): RequestedDocument {
  const context = {
    today,
    isCorporation: requester === undefined
      ? row.submitterTypes.includes("corporation")
      : isCorporation(requester),
  };
  const reason = requester && unavailableReason(row, requester);
  return {
    documentCode: row.documentCode,
    name: row.name,
    agencyCode: row.agencyCode,
    agencyName: row.agencyName,
    period: periodChoice(row, context),
    inputs: inputFields(row.inputs, requester),
    required: row.required,
    expectedSeconds: row.expectedSeconds,
    available: reason === undefined,
    ...(reason === undefined ? {} : { unavailableReason: reason }),
    dataOnly: isDataOnly(row, requester),
    needsVatConsent: row.needsVatConsent,
  };
}

/** 미제공: the agency gives this submitter data and no PDF. */
export function isDataOnly(
  { hasPdf, dataOnlyTypes }: Pick<ProductDocumentRow, "hasPdf" | "dataOnlyTypes">,
  requester: Requester | undefined,
): boolean {
  return !hasPdf || (requester !== undefined && dataOnlyTypes.includes(requester.submitterType));
}

/** The default period with what may be chosen instead. */
export function periodChoice(
  { rule, periodExpression, periodChangeable }: {
    rule: PeriodRule;
    periodExpression: string;
    periodChangeable: boolean;
  },
  context: PeriodContext,
): PeriodChoice {
  const chosen = defaultPeriod({ rule, periodExpression }, context);
  const isChoosable = rule.kind !== "none" && rule.kind !== "asOfToday" && periodChangeable;
  return {
    kind: rule.kind,
    changeable: isChoosable,
    ...(chosen === undefined ? {} : { chosen }),
    options: isChoosable ? periodOptions(rule, context) : [],
    ...(isChoosable ? limitsOf(rule, context) : {}),
  };
}

export function defaultPeriod(
  { rule, periodExpression }: { rule: PeriodRule; periodExpression: string },
  context: PeriodContext,
): Period | undefined {
  return resolvePeriod(parsePeriodExpression(periodExpression), rule, context);
}
