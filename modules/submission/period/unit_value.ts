import { type MonthIndex, yearMonth, yearOf } from "./month_index.ts";
import { type PeriodContext, type UnitKind, unitMonths } from "./period_rule.ts";

/** How an agency wants a unit written; `first` is the unit's first month. */
export function unitValue(kind: UnitKind, first: MonthIndex, context: PeriodContext): string {
  if (kind === "year") return String(yearOf(first));
  if (kind !== "fiscalYear") return yearMonth(first);
  return context.isCorporation ? yearMonth(first + 11) : String(yearOf(first));
}

/** The first month of the unit that a value names, or undefined where it names none. */
export function unitOfValue(
  kind: UnitKind,
  value: string,
  context: PeriodContext,
): MonthIndex | undefined {
  const isYear = kind === "year" || (kind === "fiscalYear" && !context.isCorporation);
  if (!(isYear ? /^20\d{2}$/ : /^20\d{2}(0[1-9]|1[0-2])$/).test(value)) return undefined;
  const month = Number(value.slice(0, 4)) * 12 + Number(value.slice(4, 6) || "1") - 1;
  if (kind === "fiscalYear" && context.isCorporation) {
    return month % 12 === 11 ? month - 11 : undefined;
  }
  return month % unitMonths(kind) === 0 ? month : undefined;
}
