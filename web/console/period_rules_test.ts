import assert from "node:assert/strict";
import { hasPeriod, periodRuleOptions, periodRuleWords } from "./period_rules.ts";

Deno.test("periodRuleWords() says rules as people do", () => {
  assert.deepEqual(
    [
      "last 1 years",
      "last 3 fiscalYears",
      "last 4 halves",
      "last 1 half",
      "last 2 quarters",
      "last 12 months",
    ]
      .map(periodRuleWords),
    ["지난 1년", "지난 3개 사업연도", "지난 4기", "지난 1기", "지난 2개 분기", "지난 12개월"],
  );
  assert.equal(periodRuleWords("asOfToday"), "오늘 기준");
  assert.equal(periodRuleWords("every leap year"), "every leap year");
});

Deno.test("periodRuleOptions() lists what fits, and what stands already", () => {
  const values = periodRuleOptions("half", ["last 4 halves", "last 5 halves", ""]).map((
    { value },
  ) => value);
  assert.ok(values.includes("last 5 halves"));
  assert.equal(new Set(values).size, values.length);
  assert.ok(values.every((value) => value.endsWith("halves")));
});

Deno.test("hasPeriod() is false where nothing can be chosen", () => {
  assert.equal(hasPeriod("none"), false);
  assert.equal(hasPeriod("asOfToday"), false);
  assert.equal(hasPeriod("range"), true);
});
