import { operatorPaths } from "./context.ts";

/** Each change is a page that says what it will do, and a POST to the same address that does it. */
export const holidayPaths = {
  list: operatorPaths.holidays,
  year: (year: number | string) => `${operatorPaths.holidays}?year=${year}`,
  changed: (date: string) => `${operatorPaths.holidays}?year=${date.slice(0, 4)}&changed=${date}`,
  addition: `${operatorPaths.holidays}/addition`,
  additionOf: ({ date, name }: { date: string; name: string }) =>
    `${operatorPaths.holidays}/addition?${new URLSearchParams({ date, name })}`,
  removal: operatorPaths.holidayRemoval,
  removalOf: (date: string) => `${operatorPaths.holidayRemoval}?date=${date}`,
  coverage: `${operatorPaths.holidays}/coverage`,
  coverageOf: (year: number) => `${operatorPaths.holidays}/coverage?year=${year}`,
} as const;
