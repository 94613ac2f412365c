/**
 * The schedule of the seeded rules written a second time, slow and by hand, for tests alone.
 *
 * @module
 */
import type { Rail } from "../parts.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface ModelPlan {
  readonly fileDate: string;
  readonly cutoffAt: string;
  readonly sendBy: string;
  readonly resultDueAt: string;
}

/** Days are numbers of days since 1970; a day outside of 2018–2027 is `undefined` for the model. */
export function createModel(holidays: ReadonlySet<string>) {
  const nameOf = (day: number) => new Date(day * DAY_MS).toISOString().split("T")[0]!;
  const dayOf = (name: string) => Math.round(Date.parse(name) / DAY_MS);
  const isOpen = (day: number) => {
    const name = nameOf(day);
    if (name > "2027-12-31" || name < "2018-01-01") throw new RangeError("not covered");
    const weekday = (day + 4) % 7; // 1 January 1970 was a Thursday.
    return weekday !== 0 && weekday !== 6 && !holidays.has(name);
  };
  const nextOpen = (day: number): number => isOpen(day) ? day : nextOpen(day + 1);
  const after = (day: number) => nextOpen(day + 1);
  const before = (day: number): number => isOpen(day - 1) ? day - 1 : before(day - 1);
  const at = (day: number, hourInSeoul: number) =>
    new Date(day * DAY_MS + (hourInSeoul - 9) * HOUR_MS).toISOString();
  const seoulDay = (instant: Date) => Math.floor((instant.getTime() + 9 * HOUR_MS) / DAY_MS);

  function debit(rail: Rail, dueDate: string): ModelPlan {
    const day = nextOpen(dayOf(dueDate));
    return rail === "directLine"
      ? plan(day, [at(day, 14), at(day, 15), at(after(day), 11)])
      : plan(day, [at(before(day), 14), at(before(day), 17), at(day + 1, 3)]);
  }

  function plan(day: number, [cutoffAt, sendBy, resultDueAt]: [string, string, string]) {
    return { fileDate: nameOf(day), cutoffAt, sendBy, resultDueAt };
  }

  return {
    isOpen: (name: string) => isOpen(dayOf(name)),
    debit,
    registration(rail: Rail, now: Date): ModelPlan {
      const today = seoulDay(now);
      const isInTime = isOpen(today) && now.toISOString() < at(today, 14);
      const day = isInTime ? today : after(today);
      return rail === "directLine"
        ? plan(day, [at(day, 14), at(day, 15), at(after(day), 11)])
        : plan(day, [at(day, 14), at(after(day), 12), at(after(after(day)), 14)]);
    },
    earliest(rail: Rail, now: Date): string {
      for (let day = seoulDay(now);; day += 1) {
        if (isOpen(day) && debit(rail, nameOf(day)).cutoffAt > now.toISOString()) {
          return nameOf(day);
        }
      }
    },
    deadline: (debitDate: string) => nameOf(before(before(dayOf(debitDate)))),
    dueDate(year: number, month: number, dueDay: number): string {
      let name = "";
      for (let day = dayOf(`${year}-${String(month).padStart(2, "0")}-01`), count = 0;; day += 1) {
        if (count === dueDay || Number(nameOf(day).split("-")[1]) !== month) return name;
        name = nameOf(day);
        count += 1;
      }
    },
  };
}
