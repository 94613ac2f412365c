import type { Period, PeriodChoice } from "../submission.ts";
import { monthIndexOf, yearMonth } from "./month_index.ts";
import { type PeriodExpression, requireFits } from "./period_expression.ts";
import { periodLabel, valueLabel } from "./period_label.ts";
import { dayLimits, unitLimits } from "./period_limits.ts";
import {
  isUnitKind,
  type PeriodContext,
  type PeriodRule,
  type UnitKind,
  unitMonths,
} from "./period_rule.ts";
import { unitValue } from "./unit_value.ts";

const DEFAULTS: Readonly<Partial<Record<PeriodRule["kind"], PeriodExpression>>> = {
  asOfToday: { kind: "asOfToday" },
  year: { kind: "last", count: 1, unit: "years" },
  fiscalYear: { kind: "last", count: 1, unit: "fiscalYears" },
  half: { kind: "last", count: 1, unit: "halves" },
  quarter: { kind: "last", count: 1, unit: "quarters" },
  month: { kind: "last", count: 1, unit: "months" },
  range: { kind: "last", count: 1, unit: "months" },
};

/**
 * The period that an expression means today, inside the document's limits. Undefined where the
 * document has none, or where nothing is open yet.
 *
 * @throws {PeriodExpressionError} the expression does not fit the document
 */
export function resolvePeriod(
  expression: PeriodExpression,
  rule: PeriodRule,
  context: PeriodContext,
): Period | undefined {
  requireFits(expression, rule.kind);
  if (rule.kind === "none") return undefined;
  const wanted = expression.kind === "none" ? DEFAULTS[rule.kind] : expression;
  const found = wanted?.kind === "last"
    ? lastUnits(wanted.count, rule, context)
    : { from: digitsOf(context.today), to: digitsOf(context.today) };
  return found && { ...found, label: periodLabel(rule.kind, found, context) };
}

/** What may be chosen: every unit from the oldest to the newest. */
export function periodOptions(rule: PeriodRule, context: PeriodContext): PeriodChoice["options"] {
  const { kind } = rule;
  if (!isUnitKind(kind)) return [];
  const { earliest, latest } = unitLimits({ ...rule, kind }, context);
  const options: { value: string; label: string }[] = [];
  for (let first = earliest; first <= latest; first += unitMonths(kind)) {
    const value = unitValue(kind, first, context);
    options.push({ value, label: valueLabel(kind, value, context) });
  }
  return options;
}

function lastUnits(
  count: number,
  rule: PeriodRule,
  context: PeriodContext,
): { from: string; to: string } | undefined {
  const { kind } = rule;
  if (!isUnitKind(kind)) return lastMonthsOfDays(count, rule, context);
  return lastWholeUnits(count, { ...rule, kind }, context);
}

function lastWholeUnits(
  count: number,
  rule: PeriodRule & { kind: UnitKind },
  context: PeriodContext,
): { from: string; to: string } | undefined {
  const { earliest, latest } = unitLimits(rule, context);
  if (latest < earliest) return undefined;
  const length = unitMonths(rule.kind);
  const countMax = rule.monthsMax === undefined ? count : Math.floor(rule.monthsMax / length);
  const from = Math.max(earliest, latest - (Math.min(count, Math.max(1, countMax)) - 1) * length);
  return {
    from: unitValue(rule.kind, from, context),
    to: unitValue(rule.kind, latest, context),
  };
}

/** Agencies count the calendar months that a range touches, this one included. */
function lastMonthsOfDays(
  count: number,
  rule: PeriodRule,
  context: PeriodContext,
): { from: string; to: string } {
  const { earliest, latest } = dayLimits(rule, context);
  const months = Math.min(count, rule.monthsMax ?? count);
  const from = `${yearMonth(monthIndexOf(context.today) - (months - 1))}01`;
  return { from: from < earliest ? earliest : from, to: latest };
}

function digitsOf(date: string): string {
  return date.replaceAll("-", "");
}
