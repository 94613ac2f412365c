import * as gazette from "@hyunbinseo/holidays-kr/all";
import assert from "node:assert/strict";
import fc from "fast-check";
import { type BusinessCalendar, CalendarNotCoveredError } from "./calendar.ts";
import { addDays, dateInSeoul, isWeekend, requireDate } from "./calendar_date.ts";
import { testKernel } from "./testing.ts";

const YEARS = [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027];

async function withCalendar(work: (calendar: BusinessCalendar) => Promise<void>): Promise<void> {
  await using test = await testKernel();
  await work(test.kernel.calendar);
}

Deno.test("the seeded holidays are those of the gazette and 1 May before 2026", async () => {
  await withCalendar(async (calendar) => {
    const expected = new Map<string, string>();
    for (const year of Object.values(gazette) as Record<string, readonly string[]>[]) {
      for (const [date, names] of Object.entries(year)) expected.set(date, names.join(", "));
    }
    for (const year of YEARS.filter((year) => year < 2026)) {
      expected.set(`${year}-05-01`, "근로자의 날");
    }
    const seeded = (await Promise.all(YEARS.map((year) => calendar.holidays(year)))).flat();
    const byDate = [...expected].sort(([a], [b]) => a < b ? -1 : 1);
    assert.deepEqual(seeded.map(({ date, name }) => [date, name]), byDate);
    assert.deepEqual(await calendar.coveredYears(), YEARS);
  });
});

Deno.test("isBusinessDay() knows elections, substitutes, the great feasts and new laws", async () => {
  await withCalendar(async (calendar) => {
    const closed = [
      "2024-02-12", // substitute of 설날
      "2024-04-10", // election
      "2024-05-01", // 근로자의 날, not in the gazette
      "2024-10-01", // temporary
      "2025-01-27", // temporary, before 설날
      "2025-06-03", // election
      "2026-02-16",
      "2026-02-17",
      "2026-02-18",
      "2026-05-01",
      "2026-06-03", // election
      "2026-07-17", // 제헌절, a holiday again
      "2026-09-24",
      "2026-09-25",
      "2027-05-03", // substitute of 노동절
      "2027-07-19", // substitute of 제헌절
      "2026-11-21", // Saturday
      "2026-11-22", // Sunday
    ];
    for (const date of closed) assert.equal(await calendar.isBusinessDay(date), false, date);
    const open = ["2026-09-28", "2025-07-17", "2026-12-31", "2026-11-20"];
    for (const date of open) assert.equal(await calendar.isBusinessDay(date), true, date);
  });
});

Deno.test("addBusinessDays() and the rolls cross feasts and years", async () => {
  await withCalendar(async (calendar) => {
    assert.equal(await calendar.addBusinessDays("2026-02-13", 1), "2026-02-19");
    assert.equal(await calendar.addBusinessDays("2026-02-19", -1), "2026-02-13");
    assert.equal(await calendar.addBusinessDays("2026-12-31", 1), "2027-01-04");
    assert.equal(await calendar.addBusinessDays("2026-02-17", 0), "2026-02-17");
    assert.equal(await calendar.rollForward("2026-09-24"), "2026-09-28");
    assert.equal(await calendar.rollBackward("2026-09-27"), "2026-09-23");
    assert.equal(await calendar.rollForward("2026-11-20"), "2026-11-20");
  });
});

Deno.test("business days obey their laws on any date", async () => {
  await withCalendar(async (calendar) => {
    const date = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays("2018-06-01", days));
    const days = fc.integer({ min: -60, max: 60 });
    await fc.assert(
      fc.asyncProperty(date, days, async (start, count) => {
        const forward = await calendar.rollForward(start);
        const backward = await calendar.rollBackward(start);
        assert.ok(backward <= start && start <= forward);
        assert.equal(await calendar.isBusinessDay(forward), true);
        assert.equal(forward === backward, await calendar.isBusinessDay(start));
        const moved = await calendar.addBusinessDays(forward, count);
        assert.equal(await calendar.addBusinessDays(moved, -count), forward, "there and back");
        assert.equal(await businessDaysBetween(calendar, forward, moved), Math.abs(count));
      }),
      { numRuns: 50 },
    );
  });
});

async function businessDaysBetween(
  calendar: BusinessCalendar,
  one: string,
  other: string,
): Promise<number> {
  const [from, to] = one < other ? [one, other] : [other, one];
  let count = 0;
  for (let day = from; day < to; day = addDays(day, 1)) {
    if (await calendar.isBusinessDay(day)) count += 1;
  }
  return count;
}

Deno.test("a year without holidays on record is an error, not a guess", async () => {
  await withCalendar(async (calendar) => {
    await assert.rejects(calendar.isBusinessDay("2028-03-02"), CalendarNotCoveredError);
    await assert.rejects(calendar.isBusinessDay("2017-12-29"), CalendarNotCoveredError);
    await assert.rejects(calendar.addBusinessDays("2027-12-31", 1), (error: Error) => {
      return error instanceof CalendarNotCoveredError && error.date === "2028-01-01";
    });
    await assert.rejects(calendar.rollBackward("2018-01-01"), CalendarNotCoveredError);
    await calendar.addHoliday({ date: "2028-01-01", name: "1월 1일" });
    await assert.rejects(calendar.isBusinessDay("2028-01-03"), CalendarNotCoveredError);
    await calendar.coverYear(2028);
    assert.equal(await calendar.addBusinessDays("2027-12-31", 1), "2028-01-03");
  });
});

Deno.test("addHoliday() and removeHoliday() are in force at once", async () => {
  await withCalendar(async (calendar) => {
    assert.equal(await calendar.isBusinessDay("2026-11-20"), true);
    await calendar.addHoliday({ date: "2026-11-20", name: "임시공휴일" });
    assert.equal(await calendar.isBusinessDay("2026-11-20"), false);
    await calendar.addHoliday({ date: "2026-11-20", name: "임시 공휴일" });
    const added = (await calendar.holidays(2026)).find(({ date }) => date === "2026-11-20");
    assert.equal(added?.name, "임시 공휴일");
    await calendar.removeHoliday("2026-11-20");
    assert.equal(await calendar.isBusinessDay("2026-11-20"), true);
  });
});

Deno.test("the calendar refuses dates that do not exist and counts that are none", async () => {
  await withCalendar(async (calendar) => {
    for (const date of ["2026-02-29", "2026-13-01", "2026-1-1", "20260101", "", "2026-01-01T00"]) {
      await assert.rejects(calendar.isBusinessDay(date), RangeError, date);
      await assert.rejects(calendar.rollForward(date), RangeError, date);
    }
    for (const days of [1.5, NaN, 1e9]) {
      await assert.rejects(calendar.addBusinessDays("2026-11-20", days), RangeError);
    }
  });
});

Deno.test("dateInSeoul() changes the date at midnight in Seoul, summer time of 1988 included", () => {
  assert.equal(dateInSeoul(new Date("2026-11-20T14:59:59.999Z")), "2026-11-20");
  assert.equal(dateInSeoul(new Date("2026-11-20T15:00:00Z")), "2026-11-21");
  assert.equal(dateInSeoul(new Date("1988-07-01T14:00:00Z")), "1988-07-02");
  assert.equal(dateInSeoul(new Date("2026-12-31T15:00:00Z")), "2027-01-01");
});

Deno.test("dateInSeoul() is nine hours ahead of UTC on any date since 1989", () => {
  const instant = fc.date({
    min: new Date("1989-01-01"),
    max: new Date("2099-12-31"),
    noInvalidDate: true,
  });
  fc.assert(fc.property(instant, (at) => {
    const ahead = new Date(at.getTime() + 9 * 3_600_000);
    assert.equal(dateInSeoul(at), ahead.toISOString().slice(0, 10));
    assert.equal(isWeekend(dateInSeoul(at)), [0, 6].includes(ahead.getUTCDay()));
    assert.equal(requireDate(dateInSeoul(at)), dateInSeoul(at));
  }));
});
