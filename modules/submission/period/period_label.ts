import { monthOfYear, yearOf } from "./month_index.ts";
import type { PeriodContext, PeriodRule } from "./period_rule.ts";
import { isUnitKind } from "./period_rule.ts";
import { unitOfValue } from "./unit_value.ts";

/** A period as people say it: `2024년 1기 ~ 2026년 1기`. */
export function periodLabel(
  kind: PeriodRule["kind"],
  period: { from: string; to: string },
  context: PeriodContext,
): string {
  if (kind === "none") return "";
  if (kind === "asOfToday") return `${valueLabel(kind, period.from, context)} 기준`;
  const from = valueLabel(kind, period.from, context);
  return period.from === period.to ? from : `${from} ~ ${valueLabel(kind, period.to, context)}`;
}

/** One value of a period: `2024년`, `2024년 1기`, `2024년 3분기`, `2024년 7월`, `2024.07.15.`. */
export function valueLabel(
  kind: PeriodRule["kind"],
  value: string,
  context: PeriodContext,
): string {
  if (!isUnitKind(kind)) return `${value.slice(0, 4)}.${value.slice(4, 6)}.${value.slice(6)}.`;
  const first = unitOfValue(kind, value, context);
  if (first === undefined) return value;
  const year = `${yearOf(first)}년`;
  if (kind === "half") return `${year} ${monthOfYear(first) === 1 ? 1 : 2}기`;
  if (kind === "quarter") return `${year} ${Math.ceil(monthOfYear(first) / 3)}분기`;
  if (kind === "month") return `${year} ${monthOfYear(first)}월`;
  return year;
}
