/**
 * The business days of 2024 to 2027 against a table written from the law, not from the seed:
 * 관공서의 공휴일에 관한 규정 (articles 2 and 3) and, before 2026, 근로자의 날 제정에 관한 법률, on which
 * banks close. Lunar feasts, elections and temporary holidays are facts of their years.
 *
 * @module
 */
import assert from "node:assert/strict";
import { CalendarNotCoveredError } from "./calendar.ts";
import { addDays, isWeekend } from "./calendar_date.ts";
import { testKernel } from "./testing.ts";

const YEARS = [2024, 2025, 2026, 2027];

/** The middle day of each feast by the Korean lunar calendar; the days around it are free too. */
const NEW_YEAR_FEAST = ["2024-02-10", "2025-01-29", "2026-02-17", "2027-02-07"];
const HARVEST_FEAST = ["2024-09-17", "2025-10-06", "2026-09-25", "2027-09-15"];
const BUDDHA = ["2024-05-15", "2025-05-05", "2026-05-24", "2027-05-13"];
const ELECTIONS = ["2024-04-10", "2025-06-03", "2026-06-03"];
const TEMPORARY = ["2024-10-01", "2025-01-27"];

/** A day of the law and on which clashes a substitute follows (article 3). */
interface LawDay {
  readonly date: string;
  readonly substituted: "never" | "sundays" | "weekends";
}

function lawDays(year: number): LawDay[] {
  const of = (dates: readonly string[]) => dates.filter((date) => date.startsWith(`${year}`));
  const day = (date: string, substituted: LawDay["substituted"]) => ({ date, substituted });
  const feast = (dates: readonly string[]) =>
    of(dates).flatMap((date) => [-1, 0, 1].map((days) => day(addDays(date, days), "sundays")));
  const nationalDays = ["03-01", "08-15", "10-03", "10-09", ...year >= 2026 ? ["07-17"] : []];
  return [
    day(`${year}-01-01`, "never"),
    ...feast(NEW_YEAR_FEAST),
    ...nationalDays.map((date) => day(`${year}-${date}`, "weekends")),
    day(`${year}-05-01`, year >= 2026 ? "weekends" : "never"),
    ...of(BUDDHA).map((date) => day(date, "weekends")),
    day(`${year}-05-05`, "weekends"),
    day(`${year}-06-06`, "never"),
    ...feast(HARVEST_FEAST),
    day(`${year}-12-25`, "weekends"),
    ...of([...ELECTIONS, ...TEMPORARY]).map((date) => day(date, "never")),
  ];
}

/** The closed days of a year: those of the law and their substitutes. */
function closedDays(year: number): Set<string> {
  const days = lawDays(year).sort((one, other) => one.date < other.date ? -1 : 1);
  const closed = new Set(days.map(({ date }) => date));
  for (const [index, { date, substituted }] of days.entries()) {
    if (substituted === "never") continue;
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    const isOnWeekend = weekday === 0 || (weekday === 6 && substituted === "weekends");
    const isSecond = !isWeekend(date) && days[index - 1]?.date === date;
    if (isOnWeekend || isSecond) closed.add(nextFree(date, closed));
  }
  return closed;
}

function nextFree(date: string, closed: ReadonlySet<string>): string {
  let day = addDays(date, 1);
  while (isWeekend(day) || closed.has(day)) day = addDays(day, 1);
  return day;
}

function* datesOf(year: number): Generator<string> {
  for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = addDays(date, 1)) yield date;
}

Deno.test("every day of 2024 to 2027 is a business day exactly when the law leaves it one", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { calendar } = test.kernel;
  for (const year of YEARS) {
    const closed = closedDays(year);
    for (const date of datesOf(year)) {
      const expected = !isWeekend(date) && !closed.has(date);
      assert.equal(await calendar.isBusinessDay(date), expected, date);
    }
  }
});

/** Weekdays of the year less the holidays that fall on weekdays, counted by hand. */
const COUNTS = [
  [2024, 262 - 17],
  [2025, 261 - 18],
  [2026, 261 - 16],
  [2027, 261 - 15],
] as const;

Deno.test("each year has as many business days as the law leaves, also going step by step", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { calendar } = test.kernel;
  for (const [year, expected] of COUNTS) {
    let count = 0;
    for (const date of datesOf(year)) if (await calendar.isBusinessDay(date)) count += 1;
    assert.equal(count, expected, `${year}`);
    const first = await calendar.rollForward(`${year}-01-01`);
    const last = await calendar.rollBackward(`${year}-12-31`);
    assert.equal(await calendar.addBusinessDays(first, expected - 1), last);
    assert.equal(await calendar.addBusinessDays(last, 1 - expected), first);
  }
});

Deno.test("the days that calendars get wrong are right", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { calendar } = test.kernel;
  const cases: readonly [date: string, isOpen: boolean, why: string][] = [
    ["2024-02-09", false, "the day before 설날, a Friday"],
    ["2024-02-12", false, "설날's feast met a Sunday"],
    ["2024-02-13", true, "설날's feast met a Saturday, which gives nothing"],
    ["2024-04-10", false, "election of the assembly"],
    ["2024-05-01", false, "근로자의 날, no public holiday yet: banks close"],
    ["2024-05-06", false, "substitute of 어린이날 on a Sunday"],
    ["2024-06-06", false, "현충일"],
    ["2024-10-01", false, "temporary, 국군의 날"],
    ["2025-01-27", false, "temporary, before 설날"],
    ["2025-01-31", true, "the Friday after 설날"],
    ["2025-03-03", false, "substitute of 3·1절 on a Saturday"],
    ["2025-05-01", false, "근로자의 날"],
    ["2025-05-06", false, "어린이날 and 부처님 오신 날 met"],
    ["2025-06-03", false, "election of the president"],
    ["2025-07-17", true, "제헌절, not yet free again"],
    ["2025-10-08", false, "추석's feast met a Sunday"],
    ["2025-10-10", true, "the Friday after a long week"],
    ["2026-02-19", true, "설날 met no Sunday"],
    ["2026-03-02", false, "substitute of 3·1절 on a Sunday"],
    ["2026-05-01", false, "노동절, a public holiday from 2026"],
    ["2026-06-03", false, "local elections"],
    ["2026-06-08", true, "현충일 on a Saturday gives nothing"],
    ["2026-07-17", false, "제헌절, free again"],
    ["2026-09-28", true, "추석's feast met a Saturday, which gives nothing"],
    ["2027-02-09", false, "설날 itself on a Sunday"],
    ["2027-05-03", false, "substitute of 노동절 on a Saturday"],
    ["2027-06-07", true, "현충일 on a Sunday gives nothing"],
    ["2027-07-19", false, "substitute of 제헌절 on a Saturday"],
    ["2027-12-27", false, "substitute of 기독탄신일 on a Saturday"],
    ["2024-12-31", true, "the year's last day, on which banks work"],
    ["2025-12-31", true, "the year's last day"],
    ["2026-12-31", true, "the year's last day"],
    ["2027-12-31", true, "the year's last day"],
  ];
  for (const [date, isOpen, why] of cases) {
    assert.equal(await calendar.isBusinessDay(date), isOpen, `${date}: ${why}`);
  }
});

Deno.test("2028 is refused by every question that leads there", async () => {
  await using test = await testKernel({ modules: ["kernel"] });
  const { calendar } = test.kernel;
  const isRefusal = (error: unknown) =>
    error instanceof CalendarNotCoveredError && error.date.startsWith("2028");
  await assert.rejects(calendar.isBusinessDay("2028-01-03"), isRefusal);
  await assert.rejects(calendar.isBusinessDay("2028-01-01"), isRefusal, "a Saturday too");
  await assert.rejects(calendar.rollForward("2028-01-01"), isRefusal);
  await assert.rejects(calendar.rollBackward("2028-01-02"), isRefusal);
  await assert.rejects(calendar.addBusinessDays("2027-12-31", 1), isRefusal);
  await assert.rejects(calendar.addBusinessDays("2027-06-01", 200), isRefusal);
  await assert.rejects(calendar.addBusinessDays("2028-01-10", -3), isRefusal);
  await assert.rejects(calendar.compare([], { from: "2027-12-20", to: "2028-01-10" }), isRefusal);
  assert.equal(await calendar.addBusinessDays("2027-12-30", 1), "2027-12-31");
});
