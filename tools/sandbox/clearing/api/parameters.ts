import type { Context } from "hono";
import { UncoveredDayError } from "../calendar/bank_calendar.ts";
import { type Day, DAY_MS, parseCompactDay } from "../calendar/korean_day.ts";
import { type FileKind, isResultKind, isSentKind } from "../file_kind.ts";
import type { House } from "../house.ts";
import { ApiRefusal } from "./answers.ts";

/** `file_type` and `transaction_date`. @throws {ApiRefusal} */
export function readSlot(c: Context, house: House): { kind: FileKind; day: Day } {
  const kind = readKind(c);
  const day = readDay(c, "transaction_date");
  if (kind === undefined) throw new ApiRefusal("B0001");
  if (!isOpen(house, day)) throw new ApiRefusal("B0006");
  return { kind, day };
}

/** `file_type`, where it is given. @throws {ApiRefusal} */
export function readKind(c: Context): FileKind | undefined {
  const kind = c.req.query("file_type");
  if (kind === undefined) return undefined;
  if (!isSentKind(kind) && !isResultKind(kind)) throw new ApiRefusal("B0001");
  return kind;
}

/** `search_start_date` and `search_end_date`, at most so many days apart. @throws {ApiRefusal} */
export function readRange(c: Context, daysMax: number): { from: Day; to: Day } {
  const range = { from: readDay(c, "search_start_date"), to: readDay(c, "search_end_date") };
  const days = (Date.parse(range.to) - Date.parse(range.from)) / DAY_MS;
  if (!(days >= 0 && days <= daysMax)) throw new ApiRefusal("B0001");
  return range;
}

function readDay(c: Context, name: string): Day {
  const day = parseCompactDay(c.req.query(name) ?? "");
  if (day === undefined) throw new ApiRefusal("B0001");
  return day;
}

function isOpen({ calendar }: House, day: Day): boolean {
  try {
    return calendar.isBusinessDay(day);
  } catch (error) {
    if (error instanceof UncoveredDayError) return false;
    throw error;
  }
}
