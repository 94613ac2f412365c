import { deepEqual, equal, throws } from "node:assert/strict";
import { bankHolidays } from "./bank_holidays.ts";
import { isWeekend } from "./korean_day.ts";

const onWorkingDays = (year: number) =>
  [...bankHolidays(year)].map(([day]) => day).filter((day) => !isWeekend(day));

Deno.test("bankHolidays() knows elections, substitutes, 설날, 추석 and 1 May", () => {
  deepEqual(onWorkingDays(2024), [
    "2024-01-01",
    "2024-02-09",
    "2024-02-12",
    "2024-03-01",
    "2024-04-10",
    "2024-05-01",
    "2024-05-06",
    "2024-05-15",
    "2024-06-06",
    "2024-08-15",
    "2024-09-16",
    "2024-09-17",
    "2024-09-18",
    "2024-10-01",
    "2024-10-03",
    "2024-10-09",
    "2024-12-25",
  ]);
  for (const day of ["2025-01-27", "2025-05-06", "2025-06-03", "2025-10-08"]) {
    equal(onWorkingDays(2025).includes(day), true, day);
  }
});

Deno.test("bankHolidays() follows the law of 2026: 1 May and 17 July, both with substitutes", () => {
  equal(bankHolidays(2026).get("2026-05-01"), "노동절");
  equal(bankHolidays(2026).get("2026-07-17"), "제헌절");
  equal(bankHolidays(2027).get("2027-05-03"), "대체공휴일(노동절)");
  equal(bankHolidays(2027).get("2027-07-19"), "대체공휴일(제헌절)");
  equal(bankHolidays(2025).has("2025-07-17"), false);
});

Deno.test("bankHolidays() gives 추석 on a Saturday no substitute", () => {
  equal(bankHolidays(2026).has("2026-09-28"), false);
});

Deno.test("bankHolidays() guesses no year", () => {
  throws(() => bankHolidays(2028), /2018–2027/);
  throws(() => bankHolidays(2017), RangeError);
});
