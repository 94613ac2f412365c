import fc from "fast-check";
import assert from "node:assert/strict";
import { type DayRecord, pickRetryDay } from "./pick_retry_day.ts";

const november = (day: number) => `2026-11-${String(day).padStart(2, "0")}`;
const records = fc.record({
  collectedCount: fc.integer({ min: 0, max: 1_000 }),
  failedCount: fc.integer({ min: 0, max: 1_000 }),
});
const histories = fc.array(fc.tuple(fc.integer({ min: 1, max: 31 }), records))
  .map((entries) => new Map<number, DayRecord>(entries));
const days = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1 })
  .map((numbers) => numbers.map(november));

Deno.test("pickRetryDay() takes a common pay day where nothing was learned, else the earliest day", () => {
  const nothing = new Map<number, DayRecord>();
  assert.equal(pickRetryDay([9, 12, 15, 25].map(november), nothing), november(15));
  assert.equal(pickRetryDay([9, 25, 10].map(november), nothing), november(10));
  assert.equal(pickRetryDay([13, 12].map(november), nothing), november(12));
  assert.equal(pickRetryDay([], nothing), undefined);
});

Deno.test("pickRetryDay() follows what was learned before any pay day", () => {
  const history = new Map([
    [10, { collectedCount: 500, failedCount: 500 }],
    [17, { collectedCount: 900, failedCount: 100 }],
  ]);
  assert.equal(pickRetryDay([10, 17, 25].map(november), history), november(17));
});

Deno.test("pickRetryDay() does not take one lucky debit for a rule", () => {
  const history = new Map([
    [12, { collectedCount: 1, failedCount: 0 }],
    [17, { collectedCount: 990, failedCount: 10 }],
  ]);
  assert.equal(pickRetryDay([12, 17].map(november), history), november(17));
});

Deno.test("pickRetryDay() picks one of the days, whatever their order, and none has a better share", () => {
  fc.assert(fc.property(days, histories, fc.func(fc.integer()), (dates, history, shuffle) => {
    const picked = pickRetryDay(dates, history)!;
    const shuffled = [...dates].sort((a, b) => shuffle(a) - shuffle(b));
    assert.equal(pickRetryDay(shuffled, history), picked);
    const share = (date: string) => {
      const { collectedCount = 0, failedCount = 0 } = history.get(Number(date.slice(8))) ?? {};
      return (collectedCount + 1) / (collectedCount + failedCount + 2);
    };
    assert.ok(dates.includes(picked));
    assert.ok(dates.every((date) => share(date) <= share(picked) + 1e-12));
  }));
});

Deno.test("pickRetryDay() stays with its day when only that day does better", () => {
  fc.assert(fc.property(days, histories, (dates, history) => {
    const picked = pickRetryDay(dates, history)!;
    const day = Number(picked.slice(8));
    const { collectedCount = 0, failedCount = 0 } = history.get(day) ?? {};
    const better = new Map(history)
      .set(day, { collectedCount: collectedCount + 1, failedCount });
    assert.equal(pickRetryDay(dates, better), picked);
  }));
});
