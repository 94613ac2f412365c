import type { PeriodRule } from "./period_rule.ts";

/** A product's default period as data, e.g. `last 3 fiscalYears`, `last 4 halves`, `asOfToday`. */
export type PeriodExpression =
  | { readonly kind: "none" }
  | { readonly kind: "asOfToday" }
  | { readonly kind: "last"; readonly count: number; readonly unit: ExpressionUnit };

export type ExpressionUnit = "years" | "fiscalYears" | "halves" | "quarters" | "months";

/** A period expression cannot be read, or does not fit the document. */
export class PeriodExpressionError extends Error {
  override name = "PeriodExpressionError";
  constructor(readonly expression: string, why: string) {
    super(`Cannot use period expression "${expression}": ${why}`);
  }
}

const COUNT_MAX = 60;
const PATTERN = /^last ([1-9]\d?) (years?|fiscalYears?|half|halves|quarters?|months?)$/;

const UNITS: Readonly<Record<ExpressionUnit, readonly PeriodRule["kind"][]>> = {
  years: ["year", "fiscalYear"],
  fiscalYears: ["fiscalYear"],
  halves: ["half"],
  quarters: ["quarter"],
  months: ["month", "range"],
};

/** @throws {PeriodExpressionError} it is none of the forms */
export function parsePeriodExpression(text: string): PeriodExpression {
  const trimmed = text.trim().replace(/\s+/g, " ");
  if (trimmed === "" || trimmed === "none") return { kind: "none" };
  if (trimmed === "asOfToday") return { kind: "asOfToday" };
  const [, digits, word] = PATTERN.exec(trimmed) ?? [];
  if (digits === undefined || word === undefined) {
    throw new PeriodExpressionError(text, 'want "last <number> <unit>", "asOfToday" or nothing');
  }
  const count = Number(digits);
  if (count > COUNT_MAX) throw new PeriodExpressionError(text, `more than ${COUNT_MAX} units`);
  return { kind: "last", count, unit: plural(word) };
}

/** @throws {PeriodExpressionError} the document's periods are of another kind */
export function requireFits(expression: PeriodExpression, kind: PeriodRule["kind"]): void {
  if (expression.kind === "none") return;
  if (expression.kind === "asOfToday") {
    if (kind === "asOfToday" || kind === "none") return;
  } else if (UNITS[expression.unit].includes(kind)) return;
  throw new PeriodExpressionError(
    formatPeriodExpression(expression),
    `the document's period is of kind "${kind}"`,
  );
}

export function formatPeriodExpression(expression: PeriodExpression): string {
  if (expression.kind === "none") return "";
  if (expression.kind === "asOfToday") return "asOfToday";
  return `last ${expression.count} ${expression.unit}`;
}

function plural(word: string): ExpressionUnit {
  if (word.startsWith("hal")) return "halves";
  const units = Object.keys(UNITS) as ExpressionUnit[];
  return units.find((unit) => unit === word || unit === `${word}s`) ?? "months";
}
