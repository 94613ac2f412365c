import assert from "node:assert/strict";
import fc from "fast-check";
import { PeriodOutOfRangeError } from "../errors.ts";
import { checkPeriod } from "./check_period.ts";
import {
  formatPeriodExpression,
  parsePeriodExpression,
  type PeriodExpression,
  PeriodExpressionError,
} from "./period_expression.ts";
import { isUnitKind, type PeriodContext, type PeriodRule, unitMonths } from "./period_rule.ts";
import { periodOptions, resolvePeriod } from "./resolve_period.ts";

const KINDS = ["year", "fiscalYear", "half", "quarter", "month"] as const;

function rule(kind: PeriodRule["kind"], more: Partial<PeriodRule> = {}): PeriodRule {
  return { kind, yearsBackMax: 5, monthsMax: undefined, opensAfterMonths: 0, ...more };
}

function resolve(text: string, given: PeriodRule, context: Partial<PeriodContext> = {}) {
  return resolvePeriod(parsePeriodExpression(text), given, {
    today: "2026-11-20",
    isCorporation: true,
    ...context,
  });
}

Deno.test("resolvePeriod() reads the expressions of a product as of today", () => {
  assert.deepEqual(resolve("last 4 halves", rule("half", { opensAfterMonths: 1 })), {
    from: "202407",
    to: "202601",
    label: "2024년 2기 ~ 2026년 1기",
  });
  assert.deepEqual(resolve("last 3 fiscalYears", rule("fiscalYear", { opensAfterMonths: 3 })), {
    from: "202312",
    to: "202512",
    label: "2023년 ~ 2025년",
  });
  assert.deepEqual(
    resolve("last 3 fiscalYears", rule("fiscalYear"), { isCorporation: false }),
    { from: "2023", to: "2025", label: "2023년 ~ 2025년" },
  );
  assert.deepEqual(resolve("last 3 months", rule("month")), {
    from: "202608",
    to: "202610",
    label: "2026년 8월 ~ 2026년 10월",
  });
  assert.deepEqual(resolve("last 3 months", rule("range", { monthsMax: 3 })), {
    from: "20260901",
    to: "20261120",
    label: "2026.09.01. ~ 2026.11.20.",
  });
  assert.deepEqual(resolve("asOfToday", rule("asOfToday")), {
    from: "20261120",
    to: "20261120",
    label: "2026.11.20. 기준",
  });
  assert.equal(resolve("", rule("none")), undefined);
});

Deno.test("resolvePeriod() asks for last year's income from July on", () => {
  const income = rule("year", { opensAfterMonths: 6 });
  assert.equal(resolve("last 1 years", income, { today: "2026-06-30" })?.to, "2024");
  assert.equal(resolve("last 1 years", income, { today: "2026-07-01" })?.to, "2025");
});

Deno.test("resolvePeriod() stays inside a document's longest span and the agency's years", () => {
  assert.equal(
    resolve("last 9 halves", rule("half", { monthsMax: 24 }))?.label,
    "2024년 2기 ~ 2026년 1기",
  );
  assert.equal(resolve("last 20 years", rule("year"))?.from, "2021");
});

Deno.test("parsePeriodExpression() refuses what is none, and requireFits() another kind", () => {
  for (
    const text of ["last", "last 0 years", "last 3 weeks", "last 61 months", "3 years", "last x"]
  ) {
    assert.throws(() => parsePeriodExpression(text), PeriodExpressionError, text);
  }
  assert.throws(() => resolve("last 2 years", rule("month")), PeriodExpressionError);
  assert.throws(() => resolve("asOfToday", rule("half")), PeriodExpressionError);
});

Deno.test("formatPeriodExpression() and parsePeriodExpression() are each other's inverse", () => {
  const expressions = fc.oneof(
    fc.constant<PeriodExpression>({ kind: "asOfToday" }),
    fc.record({
      kind: fc.constant("last" as const),
      count: fc.integer({ min: 1, max: 60 }),
      unit: fc.constantFrom(
        "years" as const,
        "fiscalYears" as const,
        "halves" as const,
        "quarters" as const,
        "months" as const,
      ),
    }, { noNullPrototype: true }),
  );
  fc.assert(fc.property(expressions, (expression) => {
    assert.deepEqual(parsePeriodExpression(formatPeriodExpression(expression)), expression);
  }));
});

const days = fc.date({
  min: new Date("2020-01-01T00:00:00Z"),
  max: new Date("2035-12-31T00:00:00Z"),
  noInvalidDate: true,
}).map((date) => date.toISOString().slice(0, 10));

const rules = fc.record({
  kind: fc.constantFrom(...KINDS),
  yearsBackMax: fc.integer({ min: 2, max: 10 }),
  monthsMax: fc.option(fc.constantFrom(12, 24, 36, 60), { nil: undefined }),
  opensAfterMonths: fc.integer({ min: 0, max: 12 }),
});

Deno.test("every default period passes the check of a period that a person chose", () => {
  fc.assert(
    fc.property(
      rules,
      days,
      fc.boolean(),
      fc.integer({ min: 1, max: 60 }),
      (given, today, isCorporation, count) => {
        const context = { today, isCorporation };
        const unit = `${given.kind === "half" ? "halve" : given.kind}s`;
        const period = resolvePeriod(
          parsePeriodExpression(`last ${count} ${unit}`),
          given,
          context,
        );
        if (period === undefined) return;
        const checked = checkPeriod({ documentCode: "d", ...period }, given, context);
        assert.deepEqual(checked, period);
        assert.ok(period.from <= period.to);
      },
    ),
  );
});

Deno.test("every option is open: its end lies before this month, less what the agency needs", () => {
  fc.assert(fc.property(rules, days, fc.boolean(), (given, today, isCorporation) => {
    const context = { today, isCorporation };
    const options = periodOptions(given, context);
    assert.ok(isUnitKind(given.kind));
    const month = Number(today.slice(0, 4)) * 12 + Number(today.slice(5, 7)) - 1;
    const possible = (given.yearsBackMax + 1) * 12 / unitMonths(given.kind);
    assert.ok(options.length <= possible);
    for (const { value } of options) {
      const checked = checkPeriod({ documentCode: "d", from: value, to: value }, given, context);
      assert.equal(checked.from, value);
    }
    const last = options.at(-1)?.value;
    if (last === undefined || given.kind !== "month") return;
    const lastMonth = Number(last.slice(0, 4)) * 12 + Number(last.slice(4)) - 1;
    assert.equal(lastMonth, month - given.opensAfterMonths - 1);
  }));
});

Deno.test("checkPeriod() says what is wrong with a chosen period", () => {
  const context = { today: "2026-11-20", isCorporation: true };
  const cases = [
    ["half", "202402", "202407", "form"],
    ["half", "202501", "202407", "order"],
    ["half", "202007", "202401", "tooOld"],
    ["half", "202501", "202607", "notOpenYet"],
    ["half", "202101", "202601", "tooLong"],
    ["fiscalYear", "202311", "202412", "form"],
    ["range", "20260230", "20260301", "form"],
    ["range", "20260801", "20261120", "tooLong"],
    ["range", "20261101", "20261121", "notOpenYet"],
    ["none", "2024", "2024", "notChangeable"],
  ] as const;
  for (const [kind, from, to, reason] of cases) {
    const given = rule(kind, { monthsMax: kind === "range" ? 3 : 60, opensAfterMonths: 1 });
    assert.throws(
      () => checkPeriod({ documentCode: "d", from, to }, given, context),
      (error) => error instanceof PeriodOutOfRangeError && error.reason === reason,
      `${kind} ${from} ${to}`,
    );
  }
});
