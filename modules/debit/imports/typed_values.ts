import { parseWon } from "@maru/kernel";
import { isAsciiDigits } from "../settings/fields/characters.ts";
import type { ImportReason } from "./import_desk.ts";

/** A value, or why there is none. */
export type Reading<T> = { readonly value: T } | { readonly reason: ImportReason };

const FAST_DIGITS_MAX = 15;
const DATE = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[-./월]\s*(\d{1,2})\s*[.일]?(?: 00:00:00)?$/;
const COMPACT_DATE = /^(\d{4})(\d{2})(\d{2})$/;
const MONTH = /^(\d{4})\s*[-./년]\s*(\d{1,2})\s*[.월]?$/;
const COMPACT_MONTH = /^(\d{4})(\d{2})$/;
const RATE = /^(\d{1,3})(?:\.(\d{1,2}))?\s*%?$/;
const DAY = /^(\d{1,2})\s*일?$/;
/** An amount with something behind the point. */
const PART_OF_WON = /^[-+]?[₩\\]?[\d,]*\.\d+\s*원?$/;
const LAST_DAY = "말일";

export function readWon(text: string): Reading<bigint> {
  if (text === "") return { reason: "missing" };
  if (text.length <= FAST_DIGITS_MAX && isAsciiDigits(text)) return { value: BigInt(text) };
  try {
    return { value: parseWon(text) };
  } catch {
    return { reason: PART_OF_WON.test(plainDigits(text)) ? "notWholeWon" : "notANumber" };
  }
}

/** Full-width digits and signs (１０％), as Korean keyboards give them, as plain ones. */
function plainDigits(text: string): string {
  return /^[\x20-\x7e]*$/.test(text) ? text : text.normalize("NFKC");
}

/** Any of the usual ways to write a day, as `YYYY-MM-DD`. */
export function readDate(typed: string): Reading<string> {
  const text = plainDigits(typed);
  const [, year, month, day] = DATE.exec(text) ?? COMPACT_DATE.exec(text) ?? [];
  if (year === undefined) return { reason: "notADate" };
  return { value: `${year}-${month!.padStart(2, "0")}-${day!.padStart(2, "0")}` };
}

/** A month, or any day of it, as its first day. */
export function readMonth(typed: string): Reading<string> {
  const text = plainDigits(typed);
  const [, year, month] = MONTH.exec(text) ?? COMPACT_MONTH.exec(text) ?? DATE.exec(text) ??
    COMPACT_DATE.exec(text) ?? [];
  if (year === undefined) return { reason: "notAMonth" };
  return { value: `${year}-${month!.padStart(2, "0")}-01` };
}

/**
 * Percent as hundredths of it: `12.5` → 1250. A rate below one percent is refused: a spreadsheet's
 * 10 % lies in the file as 0.1, unless it is shown as a percentage.
 */
export function readRate(text: string): Reading<number> {
  if (text === "") return { value: 0 };
  const [, whole, hundredths = ""] = RATE.exec(plainDigits(text)) ?? [];
  if (whole === undefined) return { reason: "notANumber" };
  const value = Number(whole) * 100 + Number(hundredths.padEnd(2, "0"));
  return value > 0 && value < 100 ? { reason: "rateBelowOne" } : { value };
}

/** A day of the month; 31 is the last one. */
export function readDay(text: string): Reading<number> {
  if (text === "") return { reason: "missing" };
  if (text === LAST_DAY) return { value: 31 };
  const [, day] = DAY.exec(plainDigits(text)) ?? [];
  return day === undefined ? { reason: "notANumber" } : { value: Number(day) };
}
