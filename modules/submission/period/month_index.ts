/** Months since the year 0: a number that periods can be counted with. */
export type MonthIndex = number;

/** The month of a date "YYYY-MM-DD". */
export function monthIndexOf(date: string): MonthIndex {
  return Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1;
}

export function yearOf(month: MonthIndex): number {
  return Math.floor(month / 12);
}

/** 1 to 12. */
export function monthOfYear(month: MonthIndex): number {
  return month % 12 + 1;
}

/** "YYYYMM". */
export function yearMonth(month: MonthIndex): string {
  return `${yearOf(month)}${String(monthOfYear(month)).padStart(2, "0")}`;
}
