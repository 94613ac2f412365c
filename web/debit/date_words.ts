import type { BusinessDate } from "@maru/kernel";
import { formatDate } from "../ui/date_text.ts";

const WEEKDAYS = ["일", "월", "화", "수", "목", "금", "토"] as const;

/** 11월 25일(수). */
export function dateWords(date: BusinessDate): string {
  return `${Number(date.slice(5, 7))}월 ${Number(date.slice(8))}일(${weekdayOf(date)})`;
}

/** 12월 7일(월) 14:00; 오늘 14:00 and 내일 11:00 where they are. */
export function momentWords(at: Date, now: Date): string {
  const [day, clock] = [dateInSeoul(at), formatDate(at, "time").slice(0, "14:00".length)];
  const today = dateInSeoul(now);
  if (day === today) return `오늘 ${clock}`;
  return day === dayAfter(today, 1) ? `내일 ${clock}` : `${dateWords(day)} ${clock}`;
}

function dateInSeoul(at: Date): BusinessDate {
  return formatDate(at, "date").replaceAll(".", "-");
}

/** 11월 25일, where the weekday stands beside it. */
export function shortDateWords(date: BusinessDate): string {
  return `${Number(date.slice(5, 7))}월 ${Number(date.slice(8))}일`;
}

/** 2026년 11월. */
export function monthWords(month: BusinessDate): string {
  return `${month.slice(0, 4)}년 ${Number(month.slice(5, 7))}월`;
}

/** 2026.11.25, as tables write it. */
export function dateCell(date: BusinessDate): string {
  return date.replaceAll("-", ".");
}

/** One syllable. */
export function weekdayOf(date: BusinessDate): string {
  return WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()] ?? "";
}

/** The first day of the date's month. */
export function firstOfMonth(date: BusinessDate): BusinessDate {
  return `${date.slice(0, 7)}-01`;
}

/** The last day of the date's month. */
export function lastOfMonth(date: BusinessDate): BusinessDate {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10);
}

/** The first day of the month that lies `months` after (or, negative, before) the date's. */
export function monthAfter(date: BusinessDate, months: number): BusinessDate {
  const year = Number(date.slice(0, 4));
  const month = Number(date.slice(5, 7));
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

export function dayAfter(date: BusinessDate, days: number): BusinessDate {
  const at = new Date(`${date}T00:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
