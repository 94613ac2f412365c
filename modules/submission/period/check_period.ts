import { PeriodOutOfRangeError } from "../errors.ts";
import type { Period } from "../submission.ts";
import { periodLabel } from "./period_label.ts";
import { dayLimits, unitLimits } from "./period_limits.ts";
import { isUnitKind, type PeriodContext, type PeriodRule, unitMonths } from "./period_rule.ts";
import { unitOfValue, unitValue } from "./unit_value.ts";

export interface ChosenPeriod {
  readonly documentCode: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A period that a person chose, held against the document's limits.
 *
 * @throws {PeriodOutOfRangeError} its form, order, ends or length are not the agency's
 */
export function checkPeriod(
  chosen: ChosenPeriod,
  rule: PeriodRule,
  context: PeriodContext,
): Period {
  const { from, to } = chosen;
  if (rule.kind === "none" || rule.kind === "asOfToday") {
    throw new PeriodOutOfRangeError({ ...chosen, reason: "notChangeable" });
  }
  const limits = limitsOf(rule, context);
  const fail = (reason: PeriodOutOfRangeError["reason"]) =>
    new PeriodOutOfRangeError({ ...chosen, reason, ...limits });
  const months = monthsBetween(chosen, rule, context);
  if (months === undefined) throw fail("form");
  if (from > to) throw fail("order");
  if (from < limits.earliest) throw fail("tooOld");
  if (to > limits.latest) throw fail("notOpenYet");
  if (rule.monthsMax !== undefined && months > rule.monthsMax) throw fail("tooLong");
  return { from, to, label: periodLabel(rule.kind, { from, to }, context) };
}

/** The first and the last value that may be chosen. */
export function limitsOf(
  rule: PeriodRule,
  context: PeriodContext,
): { earliest: string; latest: string } {
  const { kind } = rule;
  if (!isUnitKind(kind)) return dayLimits(rule, context);
  const { earliest, latest } = unitLimits({ ...rule, kind }, context);
  return {
    earliest: unitValue(kind, earliest, context),
    latest: unitValue(kind, latest, context),
  };
}

/** Months that the span covers, ends included; undefined where a value is not of the form. */
function monthsBetween(
  { from, to }: ChosenPeriod,
  { kind }: PeriodRule,
  context: PeriodContext,
): number | undefined {
  if (!isUnitKind(kind)) {
    if (!isDay(from) || !isDay(to)) return undefined;
    return monthOfDay(to) - monthOfDay(from) + 1;
  }
  const first = unitOfValue(kind, from, context);
  const last = unitOfValue(kind, to, context);
  if (first === undefined || last === undefined) return undefined;
  return last - first + unitMonths(kind);
}

function isDay(value: string): boolean {
  if (!/^20\d{6}$/.test(value)) return false;
  const date = `${value.slice(0, 4)}-${value.slice(4, 6)}-${value.slice(6)}`;
  const parsed = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
}

function monthOfDay(value: string): number {
  return Number(value.slice(0, 4)) * 12 + Number(value.slice(4, 6));
}
