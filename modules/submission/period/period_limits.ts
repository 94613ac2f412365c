import { type MonthIndex, monthIndexOf } from "./month_index.ts";
import { type PeriodContext, type PeriodRule, type UnitKind, unitMonths } from "./period_rule.ts";

/** First months of the oldest and the newest unit that may be asked for. */
export interface UnitLimits {
  readonly earliest: MonthIndex;
  /** Lies before `earliest` where nothing can be asked for yet. */
  readonly latest: MonthIndex;
}

export function unitLimits(
  rule: PeriodRule & { kind: UnitKind },
  { today }: PeriodContext,
): UnitLimits {
  const length = unitMonths(rule.kind);
  const closedBefore = monthIndexOf(today) - rule.opensAfterMonths;
  const latest = Math.floor(closedBefore / length) * length - length;
  const earliest = (Number(today.slice(0, 4)) - rule.yearsBackMax) * 12;
  return { earliest, latest };
}

/** Days "YYYYMMDD" between which a range may lie. */
export function dayLimits(
  rule: PeriodRule,
  { today }: PeriodContext,
): { earliest: string; latest: string } {
  const year = Number(today.slice(0, 4)) - rule.yearsBackMax;
  return { earliest: `${year}0101`, latest: today.replaceAll("-", "") };
}
