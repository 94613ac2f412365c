import { openRecordFile } from "../../record_file.ts";
import { bankHolidays, FIRST_YEAR, LAST_YEAR } from "./bank_holidays.ts";
import { addDays, type Day, isWeekend } from "./korean_day.ts";

/** The clearing house's own calendar: what it publishes, and what the panel adds. */
export interface BankCalendar {
  /** Why banks are closed on that day, or undefined on a business day. @throws {UncoveredDayError} */
  closedBecause(day: Day): string | undefined;
  isBusinessDay(day: Day): boolean;
  /** The day itself where it is a business day, else the next one. */
  businessDayFrom(day: Day): Day;
  /** So many business days after (or, below zero, before) a day; a holiday counts from itself. */
  addBusinessDays(day: Day, count: number): Day;
  add(holiday: AddedHoliday): void;
  remove(day: Day): boolean;
  added(): readonly AddedHoliday[];
}

export interface AddedHoliday {
  readonly date: Day;
  readonly name: string;
}

/** The calendar does not reach that day; nobody guesses. */
export class UncoveredDayError extends RangeError {
  override readonly name = "UncoveredDayError";
  constructor(readonly day: Day) {
    super(`Cannot tell whether "${day}" is a business day: known are ${FIRST_YEAR}–${LAST_YEAR}`);
  }
}

interface HolidayRecord extends AddedHoliday {
  readonly id: Day;
  readonly isRemoved: boolean;
}

export function openBankCalendar(folder: string): BankCalendar {
  const file = openRecordFile<HolidayRecord>(`${folder}/holidays.ndjson`);
  const years = new Map<number, ReadonlyMap<Day, string>>();
  const added = () => file.list().filter((holiday) => !holiday.isRemoved);

  const calendar: BankCalendar = {
    closedBecause(day) {
      const year = Number(day.slice(0, 4));
      if (!(year >= FIRST_YEAR && year <= LAST_YEAR)) throw new UncoveredDayError(day);
      const known = years.get(year) ?? bankHolidays(year);
      years.set(year, known);
      const own = file.get(day);
      return known.get(day) ?? (own?.isRemoved === false ? own.name : undefined) ??
        (isWeekend(day) ? "주말" : undefined);
    },
    isBusinessDay: (day) => calendar.closedBecause(day) === undefined,
    businessDayFrom: (day) => calendar.isBusinessDay(day) ? day : calendar.addBusinessDays(day, 1),
    addBusinessDays(day, count) {
      const step = count < 0 ? -1 : 1;
      let reached = day;
      for (let left = Math.abs(count); left > 0;) {
        reached = addDays(reached, step);
        if (calendar.isBusinessDay(reached)) left--;
      }
      return reached;
    },
    add: ({ date, name }) => file.put({ id: date, date, name, isRemoved: false }),
    remove(day) {
      const holiday = file.get(day);
      if (holiday === undefined || holiday.isRemoved) return false;
      file.put({ ...holiday, isRemoved: true });
      return true;
    },
    added: () => added().map(({ date, name }) => ({ date, name })),
  };
  return calendar;
}
