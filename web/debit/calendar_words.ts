import type { BusinessDate } from "@maru/kernel";
import { dateWords, weekdayOf } from "./date_words.ts";

/**
 * 12월 28일(월), and which contracted days a holiday moved there, as the choice of 이체의뢰 names them:
 * 12월 28일(월) (약정일 26일 토, 27일 일).
 */
export function debitDateWords(
  { debitDate, dueDates }: {
    readonly debitDate: BusinessDate;
    readonly dueDates: readonly BusinessDate[];
  },
): string {
  const moved = dueDates.filter((dueDate) => dueDate !== debitDate);
  if (moved.length === 0) return dateWords(debitDate);
  const days = moved.map((dueDate) => dueDateWords({ debitDate, dueDate }));
  return `${dateWords(debitDate)} (약정일 ${days.join(", ")})`;
}

/** 26일 토; with its month where it is another one. */
export function dueDateWords(
  { debitDate, dueDate }: { readonly debitDate: BusinessDate; readonly dueDate: BusinessDate },
): string {
  const isSameMonth = dueDate.slice(0, 7) === debitDate.slice(0, 7);
  const month = isSameMonth ? "" : `${Number(dueDate.slice(5, 7))}월 `;
  return `${month}${Number(dueDate.slice(8))}일 ${weekdayOf(dueDate)}`;
}
