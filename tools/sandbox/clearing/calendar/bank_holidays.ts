import { addDays, type Day, isWeekend, weekday } from "./korean_day.ts";

export const FIRST_YEAR = 2018;
export const LAST_YEAR = 2027;

/** 설날, 부처님오신날 and 추석 follow the moon: their days, by year. */
const LUNAR_DAYS: Readonly<Record<number, readonly [Day, Day, Day]>> = {
  2018: ["2018-02-16", "2018-05-22", "2018-09-24"],
  2019: ["2019-02-05", "2019-05-12", "2019-09-13"],
  2020: ["2020-01-25", "2020-04-30", "2020-10-01"],
  2021: ["2021-02-12", "2021-05-19", "2021-09-21"],
  2022: ["2022-02-01", "2022-05-08", "2022-09-10"],
  2023: ["2023-01-22", "2023-05-27", "2023-09-29"],
  2024: ["2024-02-10", "2024-05-15", "2024-09-17"],
  2025: ["2025-01-29", "2025-05-05", "2025-10-06"],
  2026: ["2026-02-17", "2026-05-24", "2026-09-25"],
  2027: ["2027-02-07", "2027-05-13", "2027-09-15"],
};

/** Elections and days that the government set once. */
const SINGLE_DAYS: readonly (readonly [Day, string])[] = [
  ["2018-06-13", "전국동시지방선거"],
  ["2020-04-15", "국회의원선거"],
  ["2020-08-17", "임시공휴일"],
  ["2022-03-09", "대통령선거"],
  ["2022-06-01", "전국동시지방선거"],
  ["2023-10-02", "임시공휴일"],
  ["2024-04-10", "국회의원선거"],
  ["2024-10-01", "임시공휴일"],
  ["2025-01-27", "임시공휴일"],
  ["2025-06-03", "대통령선거"],
  ["2026-06-03", "전국동시지방선거"],
];

/** Which weekdays under a holiday give a day off later (관공서의 공휴일에 관한 규정 제3조). */
type SubstituteRule = "none" | "sunday" | "weekend";

interface NamedDay {
  readonly day: Day;
  readonly name: string;
  readonly substitute: SubstituteRule;
}

/**
 * The days of a year on which banks are closed, weekends aside, by day: public holidays, their
 * substitutes, and 1 May, which banks kept before the law did.
 *
 * @throws {RangeError} for a year that is not covered
 */
export function bankHolidays(year: number): ReadonlyMap<Day, string> {
  const named = namedDays(year);
  const holidays = new Map<Day, string>();
  for (const { day, name } of named) if (!holidays.has(day)) holidays.set(day, name);
  for (const { day, name } of named.filter((candidate) => needsSubstitute(candidate, named))) {
    const substitute = nextFreeDay(day, holidays);
    holidays.set(substitute, `대체공휴일(${name})`);
  }
  return new Map([...holidays].sort(([left], [right]) => left < right ? -1 : 1));
}

function namedDays(year: number): NamedDay[] {
  const lunar = LUNAR_DAYS[year];
  if (lunar === undefined) {
    throw new RangeError(`Cannot tell holidays of "${year}": known are ${FIRST_YEAR}–${LAST_YEAR}`);
  }
  const [newYear, buddha, harvest] = lunar;
  const since = (first: number, rule: SubstituteRule) => year >= first ? rule : "none";
  const fixed = (monthDay: string, name: string, substitute: SubstituteRule) => ({
    day: `${year}-${monthDay}`,
    name,
    substitute,
  });
  const around = (day: Day, name: string): NamedDay[] =>
    [-1, 0, 1].map((offset) => ({ day: addDays(day, offset), name, substitute: "sunday" }));
  // The rule for national days came into force in July 2021, after 1 March of that year.
  return [
    fixed("01-01", "신정", "none"),
    ...around(newYear, "설날"),
    fixed("03-01", "3·1절", since(2022, "weekend")),
    fixed("05-01", "노동절", since(2026, "weekend")),
    fixed("05-05", "어린이날", "weekend"),
    { day: buddha, name: "부처님오신날", substitute: since(2023, "weekend") },
    fixed("06-06", "현충일", "none"),
    ...(year >= 2026 ? [fixed("07-17", "제헌절", "weekend")] : []),
    fixed("08-15", "광복절", since(2021, "weekend")),
    ...around(harvest, "추석"),
    fixed("10-03", "개천절", since(2021, "weekend")),
    fixed("10-09", "한글날", since(2021, "weekend")),
    fixed("12-25", "기독탄신일", since(2023, "weekend")),
    ...SINGLE_DAYS.filter(([day]) => day.startsWith(String(year)))
      .map(([day, name]): NamedDay => ({ day, name, substitute: "none" })),
  ];
}

/** A holiday on a weekend, or on the same working day as another one: the later named gives the day. */
function needsSubstitute(candidate: NamedDay, named: readonly NamedDay[]): boolean {
  const { day, substitute } = candidate;
  if (substitute === "none") return false;
  if (weekday(day) === 0) return true;
  if (weekday(day) === 6) return substitute === "weekend";
  const others = named.filter((other) => other.day === day);
  return others.length > 1 && others.at(-1) === candidate;
}

function nextFreeDay(day: Day, holidays: ReadonlyMap<Day, string>): Day {
  let next = addDays(day, 1);
  while (isWeekend(next) || holidays.has(next)) next = addDays(next, 1);
  return next;
}
